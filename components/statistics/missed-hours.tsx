import { useTranslations } from "next-intl";
import { Download } from "lucide-react";
import { Button } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { Card } from "#components/ui/page";
import type { StatisticsTable } from "#lib/statistics/tables";

/** Missed calls by weekday and hour: a table whose cells are the darker the more there were. */
export function MissedHours(props: {
  title: string;
  table: StatisticsTable;
  headings: string[];
  /** Of the calls behind each cell. */
  links: (string | null)[][];
  href: string;
}) {
  const t = useTranslations("statistics");
  const { rows } = props.table;
  const most = Math.max(1, ...rows.flat().filter((cell) => typeof cell === "number"));
  return (
    <Card
      title={props.title}
      actions={
        <Button size="sm" variant="ghost" asChild className="print:hidden">
          <a href={props.href} download aria-label={t("csvOf", { title: props.title })}>
            <Download aria-hidden className="size-3.5" />
            CSV
          </a>
        </Button>
      }
    >
      <div
        // What scrolls must be reached by key.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={props.title}
        className="relative overflow-x-auto p-4"
      >
        <table
          aria-label={props.title}
          className="w-full min-w-2xl table-fixed border-separate border-spacing-0.5 text-center text-xs"
        >
          <thead>
            <tr>
              {props.headings.map((heading, index) => (
                <th key={heading} scope="col" className="figures font-normal text-ink-soft">
                  {index === 0 ? <span className="sr-only">{heading}</span> : heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...hours], row) => (
              <tr key={String(name)}>
                <th scope="row" className="text-left font-normal text-ink-soft">
                  {name}
                </th>
                {hours.map((missed, hour) => (
                  <td
                    key={hour}
                    className="figures h-6 rounded text-ink"
                    style={{
                      background: `color-mix(in srgb, var(--missed) ${Math.round((40 * Number(missed)) / most)}%, var(--sunken))`,
                    }}
                  >
                    {missed === 0 ? (
                      <span className="sr-only">0</span>
                    ) : (
                      <Link
                        href={props.links[row]?.[hour + 1] ?? ""}
                        className="block leading-6 hover:underline"
                      >
                        {missed}
                      </Link>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
