"use client";

import { ListFilter, X } from "lucide-react";
import { Link } from "#components/ui/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, type FormEvent, type ReactNode } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input, Select } from "#components/ui/input";
import { Popover } from "#components/ui/menu";
import { filters, listOptions, type Filter, type ListOptions } from "#lib/contacts/list-options";
import { CompanyInput } from "./field-editor";
import { activeFilters, changedHref } from "./list-href";

/** What lists can be narrowed down to. */
export interface FilterChoices {
  people: { id: string; name: string }[];
  tags: { id: string; name: string }[];
  sources: string[];
}

interface ListFiltersProps {
  options: ListOptions;
  choices: FilterChoices;
}

const none = Object.fromEntries(filters.map((filter) => [filter, ""])) as Pick<ListOptions, Filter>;

/** The button that opens the filters' form. */
export function FiltersButton({ options, choices }: ListFiltersProps) {
  const t = useTranslations("contacts.filters");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const active = activeFilters(options).length;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const chosen = listOptions.parse(Object.fromEntries(new FormData(event.currentTarget)));
    const changes = Object.fromEntries(filters.map((filter) => [filter, chosen[filter]]));
    setOpen(false);
    router.push(changedHref(options, changes));
  }

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t("label")}
      trigger={
        <Button size="sm">
          <ListFilter aria-hidden className="size-3.5" />
          {t("label")}
          {active > 0 && <span className="figures text-accent">{active}</span>}
        </Button>
      }
    >
      <form onSubmit={submit} className="flex flex-col gap-3">
        {filters.map((filter) => (
          <FilterInput key={filter} filter={filter} options={options} choices={choices} />
        ))}
        <div className="mt-1 flex gap-2">
          <Button type="submit" variant="primary">
            {t("apply")}
          </Button>
          <Button
            variant="ghost"
            onClick={() => {
              setOpen(false);
              router.push(changedHref(options, none));
            }}
          >
            {t("clear")}
          </Button>
        </div>
      </form>
    </Popover>
  );
}

const named = (list: { id: string; name: string }[]) =>
  list.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ));

function FilterInput({ filter, options, choices }: ListFiltersProps & { filter: Filter }) {
  const t = useTranslations("contacts.filters");
  const label = useFilterName()(filter);
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
          {named(choices.people)}
        </>,
      );
    case "tag":
      return choice(named(choices.tags));
    case "source":
      return choice(named(choices.sources.map((source) => ({ id: source, name: source }))));
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
    case "since":
      return (
        <Field label={label}>
          <Input name="since" type="date" defaultValue={options.since} />
        </Field>
      );
  }
}

/** What a filter is called: as its field is, where it has no name of its own. */
function useFilterName(): (filter: Filter) => string {
  const t = useTranslations("contacts");
  return (filter) => {
    if (filter === "owner") return t("fields.ownerId");
    if (filter === "source" || filter === "company") return t(`fields.${filter}`);
    return t(`filters.${filter}`);
  };
}

/** The filters at work, each with a way to take it off. */
export function ActiveFilters({ options, choices }: ListFiltersProps) {
  const t = useTranslations("contacts.filters");
  const filterName = useFilterName();
  const nameIn = (list: { id: string; name: string }[], id: string) =>
    list.find((one) => one.id === id)?.name ?? t("gone");
  const words: Record<Filter, () => string> = {
    owner: () => {
      const { owner } = options;
      return owner === "mine" || owner === "nobody" ? t(owner) : nameIn(choices.people, owner);
    },
    tag: () => nameIn(choices.tags, options.tag),
    source: () => options.source,
    company: () => options.company,
    callback: () => t("values.callback.open"),
    doNotCall: () => t(`values.doNotCall.${options.doNotCall || "yes"}`),
    since: () => options.since,
  };
  const active = activeFilters(options);
  if (active.length === 0) return null;
  return (
    <ul aria-label={t("active")} className="mb-2 flex flex-wrap gap-1.5">
      {active.map((filter) => (
        <li key={filter}>
          <Link
            href={changedHref(options, { [filter]: "" })}
            aria-label={t("remove", { filter: `${filterName(filter)}: ${words[filter]()}` })}
            className="inline-flex items-center gap-1 rounded-md bg-accent-soft py-1 pr-1.5 pl-2 text-sm text-accent hover:brightness-95"
          >
            <span>{filterName(filter)}:</span>
            <span className="max-w-48 truncate font-medium">{words[filter]()}</span>
            <X aria-hidden className="size-3.5" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
