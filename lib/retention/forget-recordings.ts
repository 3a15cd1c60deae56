/** Addresses of recordings: of the call, and of the event that told it. The recordings are the provider's to delete. */
import type { RecordedEvent } from "#lib/calls/call-record";
import { db, transaction, WriteConflict } from "#lib/db/client";
import { between, doneUntil, noteDone, type Pass } from "./pass";

export async function forgetRecordings(before: Date): Promise<Pass> {
  let place = await doneUntil("recordings");
  return async (size) => {
    const rows = await db().call.findMany({
      where: between("startedAt", place, before),
      orderBy: [{ startedAt: "asc" }, { id: "asc" }],
      take: size,
      select: { id: true, startedAt: true, recordingUrl: true },
    });
    const last = rows.at(-1);
    if (!last) {
      await noteDone("recordings", before);
      return { seen: 0, gone: 0 };
    }
    const recorded = rows.filter(({ recordingUrl }) => recordingUrl !== null);
    await forgetThem(recorded.map(({ id }) => id));
    place = { at: last.startedAt, id: last.id };
    // Each of them is a statement of its own.
    return { seen: rows.length + recorded.length * 4, gone: recorded.length };
  };
}

async function forgetThem(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await transaction(async (tx) => {
    const calls = await tx.call.findMany({
      where: { id: { in: [...ids] } },
      select: { id: true, version: true, told: true },
    });
    for (const { id, version, told } of calls) {
      const { count } = await tx.call.updateMany({
        where: { id, version },
        data: { recordingUrl: null, told: told && withoutAddress(told), version: version + 1 },
      });
      if (count !== 1) throw new WriteConflict();
    }
  });
}

function withoutAddress(told: string): string {
  const events = (JSON.parse(told) as RecordedEvent[]).map((event) =>
    event.kind === "call:ended" ? { ...event, recordingUrl: undefined } : event,
  );
  return JSON.stringify(events);
}
