import { formatPhoneNumber } from "#lib/numbers/phone-number";
import type { CallbackView } from "./callback-view";

/** Whom a callback is about, in a few words. @param hidden what is said of a number that nobody sees */
export function whoWaits(
  { contact, lead, candidates, number }: CallbackView,
  hidden: string,
): string {
  const named = contact?.name ?? lead?.name;
  const shared = candidates.map(({ name }) => name).join(", ");
  return named ?? (shared || formatPhoneNumber(number) || hidden);
}
