"use client";

import { CalendarPlus, StickyNote, UserRoundCog } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useRouter } from "next/navigation";
import { useLiveCallbacks } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import type { CallbackView } from "#lib/callbacks/callback-view";
import type { ClientFacts } from "#lib/card/client-facts";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { TemplateTextarea } from "#components/templates/template-textarea";
import { addContactNoteAction, deleteNoteAction } from "#lib/contacts/notes/note-actions";
import { CallbackDialog, HandOverDialog } from "./client-dialogs";
import { LastTalk, OpenCallback } from "./client-facts";
import { useAction } from "../ui/use-action";
import { toast } from "../ui/toast";

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
  useServedAnew(contact.id, facts);
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

/** Has the page served anew when what is owed to the contact is something else than it says. */
function useServedAnew(contactId: string, facts: ClientFacts): void {
  const router = useRouter();
  const { callbacks } = useLiveCallbacks();
  const theirs = [...callbacks.values()].filter(({ contact }) => contact?.id === contactId);
  const known = [...facts.tasks, ...(facts.callback ? [facts.callback] : [])];
  const isSaid = (callback: CallbackView) => {
    const same = known.find(({ id }) => id === callback.id);
    if (callback.closed || !same) return Boolean(callback.closed) && !same;
    const missed = "missedCount" in same ? same.missedCount : 0;
    return (
      missed === callback.missedCount &&
      (["dueAt", "note", "ownerId"] as const).every((field) => callback[field] === same[field])
    );
  };
  const changed = theirs.every(isSaid) ? null : theirs.map(({ version }) => version).join();
  useEffect(() => {
    if (changed !== null) router.refresh();
  }, [changed, router]);
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
          <TemplateTextarea
            kind="note"
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
