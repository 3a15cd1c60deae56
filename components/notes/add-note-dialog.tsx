"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Textarea } from "#components/ui/input";
import { addContactNoteAction, deleteNoteAction } from "#lib/notes/note-actions";

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
  const [refused, setRefused] = useState(false);
  const [pending, start] = useTransition();

  function add() {
    start(async () => {
      const result = await addContactNoteAction({ contactId: contact.id, text }).catch(() => null);
      if (!result?.ok) return setRefused(true);
      const noteId = result.data.id;
      const undo = () => void deleteNoteAction({ noteId }).then(() => router.refresh());
      toast.success(t("added"), { action: { label: t("undo"), onClick: undo } });
      router.refresh();
      onClose();
    });
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
          if (!pending && text.trim()) add();
        }}
      >
        <Field label={t("note")} error={refused ? t("failed") : undefined}>
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
        <Button type="submit" variant="primary" disabled={pending || !text.trim()}>
          {common("save")}
        </Button>
      </form>
    </Dialog>
  );
}
