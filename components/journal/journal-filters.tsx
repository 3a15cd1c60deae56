"use client";

import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useOutcomeWords } from "#components/calls/call-state";
import { FilterChips, FiltersPopover } from "#components/ui/filters";
import {
  activeJournalFilters,
  changedJournalHref,
  type JournalFilter,
  type JournalOptions,
} from "#lib/journal/journal-options";
import { laterComponent } from "../ui/later";
import type { JournalChoices } from "./journal-filters-form";
import { useJournalWords } from "./use-journal-words";

const JournalFiltersForm = laterComponent(() =>
  import("./journal-filters-form").then((module) => module.JournalFiltersForm),
);

interface JournalFiltersProps {
  options: JournalOptions;
  choices: JournalChoices;
}

/** The button that opens the filters' form. */
export function JournalFiltersButton({ options, choices }: JournalFiltersProps) {
  const t = useTranslations("journal.filters");
  const router = useRouter();
  const [open, setOpen] = useState(false);

  function show(chosen: Partial<JournalOptions>) {
    setOpen(false);
    router.push(changedJournalHref(options, chosen));
  }

  return (
    <FiltersPopover
      open={open}
      onOpenChange={setOpen}
      label={t("label")}
      active={activeJournalFilters(options).length}
    >
      <JournalFiltersForm options={options} choices={choices} onChosen={show} />
    </FiltersPopover>
  );
}

/** The filters at work, each with a way to take it off. */
export function ActiveJournalFilters({ options, choices }: JournalFiltersProps) {
  const t = useTranslations("journal.filters");
  const format = useFormatter();
  const words = useJournalWords();
  const outcomeWords = useOutcomeWords();
  const day = (iso: string) =>
    format.dateTime(new Date(`${iso}T00:00:00Z`), { dateStyle: "medium", timeZone: "UTC" });
  const nameIn = (list: JournalChoices["people"], id: string) =>
    list.find((one) => one.id === id)?.name ?? t("gone");

  const values: Record<JournalFilter, () => string> = {
    period: () => {
      const { period, from, to } = options;
      if (period !== "custom") return words.period(period || "30d");
      return [...new Set([from, to])].map((one) => (one ? day(one) : t("today"))).join(" – ");
    },
    person: () => {
      const { person } = options;
      if (person === "mine") return t("mine");
      return person === "nobody" ? words.nobody : nameIn(choices.people, person);
    },
    result: () => words.result(options.result || "answered"),
    outcome: () => {
      if (options.outcome === "none") return t("noOutcome");
      const outcome = choices.outcomes.find(({ id }) => id === options.outcome);
      return outcome ? outcomeWords(outcome) : t("gone");
    },
    counted: () => words.counted(options.counted || "calls"),
    connection: () => nameIn(choices.connections, options.connection),
    trunk: () => options.trunk,
    number: () => options.number,
    note: () => options.note,
    weekday: () => words.weekday(Number(options.weekday)),
    hour: () => `${options.hour}:00–${Number(options.hour) + 1}:00`,
  };
  const chips = activeJournalFilters(options).map((filter) => {
    const [name, value] = [t(`names.${filter}`), values[filter]()];
    const href = changedJournalHref(options, without(filter));
    return { name, value, href, remove: t("remove", { filter: `${name}: ${value}` }) };
  });
  return <FilterChips label={t("active")} chips={chips} />;
}

/** Weekdays and hours are those of a period. */
function without(filter: JournalFilter): Partial<JournalOptions> {
  return filter === "period"
    ? { period: "", from: "", to: "", weekday: "", hour: "" }
    : { [filter]: "" };
}
