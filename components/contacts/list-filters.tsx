"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { usePersonName } from "#components/live/live-provider";
import { FilterChips, FiltersPopover } from "#components/ui/filters";
import type { Filter, ListOptions } from "#lib/contacts/list-options";
import { laterComponent } from "../ui/later";
import type { FilterChoices } from "./filters-form";
import { activeFilters, changedHref } from "./list-href";
import { useFilterName } from "./use-filter-name";

const FiltersForm = laterComponent(() =>
  import("./filters-form").then((module) => module.FiltersForm),
);

interface ListFiltersProps {
  options: ListOptions;
  choices: FilterChoices;
}

/** The button that opens the filters' form. */
export function FiltersButton({ options, choices }: ListFiltersProps) {
  const t = useTranslations("contacts.filters");
  const router = useRouter();
  const [open, setOpen] = useState(false);

  function show(chosen: Partial<ListOptions>) {
    setOpen(false);
    router.push(changedHref(options, chosen));
  }

  return (
    <FiltersPopover
      open={open}
      onOpenChange={setOpen}
      label={t("label")}
      active={activeFilters(options).length}
    >
      <FiltersForm options={options} choices={choices} onChosen={show} />
    </FiltersPopover>
  );
}

/** The filters at work, each with a way to take it off. */
export function ActiveFilters({ options, choices }: ListFiltersProps) {
  const t = useTranslations("contacts.filters");
  const filterName = useFilterName();
  const personName = usePersonName();
  const nameIn = (list: { id: string; name: string }[], id: string) =>
    list.find((one) => one.id === id)?.name ?? t("gone");
  const words: Record<Filter, () => string> = {
    owner: () => {
      const { owner } = options;
      if (owner === "mine" || owner === "nobody") return t(owner);
      return personName(owner) ?? t("gone");
    },
    tag: () => nameIn(choices.tags, options.tag),
    source: () => options.source,
    stage: () => options.stage,
    company: () => options.company,
    callback: () => t("values.callback.open"),
    notCalled: () =>
      options.notCalled === "never"
        ? t("values.notCalled.never")
        : t("values.notCalled.days", { days: Number(options.notCalled) }),
    talkedSince: () => options.talkedSince,
    talkedBefore: () => options.talkedBefore,
    outcome: () => nameIn(choices.outcomes, options.outcome),
    attempts: () => t("values.attempts", { count: Number(options.attempts) }),
    doNotCall: () => t(`values.doNotCall.${options.doNotCall || "yes"}`),
    since: () => options.since,
    notes: () => options.notes,
  };
  const chips = activeFilters(options).map((filter) => {
    const [name, value] = [filterName(filter), words[filter]()];
    const href = changedHref(options, { [filter]: "" });
    return { name, value, href, remove: t("remove", { filter: `${name}: ${value}` }) };
  });
  return <FilterChips label={t("active")} chips={chips} />;
}
