/** Whom colleagues are busy with: as many rows as there are people at work, read for every few entries anew. */
import { currentTime } from "#lib/base/clock";
import { underWay } from "#lib/calls/queries";
import { db } from "#lib/db/client";
import type { Skipped } from "./dial-view";

export interface Colleagues {
  /** What speaks against calling that contact at that number; null: nobody is busy with them. */
  busyWith(contactId: string, e164: string): Pick<Skipped, "reason" | "userId"> | null;
}

export async function colleaguesOf(userId: string): Promise<Colleagues> {
  const isOther = { not: userId };
  const live = { gt: currentTime() };
  const [calls, claims, callbacks] = await Promise.all([
    db().call.findMany({
      where: { state: { in: underWay } },
      select: {
        contactId: true,
        clientE164: true,
        requestedById: true,
        legs: { select: { userId: true } },
      },
    }),
    db().dialClaim.findMany({ where: { userId: isOther, until: live } }),
    db().callback.findMany({
      where: { closedAt: null, claimedById: isOther, claimedUntil: live },
      select: { contactId: true, e164: true, claimedById: true },
    }),
  ]);
  const onCalls = calls.flatMap(({ contactId, clientE164, requestedById, legs }) => {
    const people = [requestedById, ...legs.map((leg) => leg.userId)].filter((id) => id !== null);
    // A call that rings at nobody's telephone yet is somebody's all the same.
    return people.includes(userId) ? [] : [{ contactId, e164: clientE164, by: people[0] ?? null }];
  });
  const taken = [
    ...claims.map(({ contactId, e164, userId: by }) => ({ contactId, e164, by })),
    ...callbacks.map(({ contactId, e164, claimedById: by }) => ({ contactId, e164, by })),
  ];
  return {
    busyWith(contactId, e164) {
      const isThem = (one: { contactId: string | null; e164: string | null }) =>
        one.contactId === contactId || one.e164 === e164;
      const call = onCalls.find(isThem);
      if (call) return { reason: "on-call", userId: call.by };
      const claim = taken.find(isThem);
      return claim ? { reason: "taken", userId: claim.by } : null;
    },
  };
}
