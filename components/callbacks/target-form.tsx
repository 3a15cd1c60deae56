"use client";

import { Target } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition, type FormEvent } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { setCallbackTargetAction } from "#lib/callbacks/callback-actions";

/** For administrators: how long a client may wait. */
export function TargetForm({ minutes }: { minutes: number }) {
  const t = useTranslations("callbacks.target");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget).get("minutes");
    start(async () => {
      const result = await setCallbackTargetAction({ minutes: given }).catch(
        () => ({ ok: false, code: "failed" }) as const,
      );
      setError(!result.ok && result.code === "invalid" ? t("invalid") : undefined);
      if (result.ok) setOpen(false);
      else if (result.code !== "invalid") toast.error(t("failed"));
    });
  }

  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => setOpen(true)} aria-haspopup="dialog">
        <Target aria-hidden className="size-3.5" />
        {t("open")}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("title")}
        description={t("text")}
        closeLabel={common("close")}
      >
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          <Field label={t("minutes")} {...(error && { error })}>
            <Input name="minutes" inputMode="numeric" defaultValue={minutes} className="w-28" />
          </Field>
          <Button type="submit" variant="primary" disabled={pending} className="self-end">
            {t("save")}
          </Button>
        </form>
      </Dialog>
    </>
  );
}
