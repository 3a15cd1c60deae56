import { Download } from "lucide-react";
import { useFormatter } from "next-intl";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { Card } from "#components/ui/page";
import { Cell, Header, Row } from "#components/ui/table";
import type { ColumnKind, StatisticsTable } from "#lib/statistics/tables";
import { useDuration } from "../ui/use-duration";
import { ShareOverTime } from "./share-over-time";

interface StatisticsCardProps {
  title: string;
  table: StatisticsTable;
  headings: string[];
  /** Of the calls behind each cell of the table. */
  links: (string | null)[][];
  /** Of the table as a file. */
  href: string;
  /** The column whose bars are shown, where there is no chart; without either the table itself is. */
  bar?: string;
  children?: ReactNode;
}

/** A picture with the table behind it, or the table alone; and the table as a file. */
export async function StatisticsCard(props: StatisticsCardProps) {
  const { title, table, headings, links, href, bar, children } = props;
  const t = await getTranslations("statistics");
  const shown = { table, headings, links };
  const picture = children ?? (bar && <Picture {...shown} bar={bar} />);
  const figures = <FiguresTable {...shown} label={title} />;
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
      {picture ? (
        <>
          <div className="px-4 pt-4 pb-3">{picture}</div>
          <details className="group border-t border-line">
            <summary className="cursor-pointer px-4 py-2 text-sm text-ink-soft hover:text-ink">
              {t("table")}
            </summary>
            {figures}
          </details>
        </>
      ) : (
        figures
      )}
    </Card>
  );
}

/** So many lines; the table has the rest. */
const most = 10;

interface PictureProps {
  table: StatisticsTable;
  headings: string[];
  links: (string | null)[][];
  bar: string;
}

/** One column as bars: of a period all of it in its order, of anything else those that have most. */
export function Picture(props: PictureProps) {
  const { columns, rows } = props.table;
  const column = columns.findIndex(({ key }) => key === props.bar);
  const heading = props.headings[column]!;
  return (
    <>
      <p className="mb-2 text-xs text-ink-soft">{heading}</p>
      {columns[0]!.key === "period" ? (
        <ShareOverTime
          label={heading}
          parts={rows.map((row) => [String(row[0]), row[column] as number | null] as const)}
        />
      ) : (
        <RankedBars {...props} column={column} />
      )}
    </>
  );
}

/** Who or what has most: a name, its number, and a bar as long as that. */
function RankedBars(props: PictureProps & { column: number }) {
  const { column } = props;
  const { columns, rows } = props.table;
  const write = useCell();
  const isShare = columns[column]!.kind === "part";
  const all = rows
    .map((row, index) => ({ row, cell: row[column] ?? null, href: props.links[index]?.[column] }))
    .filter(({ cell }) => cell !== null && (isShare || cell !== 0))
    .map(({ row, cell, href }) => ({ row, href, value: Number(cell) }));
  const shown = all.sort((a, b) => b.value - a.value).slice(0, most);
  const longest = Math.max(1, ...shown.map(({ value }) => value));
  return (
    <ul className="flex flex-col gap-2">
      {shown.map(({ row, value, href }) => (
        <li key={String(row[0])} className="text-sm">
          <span className="flex justify-between gap-3">
            <span className="min-w-0 truncate">
              <ToCalls href={href}>{row[0]}</ToCalls>
            </span>
            <span className="figures">{write(value, columns[column]!.kind)}</span>
          </span>
          <span aria-hidden className="mt-1 block h-1.5 rounded-full bg-sunken">
            <span
              className="block h-full rounded-full bg-accent"
              style={{ width: `${(100 * value) / longest}%` }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The plain numbers; scrolls within itself where there is no room. */
function FiguresTable(props: {
  table: StatisticsTable;
  headings: string[];
  links: (string | null)[][];
  label: string;
}) {
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
              <Header
                key={heading}
                wraps
                className={index > 0 ? "text-right" : "sticky left-0 z-1"}
              >
                {heading}
              </Header>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Row key={index} className="group/row">
              {row.map((cell, column) =>
                column === 0 ? (
                  <th
                    key={column}
                    scope="row"
                    // What scrolls beside it is told whose it is.
                    className="sticky left-0 max-w-60 min-w-24 bg-surface px-3 py-1 font-normal group-hover/row:bg-hover max-sm:max-w-40"
                  >
                    <ToCalls href={props.links[index]?.[0]}>{cell}</ToCalls>
                  </th>
                ) : (
                  <Cell key={column} className="figures text-right">
                    <ToCalls href={props.links[index]?.[column]}>
                      {write(cell, columns[column]!.kind)}
                    </ToCalls>
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

/** A figure, and the way to its calls. */
function ToCalls({ href, children }: { href: string | null | undefined; children: ReactNode }) {
  if (!href) return children;
  return (
    <Link href={href} className="inline-block leading-6 hover:text-accent hover:underline">
      {children}
    </Link>
  );
}

/** Writes a cell of a table in the reader's language; nothing to measure is a dash. */
function useCell(): (cell: StatisticsTable["rows"][0][0], kind: ColumnKind) => string {
  const format = useFormatter();
  const duration = useDuration();
  return (cell, kind) => {
    if (cell === null || cell === undefined) return "–";
    if (typeof cell === "string") return cell;
    if (kind === "seconds") return duration(cell);
    const style = { style: "percent", maximumFractionDigits: 1 } as const;
    return format.number(cell, kind === "part" ? style : undefined);
  };
}
