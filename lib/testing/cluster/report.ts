/** The table of figures at the end of a run. */
import type { Figure } from "./harm";
import type { Judgement } from "./judge";

export interface Report {
  title: string;
  figures: Figure[];
  judgement: Judgement;
}

const worst = (sorted: readonly number[], part: number) =>
  Math.round(sorted[Math.ceil(sorted.length * part) - 1] ?? 0);

/** All that is judged, beside what each harm measured of its own. */
export function figuresOf({ figures, judgement }: Report): Figure[] {
  const { lost, doubled, wrong, dialledTwice, unseen, clicks, counts, latencies } = judgement;
  const told = Object.entries(clicks).map(([outcome, count]) => `${outcome} ${count}`);
  return [
    ...figures,
    { name: "events stored", value: counts.events },
    { name: "told while no link was up", value: counts.unheard },
    { name: "on their way at a cut", value: counts.onTheirWay },
    { name: "calls", value: counts.calls },
    { name: "lost", value: lost.length, limit: 0 },
    { name: "doubled", value: doubled.length, limit: 0 },
    { name: "out of order", value: wrong.length, limit: 0 },
    { name: "pop-ups", value: counts.popUps },
    { name: "pop-ups not shown", value: unseen.length, limit: 0 },
    { name: "ring to pop-up: p50", value: worst(latencies, 0.5), unit: "ms" },
    { name: "ring to pop-up: p99", value: worst(latencies, 0.99), unit: "ms" },
    { name: "clicks' answers", value: told.join(", ") || "–" },
    { name: "dialled twice, or not as told", value: dialledTwice.length, limit: 0 },
  ];
}

export function isWithin({ value, limit }: Figure): boolean {
  return limit === undefined || (typeof value === "number" && value <= limit);
}

/** What is not as it has to be, in words. */
export function faultsOf(report: Report, most = 5): string[] {
  const { lost, doubled, wrong, dialledTwice, unseen } = report.judgement;
  const over = figuresOf(report)
    .filter((figure) => !isWithin(figure))
    .map(({ name, value, unit = "", limit }) => `${name}: ${value} ${unit}, at most ${limit}`);
  const said = [lost, doubled, wrong, dialledTwice, unseen].flatMap((all) => all.slice(0, most));
  return over.length > 0 ? [...over, ...said] : [];
}

export function toMarkdown(reports: readonly Report[]): string {
  const rows = reports.flatMap((report) =>
    figuresOf(report).map((figure, index) => {
      const { name, value, unit, limit } = figure;
      const cells = [
        index === 0 ? report.title : "",
        name,
        unit ? `${value} ${unit}` : String(value),
        limit === undefined ? "" : `≤ ${limit}${unit ? ` ${unit}` : ""}`,
        limit === undefined ? "" : isWithin(figure) ? "yes" : "**no**",
      ];
      return `| ${cells.join(" | ")} |`;
    }),
  );
  const head = ["| Harm | Figure | Measured | Wanted | Held |", "| --- | --- | --- | --- | --- |"];
  return [...head, ...rows, ""].join("\n");
}
