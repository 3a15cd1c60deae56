"use client";

import { MonitorSmartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { LoadingList } from "#components/ui/placeholders";
import { RelativeTime } from "#components/ui/relative-time";
import { useAction, useAnswer } from "../ui/use-action";
import { endSessionsAction, sessionsAction } from "#lib/people/account-actions";
import type { SessionView } from "#lib/people/sessions";

interface SessionsDialogProps {
  /** Whose sessions; `name` is null for one's own. */
  person: { id: string; name: string | null };
  onClose: () => void;
}

/** Where somebody is signed in, and a way to end it there. */
export function SessionsDialog({ person, onClose }: SessionsDialogProps) {
  const t = useTranslations("people.sessions");
  const common = useTranslations("common");
  const { answer, refused, waiting } = useAnswer(person.id, (userId) => sessionsAction({ userId }));
  const [left, setLeft] = useState<SessionView[] | null>(null);
  const { run, busy, refusal } = useAction(endSessionsAction);
  const sessions = left ?? answer?.data ?? [];
  const end = (sessionId: string | null) =>
    run({ userId: person.id, sessionId }, { onDone: setLeft });
  const others = sessions.filter(({ current }) => !current);

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={person.name === null ? t("own") : t("of", { name: person.name })}
      description={t(person.name === null ? "help" : "helpOther")}
      closeLabel={common("close")}
    >
      {waiting && <LoadingList rows={2} />}
      {(refused || refusal) && (
        <p role="alert" className="mb-3 text-sm text-missed">
          {common("failed")}
        </p>
      )}
      {answer && sessions.length === 0 && <p className="text-ink-soft">{t("none")}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {sessions.map((session) => (
          <SessionItem key={session.id} session={session} busy={busy} onEnd={end} />
        ))}
      </ul>
      {others.length > 1 && (
        <Button className="mt-4" disabled={busy} onClick={() => end(null)}>
          {t(person.name === null ? "endOthers" : "endAll")}
        </Button>
      )}
    </Dialog>
  );
}

function SessionItem(props: {
  session: SessionView;
  busy: boolean;
  onEnd: (sessionId: string) => void;
}) {
  const { session, busy, onEnd } = props;
  const t = useTranslations("people.sessions");
  const device = [session.browser, session.system].filter(Boolean).join(", ") || t("unknown");
  return (
    <li className="flex items-center gap-3 py-2.5">
      <MonitorSmartphone aria-hidden className="size-5 shrink-0 text-ink-soft" />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-2 font-medium">
          {device}
          {session.current && <Badge tone="talking">{t("current")}</Badge>}
        </span>
        <span className="block text-sm text-ink-soft">
          {t.rich("used", { time: () => <RelativeTime iso={session.usedAt} /> })}
          {session.address && ` · ${session.address}`}
        </span>
      </span>
      {!session.current && (
        <Button
          size="sm"
          disabled={busy}
          aria-label={t("endOf", { device })}
          onClick={() => onEnd(session.id)}
        >
          {t("end")}
        </Button>
      )}
    </li>
  );
}
