/** Answers to a hook's sender whose message is not accepted, the same at every door. */
import { isProviderError } from "./contract";

/** Bytes a hook's body may have. */
export const largestHookBody = 64 * 1024;

export interface WebhookRefusal {
  status: number;
  code: string;
  message: string;
  field?: string;
  /** Of a refusal that passes: when to send again, in seconds. */
  retryAfter?: number;
}

/** Refusals that no retry can help; for any other failure the sender is asked to retry. */
const statuses: Record<string, number> = {
  unauthorized: 401,
  unreadable: 400,
  "too-large": 413,
};

export const tryAgain: WebhookRefusal = {
  status: 503,
  code: "try_again",
  message: "Could not be stored. Try again",
  retryAfter: 5,
};

/** Not 404: a sender takes that for a wrong address, and drops the call. */
export const switchedOff: WebhookRefusal = {
  status: 503,
  code: "switched_off",
  message: "This connection is off at the moment. Send it again later",
  retryAfter: 60,
};

/** @returns null for any other error: a fault of ours */
export function webhookRefusal(error: unknown): WebhookRefusal | null {
  if (!isProviderError(error)) return null;
  const { code, message, field } = error;
  const status = statuses[code];
  if (!status) return null;
  return { status, code: code.replaceAll("-", "_"), message, ...(field && { field }) };
}
