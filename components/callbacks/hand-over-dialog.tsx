"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useColleagues } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/input";
import type { CallbackView } from "#lib/realtime/events";
import { whoIs } from "./use-callback-commands";

interface HandOverDialogProps {
  open: boolean;
  onClose: () => void;
  callback: CallbackView;
  onPick: (ownerId: string | null, name: string | null) => void;
}

export function HandOverDialog({ open, onClose, callback, onPick }: HandOverDialogProps) {
  const t = useTranslations("callbacks");
  const common = useTranslations("common");
  const colleagues = useColleagues();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const id = String(new FormData(event.currentTarget).get("person")) || null;
    onPick(id, colleagues.find((one) => one.id === id)?.name ?? null);
    onClose();
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t("handOverNamed", { who: whoIs(callback) })}
      closeLabel={common("close")}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("colleague")}>
          <Select name="person" defaultValue={callback.ownerId ?? ""}>
            <option value="">{t("nobody")}</option>
            {colleagues.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Button type="submit" variant="primary" className="self-end">
          {t("handItOver")}
        </Button>
      </form>
    </Dialog>
  );
}
