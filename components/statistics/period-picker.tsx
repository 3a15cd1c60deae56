"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useTransition, type FormEvent } from "react";
import { Globe } from "lucide-react";
import { Link } from "#components/ui/link";
import { Button } from "#components/ui/button";
import { Input, Select } from "#components/ui/input";
import { periods } from "#lib/base/period-choice";
import { statisticsQuery, type StatisticsOptions } from "#lib/statistics/options";
import { Field } from "#components/ui/field";
import { SettingDialog } from "#components/ui/setting-dialog";
import { chooseTimeZoneAction } from "#lib/statistics/actions";

interface PeriodPickerProps {
  /** With the days the period has. */
  options: StatisticsOptions;
  /** Id and name; none where there is nothing to choose. */
  people: [string, string][];
  connections: [string, string][];
}

const hrefOf = (options: Partial<StatisticsOptions>) => {
  const query = statisticsQuery(options);
  return query ? `/statistics?${query}` : "/statistics";
};

/** Which days, whose calls, through which connection; all of it is in the address. */
export function PeriodPicker({ options, people, connections }: PeriodPickerProps) {
  const t = useTranslations("statistics");
  const router = useRouter();
  const [pending, start] = useTransition();
  const go = (changed: Partial<StatisticsOptions>) =>
    start(() => router.push(hrefOf({ ...options, ...changed }), { scroll: false }));

  function showDays(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    go({ period: "custom", from: String(form.get("from")), to: String(form.get("to")) });
  }

  return (
    <div
      aria-busy={pending}
      className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 print:hidden"
    >
      <nav
        aria-label={t("period")}
        className="flex max-w-full flex-wrap gap-1 rounded-lg bg-sunken p-1"
      >
        {periods
          .filter((period) => period !== "custom")
          .map((period) => (
            <Link
              key={period}
              href={hrefOf({ ...options, period })}
              scroll={false}
              aria-current={period === options.period ? "page" : undefined}
              className="rounded-md px-2.5 py-1 text-sm text-ink-soft hover:text-ink aria-[current]:bg-raised aria-[current]:font-medium aria-[current]:text-ink aria-[current]:shadow-card"
            >
              {t(`periods.${period}`)}
            </Link>
          ))}
      </nav>
      <form
        key={`${options.from} ${options.to}`}
        onSubmit={showDays}
        className="flex flex-wrap items-center gap-2"
      >
        <span className="w-36">
          <Input
            type="date"
            name="from"
            required
            aria-label={t("from")}
            defaultValue={options.from ?? ""}
          />
        </span>
        <span aria-hidden>–</span>
        <span className="w-36">
          <Input
            type="date"
            name="to"
            required
            aria-label={t("to")}
            defaultValue={options.to ?? ""}
          />
        </span>
        <Button type="submit" variant={options.period === "custom" ? "primary" : "secondary"}>
          {t("show")}
        </Button>
      </form>
      <Choice
        label={t("person")}
        all={t("everybody")}
        value={options.person}
        choices={people}
        onChange={(person) => go({ person })}
      />
      <Choice
        label={t("connection")}
        all={t("everyConnection")}
        value={options.connection}
        choices={connections.length > 1 ? connections : []}
        onChange={(connection) => go({ connection })}
      />
    </div>
  );
}

function Choice(props: {
  label: string;
  all: string;
  value: string | null;
  choices: [string, string][];
  onChange: (id: string | null) => void;
}) {
  if (props.choices.length === 0) return null;
  return (
    <span className="max-w-52">
      <Select
        aria-label={props.label}
        value={props.value ?? ""}
        onChange={(event) => props.onChange(event.target.value || null)}
      >
        <option value="">{props.all}</option>
        {props.choices.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </span>
  );
}

interface ZoneFormProps {
  /** Null: the server's. */
  zone: string | null;
  zones: string[];
}

/** For administrators: when the company's day begins. */
export function ZoneForm({ zone, zones }: ZoneFormProps) {
  const t = useTranslations("statistics.zone");
  return (
    <SettingDialog
      at="#time-zone"
      icon={<Globe aria-hidden className="size-3.5" />}
      size="sm"
      t={t}
      failed={t("failed")}
      action={chooseTimeZoneAction}
      input={(form) => ({ zone: form.get("zone") || null })}
    >
      {() => (
        <Field label={t("label")}>
          <Select name="zone" defaultValue={zone ?? ""}>
            <option value="">{t("server")}</option>
            {zones.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        </Field>
      )}
    </SettingDialog>
  );
}
