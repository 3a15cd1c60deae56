/** What a test of a connection has found. */

/** What a check has found, in plain English. */
interface Finding {
  detail: string;
  /** The same in the person's language: a key of the adapter's `reasons`, whose `{detail}` is `about`. */
  code?: string;
  about?: string;
}

export interface AbilityResult extends Finding {
  ability: "events" | "calls" | "history" | "directory" | "campaigns" | "sms" | "leads";
  /** null: it could not be tried without disturbing somebody. */
  ok: boolean | null;
}

export interface CheckResult extends Finding {
  /** Works today, but not for long, e.g. "paid until 2026-11-30". */
  warning?: string;
  /** The warning's key in the adapter's `reasons`, whose `{detail}` is `warningAbout`. */
  warningCode?: string;
  warningAbout?: string;
  /** What only a message or a call will prove, e.g. "the token": settings may be wrong although nothing failed. */
  untested?: string;
  /** The key of `untested` in the adapter's `reasons`. */
  untestedCode?: string;
  /** What else was tried, ability by ability. */
  abilities?: AbilityResult[];
}
