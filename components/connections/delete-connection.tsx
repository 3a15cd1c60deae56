"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { deleteConnectionAction } from "#lib/connections/actions";
import { useAction } from "../ui/use-action";
import { useConnectionWords } from "./use-connection-words";
import { toast } from "../ui/toast";

/** Asks for the name: the journal of the connection goes with it. */
export function DeleteConnection(props: { id: string; name: string; calls: number }) {
  const { id, name, calls } = props;
  const t = useTranslations("connections");
  const words = useConnectionWords();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { run, busy, refusal } = useAction(deleteConnectionAction);
  const error = refusal && words.error(refusal.fields?.confirmation ?? refusal.code);

  function remove(confirmation: string) {
    run(
      { id, confirmation },
      {
        onDone() {
          toast.success(t("toasts.deleted", { name }));
          router.push("/admin/connections");
        },
      },
    );
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
          <Field label={t("delete.confirm")} error={error ?? undefined}>
            <Input name="confirmation" placeholder={name} autoComplete="off" spellCheck={false} />
          </Field>
          <Button type="submit" variant="danger" disabled={busy} className="self-start">
            {t("delete.button")}
          </Button>
        </form>
      </Dialog>
    </>
  );
}
