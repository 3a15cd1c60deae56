import { beforeEach, describe, expect, it } from "vitest";
import { recordCallEvents } from "#lib/calls/record-call-events";
import { createContact } from "#lib/contacts/save-contact";
import { contactInput } from "#lib/contacts/contact-input";
import { directOn, db, transaction } from "#lib/db/client";
import { openOffice, salesPerson } from "#lib/testing/kit/office";
import { storeLead } from "#lib/leads/store-lead";
import {
  claimCallback,
  closeCallback,
  handOverCallback,
  postponeCallback,
  releaseCallback,
  reopenCallback,
} from "./change-callback";
import { joinCallbacks } from "./join-callbacks";
import { promiseCallback } from "./promise-callback";

const office = await openOffice({ people: { olena: {}, ivan: {} } });
const { olena, ivan } = office.people;
const source = office.connections.office;
const number = "+73430000001";
const minute = 60_000;

beforeEach(async () => {
  for (const table of ["callback", "call", "lead", "contact"] as const) {
    await (db()[table] as { deleteMany(): Promise<unknown> }).deleteMany();
  }
});

let ids = 0;
/** @param ago when it was over, in minutes */
async function call(
  kind: "missed" | "reached" | "tried",
  options: { ago: number; from?: string },
): Promise<void> {
  const at = new Date(Date.now() - options.ago * minute).toISOString();
  const event = {
    kind: "call:ended",
    externalId: `call-${ids++}`,
    extension: "101",
    clientNumber: options.from ?? number,
    at,
    startedAt: at,
    endedAt: at,
    replayed: true,
    direction: kind === "missed" ? "incoming" : "outgoing",
    disposition: kind === "reached" ? "answered" : "no-answer",
  } as const;
  await recordCallEvents([{ source, event, receivedAt: new Date() }]);
}
const open = () => db().callback.findMany({ where: { closedAt: null } });
const only = async () => (await open())[0]!;

describe("a claim", () => {
  it("has one winner, whoever presses at the same moment", async () => {
    await call("missed", { ago: 5 });
    const { id } = await only();
    const both = await Promise.allSettled([
      claimCallback(id, salesPerson(olena)),
      claimCallback(id, salesPerson(ivan)),
    ]);
    const refused = both.find((one) => one.status === "rejected");
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const winner = (await only()).claimedById === olena ? "olena" : "ivan";
    expect(refused?.reason).toMatchObject({ code: "claimed", message: winner });
  });

  it("ends by itself, by its owner, and with an attempt", async () => {
    await call("missed", { ago: 5 });
    const { id } = await only();
    await claimCallback(id, salesPerson(olena));
    await releaseCallback(id, salesPerson(ivan));
    expect((await only()).claimedById).toBe(olena);
    await db().callback.updateMany({ data: { claimedUntil: new Date(Date.now() - 1) } });
    await claimCallback(id, salesPerson(ivan));
    await call("tried", { ago: 1 });
    expect(await only()).toMatchObject({ claimedById: null, attempts: 1 });
  });

  it("of a client somebody talks with is refused", async () => {
    await call("missed", { ago: 5 });
    const { id } = await only();
    await call("reached", { ago: 1 });
    await expect(claimCallback(id, salesPerson(olena))).rejects.toMatchObject({ code: "closed" });
  });
});

describe("what is done", () => {
  it("can be undone", async () => {
    await call("missed", { ago: 5 });
    const { id } = await only();
    await closeCallback(id, "done", salesPerson(olena));
    expect(await open()).toEqual([]);
    await reopenCallback(id, salesPerson(olena));
    expect(await open()).toMatchObject([{ id, missedCount: 1, closedReason: null }]);
  });

  it("joins what the client has waited for since, when it is undone", async () => {
    await call("missed", { ago: 5 });
    const first = await only();
    await closeCallback(first.id, "not-needed", salesPerson(olena));
    await call("missed", { ago: -1 });
    const second = await only();
    expect(second).toMatchObject({ missedCount: 1 });
    const { ids } = await reopenCallback(first.id, salesPerson(olena));
    expect(ids).toEqual([first.id, second.id]);
    expect(await open()).toMatchObject([
      { id: second.id, missedCount: 2, waitingSince: first.waitingSince },
    ]);
  });

  it("by a talk can't", async () => {
    await call("missed", { ago: 5 });
    const { id } = await only();
    await call("reached", { ago: 1 });
    await expect(reopenCallback(id, salesPerson(olena))).rejects.toMatchObject({ code: "closed" });
  });
});

it("who calls again while it is put off waits anew", async () => {
  await call("missed", { ago: 5 });
  const { id } = await only();
  await postponeCallback(id, new Date(Date.now() + 60 * minute), salesPerson(olena));
  await handOverCallback(id, ivan, salesPerson(olena));
  expect(await only()).toMatchObject({ ownerId: ivan, postponedUntil: expect.any(Date) });
  await call("missed", { ago: 1 });
  expect(await only()).toMatchObject({ ownerId: ivan, postponedUntil: null, missedCount: 2 });
});

describe("a promise", () => {
  it("outlives the talk in which it was made, and is kept by a talk at its time", async () => {
    await promiseCallback(
      { number, dueAt: new Date(Date.now() + 120 * minute) },
      salesPerson(olena),
    );
    await call("reached", { ago: 0 });
    expect(await open()).toHaveLength(1);
    await call("reached", { ago: -90 });
    expect(await open()).toEqual([]);
  });

  it("is due at once when the client calls before, and is missed", async () => {
    const dueAt = new Date(Date.now() + 120 * minute);
    await promiseCallback({ number, dueAt }, salesPerson(olena));
    await call("missed", { ago: -1 });
    const row = await only();
    expect(row).toMatchObject({ kind: "promised", missedCount: 1, waitingSince: dueAt });
    expect(row.dueAt.getTime()).toBeLessThan(dueAt.getTime());
    await call("reached", { ago: -2 });
    expect(await only()).toMatchObject({ missedCount: 0, dueAt });
  });

  it("replaces the wait of who was missed before", async () => {
    await call("missed", { ago: 5 });
    const dueAt = new Date(Date.now() + 120 * minute);
    await promiseCallback({ number, dueAt }, salesPerson(olena));
    await call("tried", { ago: 0 });
    expect(await open()).toMatchObject([{ kind: "missed", dueAt }]);
  });
});

describe("a form on the site", () => {
  const send = () => storeLead(source, { name: "Anna", number, title: "Prices", page: null });

  it("is a callback until somebody talks with them", async () => {
    const { id } = await send();
    expect(await open()).toMatchObject([{ kind: "lead", leadId: id, openKey: `number:${number}` }]);
    await call("tried", { ago: -1 });
    await call("reached", { ago: -2 });
    expect(await open()).toEqual([]);
  });

  it("is added to the one who waits already", async () => {
    await call("missed", { ago: 5 });
    const { id } = await send();
    expect(await open()).toMatchObject([{ kind: "missed", leadId: id, missedCount: 1 }]);
  });
});

describe("whose client it is", () => {
  const contact = (numbers: string[], ownerId = "") =>
    createContact(
      contactInput.parse({ name: "Anna", ownerId, numbers: numbers.map((raw) => ({ raw })) }),
      { id: olena, role: "sales" },
    );

  it("is known as soon as the contact is written down", async () => {
    await call("missed", { ago: 5 });
    const { id: callback } = await only();
    const { id, callbackIds } = await contact([number], ivan);
    expect(callbackIds).toEqual([callback]);
    expect(await open()).toMatchObject([
      { openKey: `contact:${id}`, contactId: id, ownerId: ivan, missedCount: 1 },
    ]);
    await call("missed", { ago: 1 });
    expect(await open()).toMatchObject([{ missedCount: 2 }]);
  });

  it("joins the callbacks of all their numbers", async () => {
    const other = "+73430000002";
    await call("missed", { ago: 5 });
    await call("missed", { ago: 4, from: other });
    await promiseCallback({ number: other, dueAt: new Date(), note: "price" }, salesPerson(olena));
    expect(await open()).toHaveLength(2);
    await contact([number, other]);
    expect(await open()).toMatchObject([{ note: "price", promisedAt: expect.any(Date) }]);
    expect(await db().callback.count({ where: { closedReason: "merged" } })).toBe(1);
  });

  it("moves with the contact that goes into another", async () => {
    const [kept, gone] = [await contact(["+73430000009"]), await contact([number])];
    await call("missed", { ago: 5 });
    await transaction(async (tx) => {
      const contactId = kept.id;
      await tx.contactNumber.updateMany({ where: { contactId: gone.id }, data: { contactId } });
      await tx.call.updateMany({ where: { contactId: gone.id }, data: { contactId } });
      await joinCallbacks(directOn(tx), { contacts: [gone.id], into: kept.id });
    });
    expect(await open()).toMatchObject([{ openKey: `contact:${kept.id}`, missedCount: 1 }]);
  });
});
