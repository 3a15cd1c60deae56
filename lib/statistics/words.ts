/** Names of people, connections and outcomes in statistics, and their wording in the reader's language. */
import { getLocale, getTranslations } from "next-intl/server";
import { db } from "#lib/db/client";
import { outcomeWords } from "#lib/calls/outcomes/outcome-words";
import type { Step } from "#lib/base/period";
import type { Column, Names } from "./tables";

export interface NamedOutcome {
  /** Message key `outcomes.defaults.<key>`; null for an outcome that an administrator has worded. */
  key: string | null;
  name: string | null;
}

export interface StatisticsNames {
  people: Map<string, string>;
  connections: Map<string, string>;
  outcomes: Map<string, NamedOutcome>;
}

/** Names by id. */
export async function readNames(): Promise<StatisticsNames> {
  const select = { id: true, name: true } as const;
  const [people, connections, outcomes] = await Promise.all([
    db().user.findMany({ select, orderBy: { name: "asc" } }),
    db().connection.findMany({ where: { deletedAt: null }, select, orderBy: { name: "asc" } }),
    db().outcome.findMany({ select: { ...select, key: true } }),
  ]);
  return {
    people: new Map(people.map(({ id, name }) => [id, name])),
    connections: new Map(connections.map(({ id, name }) => [id, name])),
    outcomes: new Map(outcomes.map(({ id, key, name }) => [id, { key, name }])),
  };
}

/** Wording of tables and charts. */
export async function statisticsWords(named: StatisticsNames): Promise<{
  names(step: Step): Names;
  heading(column: Column): string;
}> {
  const [t, outcomes, locale] = await Promise.all([
    getTranslations("statistics"),
    getTranslations("outcomes"),
    getLocale(),
  ]);
  const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });

  function outcome(id: string | null): string {
    if (id === null) return t("noOutcome");
    const found = named.outcomes.get(id);
    return found ? outcomeWords(found, outcomes) || id : id;
  }

  return {
    names: (step) => ({
      // Labels are local times already: formatted as UTC they stay as they are.
      bucket: (label) =>
        step === "hour" ? label.slice(11) : date.format(new Date(`${label}T00:00:00Z`)),
      person: (id) => (id === null ? t("nobody") : (named.people.get(id) ?? t("former"))),
      connection: (id) => named.connections.get(id) ?? t("former"),
      outcome,
      // The first of January 2024 was a Monday.
      weekday: (day) => weekday.format(new Date(Date.UTC(2024, 0, 1 + day))),
    }),
    heading: ({ key }) => (/^\d/.test(key) ? key : t(`columns.${key}` as "columns.incoming")),
  };
}
