/** A connection, its health and the result of its test, as browsers see them. */
import type { AbilityResult } from "#lib/providers/contract";

/** Ability of a connection: a method of its provider's adapter. */
export type ConnectionAbility =
  "calls" | "hangUp" | "transfer" | "sms" | "history" | "directory" | "campaigns" | "leads";

/** `off`: switched off by an administrator. The others as in the provider contract. */
export type ConnectionState = "off" | "connecting" | "online" | "waiting" | "refused";

export interface ConnectionView {
  slug: string;
  name: string;
  provider: string;
  simulator: boolean;
  state: ConnectionState;
  /** Reason in plain English, e.g. "authorization failed (4008)". */
  detail: string | null;
  /** Stable code of the reason; `providers.<provider>.reasons.<code>` words it in the interface's language. */
  code: string | null;
  /** When the next try is due, ISO 8601. */
  retryAt: string | null;
  /** Since when the state holds, ISO 8601. */
  since: string;
  /** Since when there is no link, however often one was tried since, ISO 8601; null while there is one, and when off. */
  awaySince: string | null;
  abilities: ConnectionAbility[];
}

/** Whether nothing has come yet from a provider that we can't connect to: only a message shows that it works. */
export function isUnheard({ state, code }: Pick<ConnectionView, "state" | "code">): boolean {
  return state === "online" && code === "unheard";
}

export interface StateChange {
  state: ConnectionState;
  code: string | null;
  detail: string | null;
  /** ISO 8601. */
  at: string;
}

/** A kind of refused webhook, e.g. a wrong token. */
export interface HookRefusal {
  status: number;
  code: string;
  message: string;
  count: number;
  /** ISO 8601. */
  lastAt: string;
}

/** Result of the last reading of the provider's history. */
export interface HistoryResult {
  /** ISO 8601. */
  at: string;
  ok: boolean;
  /** Number of messages that the provider sent, new or not. */
  messages: number;
  /** Reason of a failure, in words. */
  detail: string | null;
}

/** Observations of a connection since the program started. */
export interface NoticedHealth {
  /** Start of the observation, ISO 8601. */
  since: string;
  /** Newest first. */
  states: StateChange[];
  /** Latency from a ring's arrival to its push to the browsers, in ms; null before the first. */
  push: { rings: number; p50: number; p95: number } | null;
  hooks: {
    accepted: number;
    lastAcceptedAt: string | null;
    /** Latest first. */
    refused: HookRefusal[];
  };
}

export interface ConnectionHealth extends NoticedHealth {
  /** null where the provider has no history, or before it was first read. */
  history: HistoryResult | null;
}

export interface AbilityOutcome {
  ability: AbilityResult["ability"] | "link" | "settings" | "hook" | "address";
  /** null: works, or may work, with a warning. */
  ok: boolean | null;
  /** Message key `health.test.outcomes.<code>` or a reason of the provider; null: `detail` is shown. */
  code: string | null;
  /** In plain English, or the provider's own words. */
  detail: string | null;
  /** What the words of `code` call `{detail}`. */
  about?: string;
  /** When it last worked, ISO 8601. */
  at?: string;
}
