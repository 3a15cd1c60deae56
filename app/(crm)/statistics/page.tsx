import { ChartColumn } from "lucide-react";
import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { CallsOverTime } from "#components/statistics/calls-over-time";
import { MissedHours } from "#components/statistics/missed-hours";
import { KeyFigures } from "#components/statistics/key-figures";
import { PeriodPicker, ZoneForm } from "#components/statistics/period-picker";
import { StatisticsCard } from "#components/statistics/statistics-card";
import { EmptyState, PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { hasRole } from "#lib/auth/roles";
import { callsOf } from "#lib/statistics/figures";
import { statisticsOptions, statisticsQuery } from "#lib/statistics/options";
import { periodOf } from "#lib/statistics/period";
import { filterFor, readStatistics } from "#lib/statistics/read-statistics";
import { statisticsTable, type TableName } from "#lib/statistics/tables";
import { chosenTimeZone, companyTimeZone } from "#lib/statistics/time-zone";
import { readNames, statisticsWords } from "#lib/statistics/words";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("statistics"))("title") };
}

export default async function StatisticsPage(props: PageProps<"/statistics">) {
  const user = await requireUser();
  const options = statisticsOptions.parse(await props.searchParams);
  const period = periodOf(options, await companyTimeZone());
  const [t, format, statistics, named] = await Promise.all([
    getTranslations("statistics"),
    getFormatter(),
    readStatistics(period, filterFor(user, options)),
    readNames(),
  ]);
  const { names, heading } = await statisticsWords(named);
  const seesAll = hasRole(user, "manager");
  const dayOf = (day: string) => new Date(`${day}T00:00:00Z`);
  const days = format.dateTimeRange(dayOf(period.firstDay), dayOf(period.lastDay), {
    dateStyle: "long",
  });
  const card = (name: TableName) => {
    const table = statisticsTable(name, statistics, names(period.step));
    const query = statisticsQuery(options);
    return {
      table,
      headings: table.columns.map(heading),
      href: `/statistics/export?${query}${query && "&"}table=${name}`,
    };
  };
  const { figures } = statistics.now;
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t(seesAll ? "subtitle" : "subtitleOwn", { days, zone: period.zone })}
        actions={
          hasRole(user, "admin") && (
            <ZoneForm zone={await chosenTimeZone()} zones={Intl.supportedValuesOf("timeZone")} />
          )
        }
      />
      <PeriodPicker
        options={{ ...options, from: period.firstDay, to: period.lastDay }}
        people={seesAll ? [...named.people] : []}
        connections={[...named.connections]}
      />
      {callsOf(figures) + figures.automatic === 0 ? (
        <EmptyState icon={ChartColumn} title={t("emptyTitle")} text={t("emptyText")} />
      ) : (
        <div className="flex flex-col gap-4">
          <KeyFigures now={statistics.now} before={statistics.before} />
          <StatisticsCard title={t(`charts.${period.step}`)} {...card("days")}>
            <CallsOverTime table={card("days").table} label={t(`charts.${period.step}`)} />
          </StatisticsCard>
          <div className="grid items-start gap-4 lg:grid-cols-2">
            {seesAll && (
              <StatisticsCard title={t("charts.people")} {...card("people")} bar="talk" />
            )}
            <StatisticsCard title={t("charts.outcomes")} {...card("outcomes")} bar="talks" />
            {named.connections.size > 1 && (
              <StatisticsCard
                title={t("charts.connections")}
                {...card("connections")}
                bar="incoming"
              />
            )}
          </div>
          <MissedHours title={t("charts.hours")} {...card("hours")} />
        </div>
      )}
    </>
  );
}
