"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useOutcomeWords } from "#components/calls/call-state";
import { Field } from "#components/ui/field";
import { FilterForm } from "#components/ui/filter-form";
import { Input, Select } from "#components/ui/input";
import { periods } from "#lib/base/period-choice";
import { countedAs } from "#lib/calls/counted-as";
import {
  calledBack,
  plainJournalView,
  results,
  type JournalOptions,
  type JournalView,
} from "#lib/journal/journal-options";
import { useJournalWords } from "./use-journal-words";

/** What the journal can be narrowed down to. */
export interface JournalChoices {
  people: { id: string; name: string }[];
  connections: { id: string; name: string }[];
  outcomes: { id: string; key: string | null; name: string | null }[];
}

interface JournalFiltersFormProps {
  options: JournalOptions;
  choices: JournalChoices;
  onChosen: (chosen: Partial<JournalOptions>) => void;
}

/** Weekdays and hours come from statistics alone. */
const asked = [
  "period",
  "from",
  "to",
  "person",
  "result",
  "outcome",
  "connection",
  "trunk",
  "number",
  "note",
  "counted",
] as const satisfies (keyof JournalView)[];

export function JournalFiltersForm({ options, choices, onChosen }: JournalFiltersFormProps) {
  const t = useTranslations("journal.filters");
  const words = useJournalWords();
  const outcomeWords = useOutcomeWords();

  function apply(form: FormData) {
    const chosen = Object.fromEntries(
      asked.map((name) => [name, String(form.get(name) ?? "").trim()]),
    );
    onChosen({ ...chosen, ...(chosen.period ? {} : anyTime) });
  }

  const choice = (name: (typeof asked)[number], offered: readonly Option[]) => (
    <Field label={t(`names.${name as "person"}`)}>
      <Select name={name} defaultValue={options[name]}>
        <option value="">{t("any")}</option>
        {offered.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    </Field>
  );
  const text = (name: "trunk" | "number" | "note") => (
    <Field label={t(`names.${name}`)}>
      <Input name={name} defaultValue={options[name]} maxLength={100} autoComplete="off" />
    </Field>
  );
  const named = (list: JournalChoices["people"]) => list.map(({ id, name }): Option => [id, name]);
  return (
    <FilterForm
      apply={t("apply")}
      clear={t("clear")}
      onApply={apply}
      onClear={() => onChosen(plainJournalView)}
    >
      <div className="grid gap-3 sm:w-xl sm:grid-cols-2">
        <PeriodFields options={options} />
        {choice("person", [
          ["mine", t("mine")],
          ["nobody", words.nobody],
          ...named(choices.people),
        ])}
        {choice(
          "result",
          results.map((result) => [result, words.result(result)]),
        )}
        {choice("outcome", [
          ...choices.outcomes.map((outcome): Option => [outcome.id, outcomeWords(outcome)]),
          ["none", t("noOutcome")],
        ])}
        {choice(
          "counted",
          [...countedAs, ...calledBack].map((counted) => [counted, words.counted(counted)]),
        )}
        {choice("connection", named(choices.connections))}
        {text("trunk")}
        {text("number")}
        {text("note")}
      </div>
    </FilterForm>
  );
}

/** A period by its name, or by its days: whoever fills in a day means it, and whoever chooses a name means no days. */
function PeriodFields({ options }: { options: JournalOptions }) {
  const t = useTranslations("journal.filters");
  const words = useJournalWords();
  const [chosen, setChosen] = useState<Pick<JournalOptions, "period" | "from" | "to">>(options);
  return (
    <>
      <Field label={t("names.period")}>
        <Select
          name="period"
          value={chosen.period}
          onChange={(event) => {
            const period = event.currentTarget.value as JournalOptions["period"];
            setChosen(period === "custom" ? { ...chosen, period } : { period, from: "", to: "" });
          }}
        >
          <option value="">{t("any")}</option>
          {periods.map((period) => (
            <option key={period} value={period}>
              {words.period(period)}
            </option>
          ))}
        </Select>
      </Field>
      <div className="grid grid-cols-2 gap-2">
        {(["from", "to"] as const).map((name) => (
          <Field key={name} label={t(`names.${name}`)}>
            <Input
              name={name}
              type="date"
              value={chosen[name]}
              onChange={(event) => {
                const days = { ...chosen, [name]: event.currentTarget.value };
                setChosen({ ...days, period: days.from || days.to ? "custom" : "" });
              }}
              className="px-1.5"
            />
          </Field>
        ))}
      </div>
    </>
  );
}

type Option = [value: string, label: string];

/** Weekdays and hours are those of a period. */
const anyTime = { weekday: "", hour: "" };
