"use client";

import type { ReactElement } from "react";
import type { ChangeGroup, TimelineEntry } from "#lib/timeline/timeline-view";
import { BriefCall, CallEntry } from "./call-entry";
import { BriefCallback, CallbackEntry } from "./callback-entry";
import { BriefChange, ChangeEntry } from "./change-entry";
import { BriefNote, NoteEntry } from "./note-entry";
import { BriefSms, SmsEntry } from "./sms-entry";

/** An entry with all there is to it, as a contact's page shows it. */
export function FullEntry({
  entry,
  mayDownload,
}: {
  entry: Exclude<TimelineEntry, { kind: "change" }> | ChangeGroup;
  /** Whether this person may keep recordings as files. */
  mayDownload: boolean;
}): ReactElement {
  switch (entry.kind) {
    case "call":
      return <CallEntry call={entry.call} mayDownload={mayDownload} />;
    case "sms":
      return <SmsEntry sms={entry.sms} />;
    case "note":
      return <NoteEntry at={entry.at} note={entry.note} />;
    case "callback":
      return <CallbackEntry at={entry.at} callback={entry.callback} />;
    case "changes":
      return <ChangeEntry at={entry.at} change={entry.change} />;
  }
}

/** An entry in one line, as a card shows it. */
export function BriefEntry({ entry }: { entry: TimelineEntry }): ReactElement {
  switch (entry.kind) {
    case "call":
      return <BriefCall call={entry.call} note={entry.note ?? null} />;
    case "sms":
      return <BriefSms sms={entry.sms} />;
    case "note":
      return <BriefNote at={entry.at} note={entry.note} />;
    case "callback":
      return <BriefCallback at={entry.at} callback={entry.callback} />;
    case "change":
      return <BriefChange at={entry.at} change={entry.change} />;
  }
}
