"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { deleteConnectionAction } from "#lib/connections/actions";
import { useConnectionWords } from "./use-connection-words";

/** Asks for the name: the journal of the connection goes with it. */
export function DeleteConnection(props: { id: string; name: string; calls: number }) {
  const { id, name, calls } = props;
  const t = useTranslations("connections");
  const words = useConnectionWords();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();

  function remove(confirmation: string) {
    start(async () => {
      const failed = { ok: false, code: "failed", fields: undefined } as const;
      const result = await deleteConnectionAction({ id, confirmation }).catch(() => failed);
      if (!result.ok) return setError(words.error(result.fields?.confirmation ?? result.code));
      toast.success(t("toasts.deleted", { name }));
      router.push("/admin/connections");
    });
  }

  return (
    <>
      <Button variant="ghost" className="text-missed" onClick={() => setOpen(true)}>
        <Trash2 aria-hidden className="size-4" />
        {t("delete.action")}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("delete.title", { name })}
        description={t("delete.text", { count: calls })}
        closeLabel={t("delete.close")}
      >
        <form
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            remove(String(new FormData(event.currentTarget).get("confirmation")));
          }}
        >
          <Field label={t("delete.confirm")} error={error}>
            <Input name="confirmation" placeholder={name} autoComplete="off" spellCheck={false} />
          </Field>
          <Button type="submit" variant="danger" disabled={pending} className="self-start">
            {t("delete.button")}
          </Button>
        </form>
      </Dialog>
    </>
  );
}
