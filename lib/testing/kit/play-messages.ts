/** One call's messages as its provider sends them, played through its adapter and the state machine. */
import { transition } from "#lib/calls/transition";
import type { CallRecord, ProviderCallEvent } from "#lib/calls/call-record";
import type { CallEvent } from "#lib/providers/contract";

export const messagesStart = Date.UTC(2026, 0, 15, 10);
type Parse = (raw: string, origin: { inboxId: number; receivedAt: Date }) => CallEvent[];

/** Messages one second apart, or after the given seconds. */
export function playMessages(
  parse: Parse,
  messages: readonly (string | [string, number])[],
): CallRecord {
  let call: CallRecord | null = null;
  let second = 0;
  for (const [index, message] of messages.entries()) {
    const [raw, wait] = typeof message === "string" ? [message, 1] : message;
    second += wait;
    const receivedAt = new Date(messagesStart + second * 1000);
    for (const event of parse(raw, { inboxId: index + 1, receivedAt })) {
      call = transition(call, event as ProviderCallEvent, receivedAt);
    }
  }
  return call!;
}
