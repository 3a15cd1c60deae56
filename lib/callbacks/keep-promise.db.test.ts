import { beforeEach, expect, it } from "vitest";
import { recordCallEvents } from "#lib/calls/record-call-events";
import { db } from "#lib/db/client";
import { openOffice, salesPerson } from "#lib/testing/kit/office";
import { keepPromise } from "./keep-promise";
import { promiseCallback } from "./promise-callback";

const office = await openOffice({ people: { olena: {} } });
const olena = salesPerson(office.people.olena);
const source = office.connections.office;
const number = "+73430000007";
const minute = 60_000;

beforeEach(async () => {
  await db().callback.deleteMany();
  await db().call.deleteMany();
});

/** They call and are answered, now: three quarters of an hour before the promised time. */
async function talkBefore(): Promise<{ id: string; dueAt: Date; begun: number }> {
  const dueAt = new Date(Date.now() + 45 * minute);
  const { id } = await promiseCallback({ number, dueAt }, olena);
  const begun = Date.now();
  const event = { direction: "incoming", clientNumber: number, extension: "101" } as const;
  await recordCallEvents([
    {
      source,
      receivedAt: new Date(),
      event: { kind: "call:answered", externalId: `talk-${begun}`, ...event },
    },
  ]);
  return { id, dueAt, begun };
}
const stored = (id: string) => db().callback.findUniqueOrThrow({ where: { id } });

it("a talk before its time ends a promise when they talked, not when it was promised for", async () => {
  const { id, begun } = await talkBefore();
  const { closedReason, closedAt } = await stored(id);
  expect(closedReason).toBe("talked");
  expect(closedAt!.getTime()).toBeGreaterThanOrEqual(begun - 1_000);
  expect(closedAt!.getTime()).toBeLessThanOrEqual(Date.now());
});

it("is kept all the same: open again for its time, also when the talk is told anew", async () => {
  const { id, dueAt } = await talkBefore();
  expect((await keepPromise(id, olena)).ids).toEqual([id]);
  const open = { openKey: `number:${number}`, dueAt, waitingSince: dueAt, closedByCallId: null };
  expect(await stored(id)).toMatchObject({ ...open, closedAt: null, closedReason: null });
  const [call] = await db().call.findMany();
  await recordCallEvents([
    {
      source,
      receivedAt: new Date(),
      event: {
        kind: "call:ended",
        externalId: call!.externalId!,
        direction: "incoming",
        clientNumber: number,
        extension: "101",
        disposition: "answered",
      },
    },
  ]);
  expect(await stored(id)).toMatchObject(open);
});

it("moves the callback that they have opened since, and no other promise", async () => {
  const { id, dueAt } = await talkBefore();
  const missed = { numberRaw: number, e164: number, openKey: `number:${number}`, kind: "missed" };
  const waits = { waitingSince: new Date(), dueAt: new Date(), missedCount: 1 };
  const since = await db().callback.create({ data: { ...missed, ...waits } });
  expect((await keepPromise(id, olena)).ids).toEqual([since.id]);
  expect(await stored(since.id)).toMatchObject({ dueAt, waitingSince: dueAt });
  await expect(keepPromise(id, olena)).rejects.toMatchObject({ code: "closed" });
});

it("is nothing for a callback that a person has closed", async () => {
  const { id } = await talkBefore();
  await db().callback.update({ where: { id }, data: { closedReason: "done" } });
  await expect(keepPromise(id, olena)).rejects.toMatchObject({ code: "closed" });
});
