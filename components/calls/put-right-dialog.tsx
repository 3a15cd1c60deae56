"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMe, useOutcomes, usePersonName } from "#components/live/live-provider";
import { MentionField } from "#components/notices/mention-field";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field, Form } from "#components/ui/field";
import { Select } from "#components/ui/input";
import type { ActionResult } from "#lib/auth/action";
import type { CallView } from "#lib/calls/call-view";
import { changeOutcomeAction } from "#lib/calls/outcomes/outcome-actions";
import type { CallNote } from "#lib/contacts/notes/contact-notes";
import {
  callNotesAction,
  deleteNoteAction,
  editNoteAction,
  saveCallNoteAction,
} from "#lib/contacts/notes/note-actions";
import { toast } from "../ui/toast";
import { useAction, useAnswer } from "../ui/use-action";
import { useOutcomeWords } from "./call-state";

/** Stands for the person's own note, as long as there is none. */
const newNote = "new";

interface PutRightProps {
  call: CallView;
  onClose: () => void;
}

/** The outcome of a call and what was noted during it, put right later. */
export function PutRightDialog({ call, onClose }: PutRightProps) {
  const t = useTranslations("calls.putRight");
  const common = useTranslations("common");
  const router = useRouter();
  const words = useOutcomeWords();
  const { userId } = useMe();
  const notes = useAnswer(call.id, (callId) => callNotesAction({ callId })).answer?.data.notes;
  const { run, busy } = useAction(save);
  const outcomes = useOutcomes();
  const { outcome } = call;
  const isOffered = outcome === null || outcomes.some(({ id }) => id === outcome.id);
  const hasOwn = notes?.some((note) => note.userId === userId) ?? true;

  function submit(form: FormData) {
    run(
      { call, notes: notes ?? [], form },
      {
        onDone() {
          onClose();
          router.refresh();
        },
        onRefused: () => toast.error(t("failed")),
      },
    );
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      closeLabel={common("close")}
    >
      <Form onSubmit={submit}>
        <Field label={t("outcome")}>
          <Select name="outcome" defaultValue={outcome?.id ?? ""}>
            <option value="">{t("none")}</option>
            {[...outcomes, ...(isOffered ? [] : [outcome])].map((one) => (
              <option key={one.id} value={one.id}>
                {words(one)}
              </option>
            ))}
          </Select>
        </Field>
        {notes?.map((note) => (
          <NoteField key={note.id} note={note} />
        ))}
        {!hasOwn && (
          <Field label={t("ownNote")}>
            <MentionField name={newNote} maxLength={5_000} rows={3} />
          </Field>
        )}
        <Button
          type="submit"
          variant="primary"
          className="self-end"
          disabled={busy || notes === undefined}
          aria-busy={busy || notes === undefined}
        >
          {busy ? common("saving") : common("save")}
        </Button>
      </Form>
    </Dialog>
  );
}

/** A note in a field, or as it stands where another has written it. */
function NoteField({ note: { id, text, userId, editable } }: { note: CallNote }) {
  const t = useTranslations("calls.putRight");
  const me = useMe().userId;
  const name = usePersonName()(userId);
  const label = userId === me ? t("ownNote") : t("noteOf", { name: name ?? t("somebody") });
  if (editable) {
    return (
      <Field label={label}>
        <MentionField name={id} defaultValue={text} maxLength={5_000} rows={3} />
      </Field>
    );
  }
  return (
    <div>
      <p className="text-sm font-medium">{label}</p>
      <p className="wrap-break-word whitespace-pre-wrap text-ink-soft">{text}</p>
    </div>
  );
}

interface Saved {
  call: CallView;
  /** As they were when the dialog opened. */
  notes: readonly CallNote[];
  form: FormData;
}

/** Saves what was changed, one after the other; what is refused stops the rest. */
async function save({ call, notes, form }: Saved): Promise<ActionResult<unknown>> {
  const typed = (name: string) => String(form.get(name) ?? "").trim();
  const callId = call.id;
  const outcomeId = typed("outcome") || null;
  const steps: (() => Promise<ActionResult<unknown>>)[] = [];
  if (outcomeId !== (call.outcome?.id ?? null))
    steps.push(() => changeOutcomeAction({ callId, outcomeId }));
  for (const { id: noteId, text, editable } of notes) {
    const now = typed(noteId);
    if (!editable || now === text.trim()) continue;
    steps.push(() =>
      now === "" ? deleteNoteAction({ noteId }) : editNoteAction({ noteId, text: now }),
    );
  }
  if (typed(newNote) !== "") steps.push(() => saveCallNoteAction({ callId, text: typed(newNote) }));
  for (const step of steps) {
    const result = await step();
    if (!result.ok) return result;
  }
  return { ok: true, data: null };
}
