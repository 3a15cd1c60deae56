import { beforeAll, describe, expect, it } from "vitest";
import { setContactScope, type Viewer } from "#lib/auth/policy";
import { addContact, openOffice } from "#lib/testing/kit/office";
import { notesHolding } from "./find-notes";
import { search } from "./search";

const office = await openOffice({
  people: { olena: { extension: "101" }, ivan: { extension: "102" }, boss: { role: "manager" } },
});
const olena: Viewer = { id: office.people.olena, role: "sales" };
const ivan: Viewer = { id: office.people.ivan, role: "sales" };
const boss: Viewer = { id: office.people.boss, role: "manager" };
const limits = { contacts: 8, companies: 4, calls: 5, notes: 4 };
let emma: string;
let talk: string;

beforeAll(async () => {
  emma = await addContact("Emma Foster", "+442079460001", olena.id);
  const ringing = { kind: "call:ringing", direction: "incoming", extension: "101" } as const;
  const call = await office.record({
    ...ringing,
    externalId: "1",
    clientNumber: "+442079460555",
  });
  talk = call.id;
  await office.db.note.createMany({
    data: [
      { contactId: emma, userId: olena.id, text: "Wants instalments over 3 months" },
      { contactId: emma, userId: ivan.id, text: "Ждёт счёт, рассрочку ОБСУДИЛИ" },
      { callId: talk, userId: olena.id, text: "Asked about delivery to Lviv, 100% sure" },
      { contactId: emma, userId: olena.id, text: "Gone instalments", deletedAt: new Date() },
    ],
  });
});

const texts = async (user: Viewer, q: string) =>
  (await notesHolding(user, q, 10)).map(({ text }) => text.split(" ")[0]);

it.each([
  ["instalments", "Wants"],
  ["MONTHS wants", "Wants"],
  ["stalm", "Wants"],
  ["ждет счет", "Ждёт"],
  ["обсудили", "Ждёт"],
  ["100%", "Asked"],
])("%s is found in a note", async (q, first) => {
  expect(await texts(boss, q)).toEqual([first]);
});

it.each(["nothing", "3", "in", "stalments wonts", "%%%", '"""', "\\\\\\", "___"])(
  "%j finds none",
  async (q) => expect(await texts(boss, q)).toEqual([]),
);

it("follows a note as it is edited, deleted and restored, and comes latest first", async () => {
  const { id } = await office.db.note.create({ data: { contactId: emma, text: "about cabbage" } });
  await office.db.note.create({ data: { contactId: emma, text: "more cabbage" } });
  expect(await texts(boss, "cabbage")).toEqual(["more", "about"]);
  await office.db.note.update({ where: { id }, data: { text: "about carrots" } });
  expect(await texts(boss, "cabbage")).toEqual(["more"]);
  await office.db.note.update({ where: { id }, data: { deletedAt: new Date() } });
  expect(await texts(boss, "carrots")).toEqual([]);
  await office.db.note.update({ where: { id }, data: { deletedAt: null } });
  expect(await texts(boss, "carrots")).toEqual(["about"]);
});

describe("within reach", () => {
  it("a note of a call goes with the call", async () => {
    expect(await texts(olena, "delivery")).toEqual(["Asked"]);
    expect(await texts(ivan, "delivery")).toEqual([]);
  });

  it("a contact's note goes with the contact", async () => {
    expect(await texts(ivan, "instalments")).toEqual(["Wants"]);
    await setContactScope("own");
    expect(await texts(ivan, "instalments")).toEqual([]);
    expect(await texts(olena, "instalments")).toEqual(["Wants"]);
    await setContactScope("all");
  });

  it("and none of a contact in the bin", async () => {
    await office.db.contact.update({ where: { id: emma }, data: { deletedAt: new Date() } });
    expect(await texts(boss, "instalments")).toEqual([]);
    await office.db.contact.update({ where: { id: emma }, data: { deletedAt: null } });
  });
});

it("the palette shows whose they are, and what stands around the words", async () => {
  const { notes } = await search(olena, "lviv", limits);
  expect(notes).toMatchObject([
    {
      excerpt: "Asked about delivery to Lviv, 100% sure",
      contact: null,
      number: { e164: "+442079460555" },
    },
  ]);
  expect((await search(olena, "instalments", limits)).notes).toMatchObject([
    { contact: { id: emma, name: "Emma Foster" } },
  ]);
});

it("frequent words are answered from the latest notes, few of them", async () => {
  const data = Array.from({ length: 1_200 }, (_, index) => ({
    contactId: emma,
    text: `called again, ${String(index)}`,
  }));
  await office.db.note.createMany({ data });
  expect(await texts(boss, "again called")).toHaveLength(10);
});
