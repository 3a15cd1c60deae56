/** What concerns a person, as their browser shows it. Times are ISO 8601. */

/** What became of a promise of theirs; true as long as the callback is closed. */
export const settledKinds = ["kept", "not-needed"] as const;
export const noticeKinds = [
  "mention",
  "client",
  "callback",
  "promised",
  ...settledKinds,
  "reassigned",
  "broken",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export interface NoticeView {
  id: string;
  kind: NoticeKind;
  at: string;
  read: boolean;
  /** Who did it; null: nobody, time has passed. */
  byId: string | null;
  /** Of a reassigned callback: whose it is now; null: nobody's, or another notice. */
  toId: string | null;
  /** For when a callback was promised. */
  promisedFor: string | null;
  /** The client; null when it is nobody we know, or several. */
  contact: { id: string; name: string } | null;
  /** The client's number, where nobody knows whose it is; nothing is shown of a hidden one. */
  number: { shown: string; dialled: string } | null;
  /** What was written: the note, or what is to be said at the callback. */
  text: string | null;
  /** How many clients were handed over together. */
  count: number;
}
