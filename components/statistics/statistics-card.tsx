import { Download } from "lucide-react";
import { useFormatter } from "next-intl";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/page";
import { Cell, Header, Row } from "#components/ui/table";
import { formatDuration } from "#lib/base/duration";
import type { ColumnKind, StatisticsTable } from "#lib/statistics/tables";

interface StatisticsCardProps {
  title: string;
  table: StatisticsTable;
  headings: string[];
  /** Of the table as a file. */
  href: string;
  /** The column whose bars are shown, where there is no chart. */
  bar?: string;
  children?: ReactNode;
}

/** A picture, the table behind it, and the table as a file. */
export async function StatisticsCard(props: StatisticsCardProps) {
  const { title, table, headings, href, bar, children } = props;
  const t = await getTranslations("statistics");
  return (
    <Card
      title={title}
      actions={
        <Button size="sm" variant="ghost" asChild className="print:hidden">
          <a href={href} download aria-label={t("csvOf", { title })}>
            <Download aria-hidden className="size-3.5" />
            CSV
          </a>
        </Button>
      }
    >
      <div className="px-4 pt-4 pb-3">
        {children ?? <RankedBars table={table} headings={headings} bar={bar!} />}
      </div>
      <details className="group border-t border-line">
        <summary className="cursor-pointer px-4 py-2 text-sm text-ink-soft hover:text-ink">
          {t("table")}
        </summary>
        <FiguresTable table={table} headings={headings} label={title} />
      </details>
    </Card>
  );
}

/** So many lines; the table has the rest. */
const most = 10;

/** Who or what has most: a name, its number, and a bar as long as that. */
function RankedBars(props: { table: StatisticsTable; headings: string[]; bar: string }) {
  const { columns, rows } = props.table;
  const write = useCell();
  const column = columns.findIndex(({ key }) => key === props.bar);
  const valueOf = (row: (typeof rows)[0]) => Number(row[column] ?? 0);
  const ranked = rows
    .filter((row) => valueOf(row) > 0)
    .sort((a, b) => valueOf(b) - valueOf(a))
    .slice(0, most);
  const longest = Math.max(1, ...ranked.map(valueOf));
  return (
    <>
      <p className="mb-2 text-xs text-ink-soft">{props.headings[column]}</p>
      <ul className="flex flex-col gap-2">
        {ranked.map((row) => (
          <li key={String(row[0])} className="text-sm">
            <span className="flex justify-between gap-3">
              <span className="truncate">{row[0]}</span>
              <span className="figures">{write(valueOf(row), columns[column]!.kind)}</span>
            </span>
            <span aria-hidden className="mt-1 block h-1.5 rounded-full bg-sunken">
              <span
                className="block h-full rounded-full bg-accent"
                style={{ width: `${(100 * valueOf(row)) / longest}%` }}
              />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The plain numbers; scrolls within itself where there is no room. */
function FiguresTable(props: { table: StatisticsTable; headings: string[]; label: string }) {
  const { columns, rows } = props.table;
  const write = useCell();
  return (
    <div
      // What scrolls must be reached by key.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={props.label}
      className="relative max-h-96 overflow-auto"
    >
      <table aria-label={props.label} className="w-full border-collapse text-left">
        <thead className="sticky top-0">
          <tr>
            {props.headings.map((heading, index) => (
              <Header key={heading} className={index > 0 ? "text-right" : ""}>
                {heading}
              </Header>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Row key={index}>
              {row.map((cell, column) =>
                column === 0 ? (
                  <th key={column} scope="row" className="px-3 py-1 font-normal whitespace-nowrap">
                    {cell}
                  </th>
                ) : (
                  <Cell key={column} className="figures text-right">
                    {write(cell, columns[column]!.kind)}
                  </Cell>
                ),
              )}
            </Row>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Writes a cell of a table in the reader's language; nothing to measure is a dash. */
function useCell(): (cell: StatisticsTable["rows"][0][0], kind: ColumnKind) => string {
  const format = useFormatter();
  return (cell, kind) => {
    if (cell === null || cell === undefined) return "–";
    if (typeof cell === "string") return cell;
    if (kind === "seconds") return formatDuration(cell);
    const style = { style: "percent", maximumFractionDigits: 1 } as const;
    return format.number(cell, kind === "part" ? style : undefined);
  };
}
