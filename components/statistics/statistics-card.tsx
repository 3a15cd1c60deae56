import { Download } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/page";
import type { StatisticsTable } from "#lib/statistics/tables";
import { FiguresTable } from "./figures-table";
import { RankedBars } from "./ranked-bars";

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
