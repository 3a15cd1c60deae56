"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Card } from "#components/ui/page";
import { testCallAction } from "#lib/connections/trial-actions";
import { useAction } from "../../ui/use-action";

interface TestCallProps {
  connectionId: string;
  /** The administrator's own here; null when there is none. */
  extension: string | null;
}

/** A real call over this connection, at the administrator's explicit wish. */
export function TestCall({ connectionId, extension }: TestCallProps) {
  const t = useTranslations("health.call");
  const { run, busy, refusal, clear } = useAction(testCallAction);
  const error =
    refusal?.code === "invalid" ? t("notDialable") : refusal && (refusal.message || t("failed"));

  function call(data: FormData) {
    clear();
    const number = String(data.get("number") ?? "");
    run({ connectionId, number }, { onDone: () => toast.success(t("placed")) });
  }

  return (
    <Card title={t("title")}>
      {extension === null ? (
        <p className="p-4 text-sm text-ink-soft">{t("noExtension")}</p>
      ) : (
        <form
          className="flex flex-col gap-3 p-4"
          onSubmit={(event) => {
            event.preventDefault();
            call(new FormData(event.currentTarget));
          }}
        >
          <Field label={t("number")} help={t("help", { extension })} error={error ?? undefined}>
            <Input name="number" type="tel" maxLength={40} autoComplete="tel" />
          </Field>
          <Button type="submit" className="self-start" disabled={busy}>
            {t(busy ? "calling" : "action")}
          </Button>
        </form>
      )}
    </Card>
  );
}
