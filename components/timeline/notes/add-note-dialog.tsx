"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Textarea } from "#components/ui/input";
import { addContactNoteAction, deleteNoteAction } from "#lib/contacts/notes/note-actions";
import { useAction } from "../../ui/use-action";

interface AddNoteDialogProps {
  contact: { id: string; name: string };
  onClose: () => void;
}

/** A note about a contact, outside a call. */
export function AddNoteDialog({ contact, onClose }: AddNoteDialogProps) {
  const t = useTranslations("notes");
  const common = useTranslations("common");
  const router = useRouter();
  const [text, setText] = useState("");
  const { run, busy, refusal } = useAction(addContactNoteAction);

  function add() {
    run(
      { contactId: contact.id, text },
      {
        onDone({ id: noteId }) {
          const undo = () => void deleteNoteAction({ noteId }).then(() => router.refresh());
          toast.success(t("added"), { action: { label: t("undo"), onClick: undo } });
          router.refresh();
          onClose();
        },
      },
    );
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("about", { name: contact.name })}
      closeLabel={common("close")}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && text.trim()) add();
        }}
      >
        <Field label={t("note")} error={refusal ? t("failed") : undefined}>
          <Textarea
            value={text}
            maxLength={5000}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
                event.currentTarget.form?.requestSubmit();
              }
            }}
          />
        </Field>
        <Button type="submit" variant="primary" disabled={busy || !text.trim()}>
          {common("save")}
        </Button>
      </form>
    </Dialog>
  );
}
