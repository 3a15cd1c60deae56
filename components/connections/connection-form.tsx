"use client";

import { ExternalLink } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useTransition } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input, Select } from "#components/ui/input";
import type { ActionResult, Refusal } from "#lib/auth/action";
import {
  checkConnectionAction,
  createConnectionAction,
  updateConnectionAction,
} from "#lib/connections/actions";
import type { Country } from "#lib/connections/countries";
import type { ConnectionForm as Connection, ProviderChoice } from "#lib/connections/queries";
import { answerOf } from "../ui/use-action";
import { readForm, SettingInput } from "./setting-input";
import { TestResult, type TestOutcome } from "./test-result";
import { useConnectionWords } from "./use-connection-words";
import { toast } from "../ui/toast";

interface ConnectionFormProps {
  choices: ProviderChoice[];
  /** null for a new one. */
  connection: Connection | null;
  countries: Country[];
}

/** One form for every provider: its fields come from the provider's schema. */
export function ConnectionForm({ choices, connection, countries }: ConnectionFormProps) {
  const t = useTranslations("connections");
  const words = useConnectionWords();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [providerId, setProviderId] = useState(connection?.provider ?? choices[0]?.id);
  /** Null until somebody has written one. */
  const [name, setName] = useState(connection?.name ?? null);
  const [saving, startSaving] = useTransition();
  const [testing, startTesting] = useTransition();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [outcome, setOutcome] = useState<TestOutcome | null>(null);
  useEffect(() => {
    if (refusal?.fields) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [refusal]);

  const provider = choices.find((choice) => choice.id === providerId);
  if (!provider) return null;
  const { fields, id: chosen } = provider;
  const error = (field: string) => {
    const code = refusal?.fields?.[field];
    if (code) return words.error(code, chosen);
    const blamed = outcome && !outcome.ok && `settings.${outcome.field}` === field;
    return blamed
      ? (words.reason(chosen, outcome.code, outcome.message) ?? outcome.message)
      : undefined;
  };

  /** @returns the data; null when the server refused, which is shown */
  async function ask<T>(action: (raw: unknown) => Promise<ActionResult<T>>, input: object) {
    setOutcome(null);
    const result = await answerOf(action(input));
    setRefusal(result.ok ? null : result);
    return result.ok ? { data: result.data } : null;
  }

  function save() {
    const input = readForm(form.current!, fields);
    startSaving(async () => {
      const saved = connection
        ? await ask(updateConnectionAction, { id: connection.id, ...input })
        : await ask(createConnectionAction, { provider: chosen, ...input });
      if (!saved) return;
      toast.success(t(connection ? "toasts.saved" : "toasts.created", { name: input.name }));
      // The address for its messages is on its page, and has to be entered at the provider next.
      const created = provider?.usesWebhook && saved.data;
      router.push(created ? `/admin/connections/${created.slug}` : "/admin/connections");
    });
  }

  function test() {
    const { settings } = readForm(form.current!, fields);
    startTesting(async () => {
      const tested = await ask(checkConnectionAction, {
        id: connection?.id,
        provider: chosen,
        settings,
      });
      if (tested) setOutcome(tested.data);
    });
  }

  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {!connection && (
        <Field label={t("form.provider")} error={error("provider")}>
          <Select
            value={chosen}
            onChange={(event) => {
              setProviderId(event.target.value);
              setRefusal(null);
              setOutcome(null);
            }}
          >
            {choices.map((choice) => (
              <option key={choice.id} value={choice.id}>
                {words.provider(choice.id, choice.label)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <p className="flex flex-wrap gap-x-6 gap-y-1">
        <Beside href={`/admin/providers/${provider.id}`}>{t("form.help")}</Beside>
        <Beside href={provider.docsUrl}>{t("form.docs")}</Beside>
      </p>
      <Field label={t("form.name")} help={t("form.nameHelp")} error={error("name")}>
        <Input
          name="name"
          value={name ?? words.provider(provider.id, provider.label)}
          onChange={(event) => setName(event.target.value)}
          maxLength={200}
          autoComplete="off"
        />
      </Field>
      {!connection && (
        <Field
          label={t("form.slug")}
          hint={t("form.optional")}
          help={t("form.slugHelp")}
          error={error("slug")}
        >
          <Input name="slug" maxLength={64} autoComplete="off" spellCheck={false} />
        </Field>
      )}
      <fieldset className="flex flex-col gap-4 border-t border-line pt-4">
        <legend className="sr-only">{t("form.settings")}</legend>
        {fields.map((field) => (
          <SettingInput
            key={`${chosen}.${field.name}`}
            provider={chosen}
            field={field}
            value={connection?.values[field.name] ?? ""}
            secret={connection?.secrets[field.name]}
            error={error(`settings.${field.name}`)}
            countries={countries}
          />
        ))}
      </fieldset>
      {refusal && (
        <p role="alert" className="rounded-md bg-missed-soft px-3 py-2 text-sm text-missed">
          {words.error(refusal.code === "invalid" ? "form" : refusal.code)}
        </p>
      )}
      {outcome && <TestResult provider={chosen} outcome={outcome} />}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" disabled={saving}>
          {saving ? t("form.saving") : t(connection ? "form.save" : "form.create")}
        </Button>
        {provider.canCheck && (
          <Button onClick={test} disabled={testing} title={t("test.hint")}>
            {testing ? t("test.running") : t("test.action")}
          </Button>
        )}
        <Button variant="ghost" onClick={() => router.push("/admin/connections")}>
          {t("form.cancel")}
        </Button>
      </div>
    </form>
  );
}

/** Opens in a tab of its own: what was typed stays where it is. */
function Beside({ href, children }: { href: string; children: string }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="inline-flex items-center gap-1.5 text-sm text-accent hover:underline"
    >
      {children}
      <ExternalLink aria-hidden className="size-3.5" />
    </a>
  );
}
