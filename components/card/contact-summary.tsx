"use client";

import { CalendarPlus, StickyNote, UserRoundCog } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import type { ClientFacts } from "#lib/card/client-context";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Textarea } from "#components/ui/input";
import { addContactNoteAction, deleteNoteAction } from "#lib/contacts/notes/note-actions";
import { CallbackDialog, HandOverDialog } from "./client-dialogs";
import { LastTalk, OpenCallback } from "./client-facts";
import { useAction } from "../ui/use-action";

interface ContactSummaryProps {
  contact: { id: string; name: string };
  facts: ClientFacts;
}

type Asked = "callback" | "hand-over" | "note";

/** On top of a contact's page, what the card of a call says too: the last talk, and what is open. */
export function ContactSummary({ contact, facts }: ContactSummaryProps) {
  const t = useTranslations("card");
  const notes = useTranslations("notes");
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  return (
    <section
      aria-label={t("summary")}
      className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-xl border border-line bg-surface px-4 py-3 shadow-card"
    >
      <div className="flex min-w-0 flex-col gap-1 text-sm">
        <LastTalk facts={facts} />
        <OpenCallback facts={facts} />
      </div>
      <div className="flex flex-wrap gap-1.5">
        <Button size="sm" onClick={() => setAsked("note")}>
          <StickyNote aria-hidden className="size-3.5" />
          {notes("add")}
        </Button>
        <Button size="sm" onClick={() => setAsked("callback")}>
          <CalendarPlus aria-hidden className="size-3.5" />
          {t("callback.action")}
        </Button>
        <Button size="sm" onClick={() => setAsked("hand-over")}>
          <UserRoundCog aria-hidden className="size-3.5" />
          {t("handOver.action")}
        </Button>
      </div>
      {asked === "note" && <AddNoteDialog contact={contact} onClose={close} />}
      {asked === "callback" && (
        <CallbackDialog client={{ contactId: contact.id }} name={contact.name} onClose={close} />
      )}
      {asked === "hand-over" && <HandOverDialog contact={contact} onClose={close} />}
    </section>
  );
}

interface AddNoteDialogProps {
  contact: { id: string; name: string };
  onClose: () => void;
}

/** A note about a contact, outside a call. */
function AddNoteDialog({ contact, onClose }: AddNoteDialogProps) {
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
