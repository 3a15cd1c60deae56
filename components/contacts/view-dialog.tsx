"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Switch } from "#components/ui/switch";

interface ViewDialogProps {
  /** The one to be renamed; none for a new one. */
  view?: { name: string; shared: boolean };
  onSave: (view: { name: string; shared: boolean }) => void;
  onClose: () => void;
}

/** What a view is called, and whether colleagues see it. */
export function ViewDialog({ view, onSave, onClose }: ViewDialogProps) {
  const t = useTranslations("contacts.views");
  const common = useTranslations("common");
  const [shared, setShared] = useState(view?.shared ?? false);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name")).trim();
    if (name) onSave({ name, shared });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={view ? t("rename") : t("save")}
      closeLabel={common("close")}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("name")}>
          <Input name="name" defaultValue={view?.name} maxLength={60} required autoComplete="off" />
        </Field>
        <Switch label={t("share")} help={t("shareHelp")} checked={shared} onChange={setShared} />
        <div className="flex gap-2">
          <Button type="submit" variant="primary">
            {common("save")}
          </Button>
          <Button variant="ghost" onClick={onClose}>
            {common("cancel")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
