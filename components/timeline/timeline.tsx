"use client";

import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useState, useTransition } from "react";
import {
  useLiveCallbacks,
  useLiveCalls,
  useLiveSms,
  useNoteChanges,
} from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { EmptyState } from "#components/ui/page";
import { addContactNoteAction } from "#lib/contacts/notes/note-actions";
import { earlierTimelineAction } from "#lib/timeline/actions";
import {
  groupChanges,
  type TimelineEntry,
  type TimelineKind,
  timelineKinds,
  type TimelinePage,
} from "#lib/timeline/timeline-view";
import { answerOf } from "../ui/use-action";
import { NoteForm } from "./note-form";
import { useContactDraft } from "./notes/contact-draft";
import { FullEntry } from "./timeline-entry";
import { unseenCallbacks, withEarlier, withLive, withServed } from "./merge-entries";

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
  const draft = useContactDraft(contactId);
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
          draft={draft}
          save={(text) => addContactNoteAction({ contactId, text })}
          onSaved={() => router.refresh()}
        />
      </div>
      {entries.length === 0 && (
        <EmptyState icon={History} title={t("empty.title")} text={t("empty.text")} />
      )}
      <ol className="divide-y divide-line">
        {groupChanges(entries).map((entry) => (
          <FullEntry key={entry.id} entry={entry} mayDownload={mayDownload} />
        ))}
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
      className="-mx-1 flex max-w-full flex-wrap gap-0.5 rounded-lg bg-sunken p-0.5"
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

interface LoadedTimeline {
  entries: TimelineEntry[];
  /** Whether there are earlier ones. */
  more: boolean;
  loading: boolean;
  /** The last attempt to load earlier ones failed. */
  failed: boolean;
  showEarlier(): void;
}

/** @param options.served the page's first entries; newer ones, when it is served again */
function useTimeline(options: {
  contactId: string;
  kinds: readonly TimelineKind[];
  served: TimelinePage;
}): LoadedTimeline {
  const { contactId, kinds, served } = options;
  const [seen, setSeen] = useState(served);
  const [known, setKnown] = useState(served);
  const [failed, setFailed] = useState(false);
  const [loading, start] = useTransition();
  if (seen !== served) {
    setSeen(served);
    setKnown(withServed(known, served));
  }
  const [calls, sms] = [useLiveCalls(), useLiveSms()];
  const entries = useMemo(
    () => withLive(known, { calls, sms }, { contactId, kinds }),
    [known, calls, sms, contactId, kinds],
  );
  const { callbacks } = useLiveCallbacks();
  const unseen = unseenCallbacks(known, [...callbacks.values()], { contactId, kinds });
  const router = useRouter();
  useEffect(() => {
    if (unseen !== "") router.refresh();
  }, [unseen, router]);
  const noteChanges = useNoteChanges(contactId);
  useEffect(() => {
    if (noteChanges > 0) router.refresh();
  }, [noteChanges, router]);

  function showEarlier() {
    const last = known.entries.at(-1);
    if (loading || !last) return;
    start(async () => {
      const before = { at: last.at, id: last.id };
      const result = await answerOf(earlierTimelineAction({ contactId, kinds, before }));
      setFailed(!result.ok);
      if (result.ok) setKnown((now) => withEarlier(now, result.data));
    });
  }
  return { entries, more: known.more, loading, failed, showEarlier };
}
