/** What a hook's sender is answered when its message is not taken: one meaning at every door. */

/** Bytes a hook's body may have. */
export const largestHookBody = 64 * 1024;

export interface WebhookRefusal {
  status: number;
  code: string;
  message: string;
  field?: string;
}

/** Refusals for which a retry can't help; everything else is ours to put right, and is asked for again. */
const statuses: Record<string, number> = {
  unauthorized: 401,
  unreadable: 400,
  "too-large": 413,
};

export const tryAgain: WebhookRefusal = {
  status: 503,
  code: "try_again",
  message: "Could not be stored. Try again",
};

/** @returns null for what is no refusal of the adapter's: a fault of ours */
export function webhookRefusal(error: unknown): WebhookRefusal | null {
  if (!(error instanceof Error) || error.name !== "ProviderError" || !("code" in error))
    return null;
  const { code, message, field } = error as Error & { code: string; field?: string };
  const status = statuses[code];
  if (!status) return null;
  return { status, code: code.replaceAll("-", "_"), message, ...(field && { field }) };
}
