"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useMe, useColleagues } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input, Select } from "#components/ui/input";
import { promiseCallbackAction } from "#lib/callbacks/callback-actions";
import { PickColleagueDialog } from "#components/people/colleagues";
import { setOwnerAction } from "#lib/contacts/actions";
import { answerOf, useAction } from "../ui/use-action";
import { dueAt, dueChoices, toLocalInput } from "./due-choices";

interface CallbackDialogProps {
  /** Whom to call: the client of a call, or a contact. */
  client: { callId: string } | { contactId: string };
  name: string;
  onClose: () => void;
}

/** A call promised to a client: when, by whom, and what about. */
export function CallbackDialog({ client, name, onClose }: CallbackDialogProps) {
  const t = useTranslations("card.callback");
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const { userId } = useMe();
  const colleagues = useColleagues();
  const [now] = useState(() => new Date());
  const [due, setDue] = useState(() => toLocalInput(dueAt("tomorrow", now)));
  const [ownerId, setOwner] = useState(userId);
  const [note, setNote] = useState("");
  const [refused, setRefused] = useState<"failed" | "tooFar" | null>(null);
  const [pending, start] = useTransition();

  function promise() {
    start(async () => {
      const at = new Date(due).toISOString();
      const input = { ...client, dueAt: at, ownerId, ...(note.trim() && { note }) };
      const result = await answerOf(promiseCallbackAction(input));
      if (!result.ok) return setRefused(result.fields?.dueAt === "tooFar" ? "tooFar" : "failed");
      const when = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" });
      toast.success(t("done", { name, when: when.format(new Date(at)) }));
      router.refresh();
      onClose();
    });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { name })}
      closeLabel={common("close")}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending && due) promise();
        }}
      >
        {/* First, so that it has the focus: what is typed and Enter is a promise for tomorrow. */}
        <Field label={t("note")} hint={common("optional")}>
          <Input value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
        </Field>
        <div role="group" aria-label={t("when")} className="flex flex-wrap gap-2">
          {dueChoices.map((choice) => {
            const value = toLocalInput(dueAt(choice, now));
            return (
              <Button
                key={choice}
                size="sm"
                aria-pressed={due === value}
                onClick={() => setDue(value)}
                className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent"
              >
                {t(choice)}
              </Button>
            );
          })}
        </div>
        <Field label={t("when")}>
          <Input
            type="datetime-local"
            required
            min={toLocalInput(now)}
            value={due}
            onChange={(event) => setDue(event.target.value)}
          />
        </Field>
        <Field label={t("who")}>
          <Select value={ownerId} onChange={(event) => setOwner(event.target.value)}>
            {colleagues.map(({ id, name: person }) => (
              <option key={id} value={id}>
                {person}
              </option>
            ))}
          </Select>
        </Field>
        {refused && (
          <p role="alert" className="text-sm font-medium text-missed">
            {t(refused)}
          </p>
        )}
        <Button type="submit" variant="primary" disabled={pending || !due}>
          {t("submit")}
        </Button>
      </form>
    </Dialog>
  );
}

interface HandOverDialogProps {
  contact: { id: string; name: string };
  onClose: () => void;
}

/** Whose the client is from now on. */
export function HandOverDialog({ contact, onClose }: HandOverDialogProps) {
  const t = useTranslations("card.handOver");
  const router = useRouter();
  const { run, busy } = useAction(setOwnerAction);

  async function undo(before: readonly { ownerId: string | null; ids: string[] }[]) {
    const answers = await Promise.all(before.map((group) => answerOf(setOwnerAction(group))));
    if (answers.some(({ ok }) => !ok)) toast.error(t("failed"));
    router.refresh();
  }

  function handTo(ownerId: string | null, name: string) {
    if (busy) return;
    run(
      { ids: [contact.id], ownerId },
      {
        onDone({ count, before }) {
          if (count === 0) return void toast.error(t("failed"));
          router.refresh();
          toast.success(t("done", { client: contact.name, name }), {
            action: { label: t("undo"), onClick: () => void undo(before) },
          });
          onClose();
        },
        onRefused: () => toast.error(t("failed")),
      },
    );
  }

  return (
    <PickColleagueDialog
      title={t("title", { client: contact.name })}
      description={t("help")}
      onPick={handTo}
      onClose={onClose}
    />
  );
}
