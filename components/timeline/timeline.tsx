"use client";

import { History } from "lucide-react";
import { Link } from "#components/ui/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/page";
import { addContactNoteAction } from "#lib/notes/note-actions";
import { groupChanges } from "#lib/timeline/group-changes";
import { timelineKinds, type TimelineKind, type TimelinePage } from "#lib/timeline/timeline-view";
import { CallEntry } from "./call-entry";
import { CallbackEntry } from "./callback-entry";
import { ChangeEntry } from "./change-entry";
import { NoteEntry } from "./note-entry";
import { NoteForm } from "./note-form";
import { SmsEntry } from "./sms-entry";
import { useTimeline } from "./use-timeline";

interface TimelineProps {
  contactId: string;
  /** The one kind that is shown; null: all. */
  show: TimelineKind | null;
  served: TimelinePage;
  /** Whether this person may keep recordings as files. */
  mayDownload: boolean;
}

/** Everything that happened with a contact, the latest first, live; and a place to write down more. */
export function Timeline({ contactId, show, served, mayDownload }: TimelineProps) {
  const t = useTranslations("timeline");
  const router = useRouter();
  const kinds = useMemo(() => (show ? [show] : timelineKinds), [show]);
  const { entries, more, loading, failed, showEarlier } = useTimeline({ contactId, kinds, served });
  return (
    <section
      aria-label={t("title")}
      className="min-w-0 rounded-xl border border-line bg-surface shadow-card"
    >
      <div className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-2">
        <h2 className="font-semibold">{t("title")}</h2>
        <KindFilter contactId={contactId} show={show} />
      </div>
      <div className="border-b border-line px-4 py-3">
        <NoteForm
          save={(text) => addContactNoteAction({ contactId, text })}
          onSaved={() => router.refresh()}
        />
      </div>
      {entries.length === 0 && (
        <EmptyState icon={History} title={t("empty.title")} text={t("empty.text")} />
      )}
      <ol className="divide-y divide-line">
        {groupChanges(entries).map((entry) => {
          switch (entry.kind) {
            case "call":
              return <CallEntry key={entry.id} call={entry.call} mayDownload={mayDownload} />;
            case "sms":
              return <SmsEntry key={entry.id} sms={entry.sms} />;
            case "note":
              return <NoteEntry key={entry.id} at={entry.at} note={entry.note} />;
            case "callback":
              return <CallbackEntry key={entry.id} at={entry.at} callback={entry.callback} />;
            case "changes":
              return <ChangeEntry key={entry.id} at={entry.at} change={entry.change} />;
          }
        })}
      </ol>
      {more && (
        <div className="border-t border-line p-3 text-center">
          {failed && (
            <p role="alert" className="mb-2 text-sm text-missed">
              {t("failed")}
            </p>
          )}
          <Button size="sm" onClick={showEarlier} disabled={loading} aria-busy={loading}>
            {t("earlier")}
          </Button>
        </div>
      )}
    </section>
  );
}

/** The address is the truth, so what somebody looks at can be sent to a colleague. */
function KindFilter({ contactId, show }: { contactId: string; show: TimelineKind | null }) {
  const t = useTranslations("timeline");
  return (
    <nav
      aria-label={t("filter")}
      className="-mx-1 flex max-w-full gap-0.5 overflow-x-auto rounded-lg bg-sunken p-0.5"
    >
      {[null, ...timelineKinds].map((kind) => (
        <Link
          key={kind ?? "all"}
          href={kind ? `/contacts/${contactId}?show=${kind}` : `/contacts/${contactId}`}
          scroll={false}
          aria-current={kind === show ? "page" : undefined}
          className="rounded-md px-2 py-0.5 text-sm whitespace-nowrap text-ink-soft hover:text-ink aria-[current]:bg-raised aria-[current]:font-medium aria-[current]:text-ink aria-[current]:shadow-card"
        >
          {t(`kinds.${kind ?? "all"}`)}
        </Link>
      ))}
    </nav>
  );
}
