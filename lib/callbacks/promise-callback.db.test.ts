import { beforeEach, expect, test } from "vitest";
import { openOffice, salesPerson } from "#lib/testing/kit/office";
import { db } from "#lib/db/client";
import { promiseCallback } from "./promise-callback";

const office = await openOffice({ people: { olena: {}, ivan: {} } });
const { olena, ivan } = office.people;
beforeEach(async () => {
  await db().callback.deleteMany();
  await db().contact.deleteMany();
});

const at = (time: string) => new Date(`2026-11-23T${time}:00Z`);

test("a promise is a callback of the client's owner, at its time", async () => {
  const contact = await db().contact.create({
    data: {
      name: "Anna",
      searchText: "anna",
      ownerId: ivan,
      numbers: { create: { raw: "8 343 011 22 33", e164: "+73430112233", digits: "73430112233" } },
    },
  });
  await promiseCallback({ number: "+7 343 011-22-33", dueAt: at("10:00") }, salesPerson(olena));
  expect(await db().callback.findMany()).toMatchObject([
    {
      openKey: `contact:${contact.id}`,
      kind: "promised",
      e164: "+73430112233",
      ownerId: ivan,
      waitingSince: at("10:00"),
      dueAt: at("10:00"),
      version: 1,
    },
  ]);
});

test("promised again, it moves", async () => {
  const number = "+73430112234";
  const first = await promiseCallback(
    { number, dueAt: at("10:00"), note: "price" },
    salesPerson(olena),
  );
  const again = await promiseCallback(
    { number, dueAt: at("12:00"), ownerId: ivan },
    salesPerson(olena),
  );
  expect(again.id).toBe(first.id);
  expect(await db().callback.findMany()).toMatchObject([
    {
      openKey: `number:${number}`,
      dueAt: at("12:00"),
      ownerId: ivan,
      note: "price",
      version: 2,
    },
  ]);
});

test("a promise settles what was missed and tried before it", async () => {
  const number = "+73430112236";
  const { id } = await promiseCallback({ number, dueAt: at("09:00") }, salesPerson(olena));
  const missed = { missedCount: 2, attempts: 1, lastAttemptAt: at("08:00"), promisedAt: null };
  await db().callback.update({ where: { id }, data: missed });
  await promiseCallback({ number, dueAt: at("10:00") }, salesPerson(olena));
  expect(await db().callback.findMany()).toMatchObject([
    { id, dueAt: at("10:00"), missedCount: 0, attempts: 0, lastAttemptAt: null },
  ]);
});

test("two who promise at once make one", async () => {
  const number = "+73430112235";
  await Promise.all(
    Array.from({ length: 8 }, () =>
      promiseCallback({ number, dueAt: at("10:00") }, salesPerson(olena)),
    ),
  );
  expect(await db().callback.findMany()).toMatchObject([{ version: 8 }]);
});

test("nobody can be called back without a number", async () => {
  const contact = await db().contact.create({ data: { name: "Boris", searchText: "boris" } });
  const promised = promiseCallback(
    { contactId: contact.id, dueAt: at("10:00") },
    salesPerson(olena),
  );
  await expect(promised).rejects.toMatchObject({ code: "no-number" });
});

test("who hides the number is called back on the contact's own, or not at all", async () => {
  const { connectionId } = office.connections.office;
  const callFrom = (clientRaw: string, contactId: string | null) =>
    db().call.create({
      data: {
        connectionId,
        direction: "incoming",
        state: "ended",
        clientRaw,
        contactId,
        startedAt: at("09:00"),
        requestedById: olena,
      },
    });
  const numbers = {
    create: { raw: "8 343 011 22 36", e164: "+73430112236", digits: "73430112236" },
  };
  const vera = await db().contact.create({ data: { name: "Vera", searchText: "vera", numbers } });
  const known = await callFrom("anonymous", vera.id);
  await promiseCallback({ callId: known.id, dueAt: at("10:00") }, salesPerson(olena));
  expect(await db().callback.findMany()).toMatchObject([
    { contactId: vera.id, numberRaw: "8 343 011 22 36", e164: "+73430112236" },
  ]);

  for (const word of ["anonymous", "Restricted", "Номер скрыт"]) {
    const stranger = await callFrom(word, null);
    const nobody = { dueAt: at("10:00") };
    for (const client of [{ callId: stranger.id }, { number: word }]) {
      await expect(
        promiseCallback({ ...client, ...nobody }, salesPerson(olena)),
      ).rejects.toMatchObject({ code: "no-number" });
    }
  }
});
