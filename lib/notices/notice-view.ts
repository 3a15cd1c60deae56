/** What concerns a person, as their browser shows it. Times are ISO 8601. */

export const noticeKinds = ["mention", "callback", "client"] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export interface NoticeView {
  id: string;
  kind: NoticeKind;
  at: string;
  read: boolean;
  /** Who did it. */
  byId: string;
  /** The client; null when it is nobody we know, or several. */
  contact: { id: string; name: string } | null;
  /** The client's number, where nobody knows whose it is; nothing is shown of a hidden one. */
  number: { shown: string; dialled: string } | null;
  /** What was written: the note, or what is to be said at the callback. */
  text: string | null;
  /** How many clients were handed over together. */
  count: number;
}
