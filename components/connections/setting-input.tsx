"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input, Select, Textarea } from "#components/ui/input";
import type { Country } from "#lib/connections/countries";
import type { SettingField } from "#lib/connections/setting-fields";
import { useConnectionWords } from "./use-connection-words";

interface SettingInputProps {
  provider: string;
  field: SettingField;
  /** What is stored; a secret is never here. */
  value: string;
  /** A stored secret: how it ends, when that gives nothing away. */
  secret?: { ending: string };
  error?: string;
  /** Named by the server: browsers have other names for some, and the page must not change under one's eyes. */
  countries: Country[];
}

/** The names under which a form holds settings, and the secrets it forgets. */
const settingName = (field: string) => `settings.${field}`;
const clearedName = "cleared";

export function SettingInput(props: SettingInputProps) {
  const { provider, field, value, secret, error, countries } = props;
  const t = useTranslations("connections.form");
  const words = useConnectionWords();
  const [cleared, setCleared] = useState(false);
  const kept = secret && !cleared;
  // With a default there is always something in the field.
  const mayStayEmpty = !field.required && field.default === "";
  const hint = secret
    ? secret.ending
      ? t("secretEnding", { ending: secret.ending })
      : t("secretSet")
    : "";
  return (
    <div>
      <Field
        label={words.setting(provider, field.name, "label") ?? field.name}
        hint={mayStayEmpty && !kept ? t("optional") : undefined}
        help={
          field.kind === "country"
            ? t("countryHelp")
            : (words.setting(provider, field.name, "help") ?? undefined)
        }
        error={error}
      >
        <Control
          field={field}
          value={value}
          placeholder={kept ? hint : field.placeholder}
          countries={countries}
          nameOf={(option) => words.option(provider, field.name, option)}
        />
      </Field>
      {secret && !field.required && (
        <div className="mt-1 flex items-center gap-2 text-xs text-ink-soft">
          {cleared && (
            <>
              <input type="hidden" name={clearedName} value={field.name} />
              {t("forgotten")}
            </>
          )}
          <Button
            size="sm"
            variant="ghost"
            className="-mx-2.5"
            onClick={() => setCleared(!cleared)}
          >
            {t(cleared ? "keep" : "forget")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The control alone: `Field` hands it its id and descriptions through `rest`. */
function Control(props: {
  field: SettingField;
  value: string;
  placeholder: string;
  countries: Country[];
  /** What one of the field's options is called. */
  nameOf: (option: string) => string;
}) {
  const { field, value, placeholder, countries, nameOf, ...rest } = props;
  const shared = { ...rest, name: settingName(field.name) };
  const initial = value || field.default;
  switch (field.kind) {
    case "country":
      return (
        <Select {...shared} defaultValue={initial}>
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      );
    case "select":
      return (
        <Select {...shared} defaultValue={initial}>
          {field.options?.map((option) => (
            <option key={option} value={option}>
              {nameOf(option)}
            </option>
          ))}
        </Select>
      );
    case "switch":
      return (
        <input
          {...shared}
          type="checkbox"
          defaultChecked={initial === "true"}
          className="size-4 self-start accent-accent-fill"
        />
      );
    case "json":
    case "lines":
      return (
        <Textarea
          {...shared}
          placeholder={placeholder}
          defaultValue={initial}
          spellCheck={false}
          className="font-mono text-sm"
        />
      );
    default:
      return (
        <Input
          {...shared}
          type={field.kind}
          defaultValue={initial}
          placeholder={placeholder}
          // A browser's saved password of the person has no business here.
          autoComplete={field.kind === "password" ? "new-password" : "off"}
          spellCheck={false}
        />
      );
  }
}

/** What was typed, as the actions take it. */
export function readForm(form: HTMLFormElement, fields: SettingField[]) {
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? "");
  return {
    name: text("name"),
    slug: text("slug"),
    settings: {
      values: Object.fromEntries(fields.map(({ name }) => [name, text(settingName(name))])),
      cleared: data.getAll(clearedName).map(String),
    },
  };
}
