/** What is done again and again for all copies of the program by one of them. */
import type { Leases } from "./leases";

export const choresLease = "chores";

/** Lets this copy do the chores, when no other does. Whoever does one asks `isHeld(choresLease)` each time. */
export function wantChores(leases: Pick<Leases, "want">): void {
  leases.want(choresLease);
}
