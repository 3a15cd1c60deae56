"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { usePeople } from "#components/live/live-provider";
import { Field } from "#components/ui/field";
import { FilterForm } from "#components/ui/filter-form";
import { Input, Select } from "#components/ui/input";
import type { Offered } from "#lib/contacts/fields";
import { filters, plainList, type Filter, type ListOptions } from "#lib/contacts/list-options";
import { CompanyInput } from "./field-editor";
import { useFilterName } from "./use-filter-name";

/** What lists can be narrowed down to. */
export interface FilterChoices {
  tags: { id: string; name: string }[];
  offered: Offered;
  /** Those that are no longer chosen, too: calls keep them. */
  outcomes: { id: string; name: string }[];
}

interface FiltersFormProps {
  options: ListOptions;
  choices: FilterChoices;
  onChosen: (chosen: Partial<ListOptions>) => void;
}

/** The filters' part of a list's options. @param valueOf of each */
const filtersOf = (valueOf: (filter: Filter) => string): Partial<ListOptions> =>
  Object.fromEntries(filters.map((filter) => [filter, valueOf(filter)]));

export function FiltersForm({ options, choices, onChosen }: FiltersFormProps) {
  const t = useTranslations("contacts.filters");

  return (
    <FilterForm
      apply={t("apply")}
      clear={t("clear")}
      onApply={(form) => onChosen(filtersOf((filter) => String(form.get(filter)).trim()))}
      onClear={() => onChosen(filtersOf((filter) => plainList[filter]))}
    >
      <div className="flex flex-col gap-3">
        {filters.map((filter) => (
          <FilterInput key={filter} filter={filter} options={options} choices={choices} />
        ))}
      </div>
    </FilterForm>
  );
}

interface FilterInputProps {
  filter: Filter;
  options: ListOptions;
  choices: FilterChoices;
}

/** Days that are offered; an address may ask for any. */
const daysNotCalled = ["7", "14", "30", "60", "90", "180", "365"];
const attemptsInVain = ["1", "2", "3", "5", "10"];

const named = (list: readonly { id: string; name: string }[]) =>
  list.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ));

function FilterInput({ filter, options, choices }: FilterInputProps) {
  const t = useTranslations("contacts.filters");
  const label = useFilterName()(filter);
  const people = usePeople();
  const choice = (offered: ReactNode) => (
    <Field label={label}>
      <Select name={filter} defaultValue={options[filter]}>
        <option value="">{t("any")}</option>
        {offered}
      </Select>
    </Field>
  );
  switch (filter) {
    case "owner":
      return choice(
        <>
          <option value="mine">{t("mine")}</option>
          <option value="nobody">{t("nobody")}</option>
          {named(people)}
        </>,
      );
    case "tag":
      return choice(named(choices.tags));
    case "source":
    case "stage":
      return choice(named(choices.offered[filter].map((word) => ({ id: word, name: word }))));
    case "company":
      return (
        <Field label={label}>
          <CompanyInput name="company" defaultValue={options.company} />
        </Field>
      );
    case "callback":
      return choice(<option value="open">{t("values.callback.open")}</option>);
    case "doNotCall":
      return choice(
        <>
          <option value="yes">{t("values.doNotCall.yes")}</option>
          <option value="no">{t("values.doNotCall.no")}</option>
        </>,
      );
    case "notCalled":
      return choice(
        <>
          <option value="never">{t("values.notCalled.never")}</option>
          {withAsked(daysNotCalled, options.notCalled).map((days) => (
            <option key={days} value={days}>
              {t("values.notCalled.days", { days: Number(days) })}
            </option>
          ))}
        </>,
      );
    case "outcome":
      return choice(named(choices.outcomes));
    case "attempts":
      return choice(
        withAsked(attemptsInVain, options.attempts).map((count) => (
          <option key={count} value={count}>
            {t("values.attempts", { count: Number(count) })}
          </option>
        )),
      );
    case "notes":
      return (
        <Field label={label}>
          <Input name="notes" defaultValue={options.notes} maxLength={100} autoComplete="off" />
        </Field>
      );
    case "since":
    case "talkedSince":
    case "talkedBefore":
      return (
        <Field label={label}>
          <Input name={filter} type="date" defaultValue={options[filter]} />
        </Field>
      );
  }
}

/** What is offered, and the number that the list asks for now. */
function withAsked(offered: readonly string[], asked: string): readonly string[] {
  if (!/^\d+$/.test(asked) || offered.includes(asked)) return offered;
  return [...offered, asked].sort((a, b) => Number(a) - Number(b));
}
