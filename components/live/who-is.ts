/** Who calls, in words: apart from which cards there are, which every page asks, for numbers in words weigh a lot. */
import type { CallView } from "#lib/calls/call-view";
import { formatPhoneNumber } from "#lib/numbers/phone-number";

/** What the provider calls somebody whom we don't know; null where we know who it may be. */
export function strangersName(call: CallView): string | null {
  return call.candidates.length === 0 ? (call.clientCard?.name ?? null) : null;
}

/** The client in one word; empty when the number is hidden. */
export function whoIs(call: CallView): string {
  return call.contact?.name ?? strangersName(call) ?? formatPhoneNumber(call.clientNumber);
}
