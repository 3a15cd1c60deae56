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
import { answerOf } from "../ui/use-action";
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
