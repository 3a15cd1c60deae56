/** A connection as browsers see it. */

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
  abilities: ConnectionAbility[];
}
