"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";

interface PickTimeDialogProps {
  open: boolean;
  onClose: () => void;
  who: string;
  onPick: (until: Date) => void;
}

/** Any time, by the browser's own control. */
export function PickTimeDialog({ open, onClose, who, onPick }: PickTimeDialogProps) {
  const t = useTranslations("callbacks");
  const common = useTranslations("common");

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    // What `datetime-local` gives carries no zone: it is the person's own time.
    onPick(new Date(String(new FormData(event.currentTarget).get("until"))));
    onClose();
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t("pickTime", { who })}
      closeLabel={common("close")}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("until")}>
          <Input type="datetime-local" name="until" required />
        </Field>
        <Button type="submit" variant="primary" className="self-end">
          {t("postponeIt")}
        </Button>
      </form>
    </Dialog>
  );
}
