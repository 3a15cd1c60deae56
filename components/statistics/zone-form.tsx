"use client";

import { Globe } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition, type FormEvent } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/input";
import { chooseTimeZoneAction } from "#lib/statistics/actions";

interface ZoneFormProps {
  /** Null: the server's. */
  zone: string | null;
  zones: string[];
}

/** For administrators: when the company's day begins. */
export function ZoneForm({ zone, zones }: ZoneFormProps) {
  const t = useTranslations("statistics.zone");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  const [pending, start] = useTransition();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const chosen = String(new FormData(event.currentTarget).get("zone")) || null;
    start(async () => {
      const result = await chooseTimeZoneAction({ zone: chosen }).catch(() => null);
      if (result?.ok) setOpen(false);
      else toast.error(t("failed"));
    });
  }

  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => setOpen(true)} aria-haspopup="dialog">
        <Globe aria-hidden className="size-3.5" />
        {t("open")}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("title")}
        description={t("text")}
        closeLabel={common("close")}
      >
        <form onSubmit={submit} className="flex flex-col gap-4">
          <Field label={t("label")}>
            <Select name="zone" defaultValue={zone ?? ""}>
              <option value="">{t("server")}</option>
              {zones.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </Select>
          </Field>
          <Button type="submit" variant="primary" disabled={pending} className="self-end">
            {t("save")}
          </Button>
        </form>
      </Dialog>
    </>
  );
}
