import { ChartColumn } from "lucide-react";
import type { Metadata } from "next";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { CallsOverTime } from "#components/statistics/calls-over-time";
import { MissedHours } from "#components/statistics/missed-hours";
import { KeyFigures } from "#components/statistics/key-figures";
import { PeriodPicker, ZoneForm } from "#components/statistics/period-picker";
import { WaitingHours } from "#components/statistics/waiting-hours";
import { StatisticsCard } from "#components/statistics/statistics-card";
import { EmptyState, PageHeader } from "#components/ui/page";
import { minute, second } from "#lib/base/duration";
import { workingHours } from "#lib/callbacks/working-hours";
import { requireUser } from "#lib/auth/current-user";
import { hasRole } from "#lib/auth/roles";
import { callsOf } from "#lib/statistics/figures";
import { statisticsOptions, statisticsQuery } from "#lib/statistics/options";
import { periodOf } from "#lib/base/period";
import { tableLinks } from "#lib/statistics/links";
import { filterFor, readStatistics } from "#lib/statistics/read-statistics";
import { statisticsTable, type TableName } from "#lib/statistics/tables";
import { chosenTimeZone, companyTimeZone, timeZones } from "#lib/i18n/time-zone";
import { zoneName } from "#lib/i18n/zone-name";
import { readNames, statisticsWords } from "#lib/statistics/words";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("statistics"))("title") };
}

export default async function StatisticsPage(props: PageProps<"/statistics">) {
  const user = await requireUser();
  const options = statisticsOptions.parse(await props.searchParams);
  const period = periodOf(options, await companyTimeZone());
  const filter = filterFor(user, options);
  const about = { period, filter };
  const [t, format, locale, hours, statistics, named] = await Promise.all([
    getTranslations("statistics"),
    getFormatter(),
    getLocale(),
    workingHours(),
    readStatistics(period, filter),
    readNames(),
  ]);
  const { names, heading } = await statisticsWords(named);
  const seesAll = hasRole(user, "manager");
  const dayOf = (day: string) => new Date(`${day}T00:00:00Z`);
  const days = format.dateTimeRange(dayOf(period.firstDay), dayOf(period.lastDay), {
    dateStyle: "long",
    timeZone: "UTC",
  });
  const card = (name: TableName) => {
    const table = statisticsTable(name, statistics, names(period.step));
    const query = statisticsQuery(options);
    return {
      table,
      headings: table.columns.map(heading),
      links: tableLinks(name, table, statistics, about),
      href: `/statistics/export?${query}${query && "&"}table=${name}`,
    };
  };
  const { figures, callbacks } = statistics.now;
  const waited = callbacks.calledBack + callbacks.overdue > 0;
  const minutes = (statistics.target * second) / minute;
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t(seesAll ? "subtitle" : "subtitleOwn", {
          days,
          zone: zoneName(period.zone, locale),
        })}
        actions={
          hasRole(user, "admin") && <ZoneForm zone={await chosenTimeZone()} zones={timeZones()} />
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
          <KeyFigures statistics={statistics} about={about} />
          <WaitingHours hours={hours} />
          <StatisticsCard title={t(`charts.${period.step}`)} {...card("days")}>
            <CallsOverTime table={card("days").table} label={t(`charts.${period.step}`)} />
          </StatisticsCard>
          {seesAll && <StatisticsCard title={t("charts.people")} {...card("people")} />}
          <div
            className={`grid items-start gap-4 ${named.connections.size > 1 ? "@min-[46rem]:grid-cols-2" : ""}`}
          >
            <StatisticsCard title={t("charts.outcomes")} {...card("outcomes")} bar="talks" />
            {named.connections.size > 1 && (
              <StatisticsCard
                title={t("charts.connections")}
                {...card("connections")}
                bar="incoming"
              />
            )}
          </div>
          {waited && (
            <div className="grid items-start gap-4 @min-[48rem]:grid-cols-2">
              <StatisticsCard
                title={t("charts.callbackDays", { minutes })}
                {...card("callback-days")}
                bar="inTimePart"
              />
              {seesAll && (
                <StatisticsCard
                  title={t("charts.callbackPeople", { minutes })}
                  {...card("callback-people")}
                  bar="inTimePart"
                />
              )}
            </div>
          )}
          <MissedHours title={t("charts.hours")} {...card("hours")} />
        </div>
      )}
    </>
  );
}
