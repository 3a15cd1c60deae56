"use client";

import { Pencil, StickyNote, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { usePersonName } from "#components/live/live-provider";
import { MentionedText } from "#components/notices/mentioned-text";
import { Button } from "#components/ui/button";
import { Dotted } from "#components/ui/dotted";
import {
  deleteNoteAction,
  editNoteAction,
  restoreNoteAction,
} from "#lib/contacts/notes/note-actions";
import type { NoteView } from "#lib/timeline/timeline-view";
import { answerOf } from "../ui/use-action";
import { BriefFrame, EntryFrame } from "./entry-frame";
import { NoteForm } from "./note-form";
import { toast } from "../ui/toast";

/** What somebody wrote down; its writer and managers change it in place. */
export function NoteEntry({ at, note }: { at: string; note: NoteView }) {
  const t = useTranslations("timeline.note");
  const router = useRouter();
  const personName = usePersonName();
  const [editing, setEditing] = useState(false);

  async function restore() {
    const result = await answerOf(restoreNoteAction({ noteId: note.id }));
    if (result.ok) router.refresh();
    else toast.error(t("failed"));
  }
  async function remove() {
    const result = await answerOf(deleteNoteAction({ noteId: note.id }));
    if (!result.ok) return void toast.error(t("failed"));
    toast(t("deleted"), { action: { label: t("undo"), onClick: () => void restore() } });
    router.refresh();
  }

  return (
    <EntryFrame
      icon={StickyNote}
      kind={t("kind")}
      tone="accent"
      at={at}
      title={
        <span className="text-sm text-ink-soft">
          <Dotted>
            {personName(note.userId) ?? t("nobody")}
            {note.callId && t("ofCall")}
            {note.edited && t("edited")}
          </Dotted>
        </span>
      }
    >
      {editing ? (
        <NoteForm
          initial={note.text}
          save={(text) => editNoteAction({ noteId: note.id, text })}
          onSaved={() => {
            setEditing(false);
            router.refresh();
          }}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <div className="flex items-start justify-between gap-2">
          <p className="min-w-0 flex-1 break-words whitespace-pre-wrap">
            <MentionedText text={note.text} mentions={note.mentions} />
          </p>
          {note.editable && (
            <span className="-my-1 flex shrink-0">
              <Button
                size="icon"
                variant="ghost"
                aria-label={t("edit")}
                title={t("edit")}
                onClick={() => setEditing(true)}
              >
                <Pencil aria-hidden className="size-3.5" />
              </Button>
              <Button
                size="icon"
                variant="ghost"
                aria-label={t("delete")}
                title={t("delete")}
                onClick={() => void remove()}
              >
                <Trash2 aria-hidden className="size-3.5" />
              </Button>
            </span>
          )}
        </div>
      )}
    </EntryFrame>
  );
}

export function BriefNote({ at, note }: { at: string; note: NoteView }) {
  const who = usePersonName()(note.userId);
  return <BriefFrame icon={StickyNote} text={note.text} who={who} at={at} />;
}
