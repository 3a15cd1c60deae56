"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Card } from "#components/ui/page";
import { testCallAction } from "#lib/connections/test-actions";

interface TestCallProps {
  connectionId: string;
  /** The administrator's own here; null when there is none. */
  extension: string | null;
}

/** A real call over this connection, at the administrator's explicit wish. */
export function TestCall({ connectionId, extension }: TestCallProps) {
  const t = useTranslations("health.call");
  const [pending, start] = useTransition();
  const [error, setError] = useState<string>();

  function call(data: FormData) {
    setError(undefined);
    start(async () => {
      const number = String(data.get("number") ?? "");
      const result = await testCallAction({ connectionId, number }).catch(() => null);
      if (result?.ok) toast.success(t("placed"));
      else if (result?.code === "invalid") setError(t("notDialable"));
      else setError((result && "message" in result && result.message) || t("failed"));
    });
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
          <Field label={t("number")} help={t("help", { extension })} error={error}>
            <Input name="number" type="tel" maxLength={40} autoComplete="tel" />
          </Field>
          <Button type="submit" className="self-start" disabled={pending}>
            {t(pending ? "calling" : "action")}
          </Button>
        </form>
      )}
    </Card>
  );
}
