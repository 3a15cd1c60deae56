"use client";

import { StickyNote } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePersonName } from "#components/live/live-provider";
import { RelativeTime } from "#components/ui/relative-time";
import type { ClientContext } from "#lib/card/client-context";
import type { TimelineEntry } from "#lib/timeline/timeline-view";
import { BriefEntry } from "../timeline/timeline-entry";

/**
 * What was said last, to be read at a glance; what stands on the contact; and how the timeline begins, as far as
 * there is room: on a phone the note alone, so that one's own fits below it. As high before it is known as after: what
 * stands below does not move.
 */
export function LastSaid({ context }: { context: ClientContext | null }) {
  const t = useTranslations("card");
  const { lastNote = null, ownNote = null } = context ?? {};
  const entries = context?.latest?.flatMap((entry) => withoutNote(entry, lastNote) ?? []) ?? [];
  const room = mostLines - (lastNote ? 1 : 0) - (ownNote ? 1 : 0);
  return (
    <div className="flex h-33 flex-col gap-1 overflow-hidden max-sm:h-18">
      {lastNote && <LastNote note={lastNote} />}
      {ownNote && (
        <p
          title={ownNote}
          className={`shrink-0 text-sm wrap-anywhere ${lastNote ? "line-clamp-1 max-sm:hidden" : "line-clamp-2"}`}
        >
          <StickyNote aria-label={t("ownNote")} className="mr-1.5 inline size-3.5 text-ink-soft" />
          {ownNote}
        </p>
      )}
      <ul
        aria-label={t("happened")}
        className={`shrink-0 border-t border-line pt-1.5 ${lastNote || ownNote ? "max-sm:hidden" : ""}`}
      >
        {entries.slice(0, room).map((entry) => (
          <BriefEntry key={entry.id} entry={entry} />
        ))}
        {context && entries.length === 0 && !lastNote && (
          <li className="h-5 text-xs text-ink-soft">{t("nothingYet")}</li>
        )}
      </ul>
    </div>
  );
}

/** Of the timeline, where there is no note above it. */
const mostLines = 3;

function LastNote({
  note: { text, userId, at },
}: {
  note: NonNullable<ClientContext["lastNote"]>;
}) {
  const personName = usePersonName();
  const who = personName(userId);
  return (
    <div className="shrink-0">
      <p
        title={text}
        className="line-clamp-3 text-base font-medium wrap-anywhere max-sm:line-clamp-2"
      >
        {text}
      </p>
      <p className="truncate text-xs text-ink-soft">
        {who && `${who} · `}
        <RelativeTime iso={at} />
      </p>
    </div>
  );
}

/** What is said above is not said again; an entry that says nothing else is none. */
function withoutNote(entry: TimelineEntry, note: ClientContext["lastNote"]): TimelineEntry | null {
  if (entry.kind === "note" && entry.id === note?.id) return null;
  if (entry.kind === "call" && note && entry.id === note.callId) return { ...entry, note: null };
  return entry;
}
