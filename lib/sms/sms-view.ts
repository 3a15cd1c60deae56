/** SMS as browsers see it. */

export type SmsState = "requested" | "refused" | "sending" | "failed" | "sent";

/** A whole SMS. Times are ISO 8601. */
export interface SmsView {
  id: string;
  /** Grows with each change; keep the highest seen. */
  version: number;
  /** The connection's slug. */
  connection: string;
  direction: "outgoing";
  extension: string;
  userId: string | null;
  contactId: string | null;
  number: { raw: string; e164: string | null };
  /** Empty when only its status was reported. */
  text: string;
  state: SmsState;
  /** Reason of the refusal, in the provider's words. */
  failure: string | null;
  createdAt: string;
  sentAt: string | null;
}
