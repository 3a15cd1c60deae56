/** Figures as text. */
export interface Row {
  figure: string;
  unit: string;
  product: number | null;
  /** Undefined where the relay has no such thing. */
  relay?: number | null;
  /** Set where the two figures are not to be compared. */
  noRatio?: true;
}

export interface Section {
  title: string;
  rows: Row[];
}

const head = ["Figure", "Unit", "tinyCRM", "Relay", "Ratio"];

export function markdownTable(sections: Section[]): string {
  const lines = sections.flatMap(({ title, rows }) => [
    [`**${title}**`, "", "", "", ""],
    ...rows.map(cells),
  ]);
  const table = [head, ...lines];
  const widths = head.map((_, column) => Math.max(...table.map((line) => line[column]!.length), 3));
  const line = (texts: string[]) =>
    `| ${texts.map((text, column) => pad(text, widths[column]!, column)).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (column < 2 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(head), rule, ...lines.map(line)].join("\n");
}

function pad(text: string, width: number, column: number): string {
  return column < 2 ? text.padEnd(width) : text.padStart(width);
}

function cells({ figure, unit, product, relay, noRatio }: Row): string[] {
  return [figure, unit, number(product), number(relay), noRatio ? "–" : ratio(product, relay)];
}

function number(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en-US");
  return Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1);
}

function ratio(product: number | null, relay: number | null | undefined): string {
  if (!product || !relay) return "–";
  return `${number(product / relay)}×`;
}
