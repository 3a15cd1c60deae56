/** What is owed to a client and is no call stands beside the callback, and no call settles it. */
import { beforeEach, expect, test } from "vitest";
import { clientFacts } from "#lib/card/client-facts";
import { mergeContacts } from "#lib/contacts/duplicates/merge-contacts";
import { undoMerge } from "#lib/contacts/duplicates/undo-merge";
import { db, directTransaction } from "#lib/db/client";
import { openOffice, salesPerson } from "#lib/testing/kit/office";
import { closeCallback, postponeCallback, reopenCallback } from "./change-callback";
import { joinCallbacks } from "./join-callbacks";
import { promiseCallback } from "./promise-callback";

const office = await openOffice({ people: { olena: { extension: "101" }, ivan: {} } });
const olena = salesPerson(office.people.olena);
const number = "+73430112233";
const soon = new Date(Date.now() + 3_600_000);

beforeEach(async () => {
  await db().callback.deleteMany();
  await db().contactMerge.deleteMany();
  await db().contact.deleteMany();
});

async function contact(name: string, numbers: string[] = [number]): Promise<string> {
  const create = numbers.map((raw) => ({ raw, e164: raw, digits: raw.slice(1) }));
  const data = { name, searchText: name.toLowerCase(), numbers: { create } };
  return (await db().contact.create({ data })).id;
}
const stored = (id: string) => db().callback.findUniqueOrThrow({ where: { id } });
async function write(client: object, note?: string): Promise<string> {
  const promised = { ...client, dueAt: soon, task: "message" as const, ...(note && { note }) };
  return (await promiseCallback(promised, olena)).id;
}

/** A call of the client's that ends now. */
function call(disposition: "answered" | "no-answer") {
  const at = new Date().toISOString();
  const [startedAt, endedAt] = [at, at];
  return office.record({
    kind: "call:ended",
    externalId: `call-${disposition}`,
    clientNumber: number,
    extension: "101",
    direction: "incoming",
    disposition,
    startedAt,
    endedAt,
    at,
    replayed: true,
  });
}

test("tasks stand beside each other and beside the callback, also without a number", async () => {
  const contactId = await contact("Anna", []);
  const offer = await write({ contactId }, "the offer");
  const list = await write({ contactId }, "the list");
  expect(await stored(offer)).toMatchObject({ openKey: `task:${offer}`, note: "the offer" });
  expect(await stored(list)).toMatchObject({ openKey: `task:${list}`, ownerId: olena.id });
  const { callback, tasks } = await clientFacts(olena, { contactId });
  expect(callback).toBeNull();
  expect(tasks.map(({ task, note }) => [task, note])).toEqual([
    ["message", "the offer"],
    ["message", "the list"],
  ]);
});

test("done, not needed, postponed and undone like others", async () => {
  const id = await write({ number });
  await postponeCallback(id, new Date(Date.now() + 7_200_000), olena);
  await closeCallback(id, "done", olena);
  expect(await stored(id)).toMatchObject({ openKey: null, closedReason: "done" });
  await reopenCallback(id, olena);
  expect(await stored(id)).toMatchObject({ openKey: `task:${id}`, closedAt: null });
});

test("the number's new contact gets them; a merge takes them along, and gives them back", async () => {
  const id = await write({ number });
  const gone = await contact("Anna");
  await directTransaction((tx) => joinCallbacks(tx, { numbers: [number] }));
  expect(await stored(id)).toMatchObject({ contactId: gone, openKey: `task:${id}` });
  const kept = await contact("Anna B.", []);
  const merged = await mergeContacts({ keptId: kept, goneId: gone, take: [] }, olena);
  if (typeof merged === "string") throw new Error(merged);
  expect(merged.callbackIds).toEqual([id]);
  expect(await stored(id)).toMatchObject({ contactId: kept, openKey: `task:${id}` });
  await undoMerge(merged.mergeId, olena);
  expect(await stored(id)).toMatchObject({ contactId: gone });
});

test("no call settles a task, and a task done settles no missed call", async () => {
  const contactId = await contact("Anna");
  const id = await write({ contactId });
  await call("no-answer");
  const open = await db().callback.findFirstOrThrow({ where: { task: "call" } });
  expect(open).toMatchObject({ openKey: `contact:${contactId}`, missedCount: 1 });
  await closeCallback(id, "done", olena);
  await reopenCallback(id, olena);
  expect(await stored(open.id)).toMatchObject({ closedAt: null });
  await call("answered");
  expect(await stored(open.id)).toMatchObject({ closedReason: "talked" });
  expect(await stored(id)).toMatchObject({ closedAt: null, attempts: 0, missedCount: 0 });
});

test("a stranger without a number can be promised nothing", async () => {
  const { id: connectionId } = await db().connection.findFirstOrThrow();
  const hidden = await db().call.create({
    data: {
      connectionId,
      direction: "incoming",
      state: "ended",
      clientRaw: "anonymous",
      startedAt: new Date(),
      legs: {
        create: { extension: "101", userId: olena.id, state: "ended", startedAt: new Date() },
      },
    },
  });
  await expect(write({ callId: hidden.id })).rejects.toMatchObject({ code: "no-number" });
});
