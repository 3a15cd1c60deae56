import type { Tx } from "#lib/db/client";
import type { LegRecord } from "./transition";

/** Writes the legs that are new or have changed, each with the person whose extension it is. */
export async function saveLegs(
  tx: Tx,
  call: { callId: string; connectionId: string },
  before: LegRecord[],
  after: LegRecord[],
): Promise<void> {
  for (const leg of after) {
    const known = before.find((one) => one.extension === leg.extension);
    if (!known) {
      const owner = await tx.extension.findUnique({
        where: { connectionId_number: { connectionId: call.connectionId, number: leg.extension } },
        select: { userId: true },
      });
      await tx.callLeg.create({
        data: { ...leg, callId: call.callId, userId: owner?.userId ?? null },
      });
    } else if (JSON.stringify(known) !== JSON.stringify(leg)) {
      await tx.callLeg.update({
        where: { callId_extension: { callId: call.callId, extension: leg.extension } },
        data: leg,
      });
    }
  }
}
