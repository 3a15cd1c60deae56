import { hasRole, type Role } from "#lib/auth/roles";
import type { CallView } from "../call-view";

/** What decides: how the call went, and who took part in it. */
export type EndedCall = Pick<CallView, "direction" | "state"> & {
  legs: readonly { userId: string | null; answeredAt: unknown }[];
};

/**
 * Whether a person may put right what came of a call: whoever talked in it or made it, and managers. A call that is
 * under way has no outcome yet, and one that nobody answered never has.
 */
export function mayPutRight(user: { id: string; role: Role }, call: EndedCall): boolean {
  const { direction, state, legs } = call;
  const counts = ({ answeredAt }: { answeredAt: unknown }) =>
    answeredAt !== null || direction === "outgoing";
  if (state !== "ended" || !legs.some(counts)) return false;
  return hasRole(user, "manager") || legs.some((leg) => leg.userId === user.id && counts(leg));
}
