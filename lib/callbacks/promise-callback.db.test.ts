import { beforeEach, expect, test } from "vitest";
import { openOffice, salesPerson } from "#lib/testing/kit/office";
import { db } from "#lib/db/client";
import { promiseCallback } from "./promise-callback";

const { olena, ivan } = (await openOffice({ people: { olena: {}, ivan: {} } })).people;
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
  expect(again).toBe(first);
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
