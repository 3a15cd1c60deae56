/** SMS as browsers see it, and what one may be. */

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

/** Characters; about seven segments in Latin letters, fifteen in others. */
export const longestText = 1_000;

/** GSM 03.38: the basic alphabet and its extension, whose characters count twice. */
const gsmAlphabet =
  /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€\f]*$/;
const gsmExtension = /[\^{}\\[~\]|€\f]/g;

/** A long text is sent as several messages, each of which networks bill. */
export function countSegments(text: string): number {
  if (text === "") return 0;
  const isGsm = gsmAlphabet.test(text);
  const [whole, part] = isGsm ? [160, 153] : [70, 67];
  const length = text.length + (isGsm ? (text.match(gsmExtension)?.length ?? 0) : 0);
  return length <= whole ? 1 : Math.ceil(length / part);
}
