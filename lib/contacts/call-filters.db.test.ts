import { beforeAll, describe, expect, it } from "vitest";
import { day } from "#lib/base/duration";
import { neverCalled } from "#lib/calls/contact-calls";
import { fillContactCalls } from "#lib/calls/fill-contact-calls";
import { directTransaction } from "#lib/db/client";
import { addContact, openOffice, salesPerson } from "#lib/testing/kit/office";
import { contactInput } from "./contact-input";
import { contactRows } from "./contact-rows";
import { mergeContacts } from "./duplicates/merge-contacts";
import { undoMerge } from "./duplicates/undo-merge";
import { relinkNumbers, unlinkContacts } from "./link-rows";
import { listContacts } from "./list-contacts";
import type { Column, ListOptions } from "./list-options";
import { toListPage } from "./list-rows";
import { listOptions } from "./list-schema";
import { readContacts } from "./queries";
import { createContact } from "./save-contact";

const office = await openOffice({ people: { anna: {} } });
const me = salesPerson(office.people.anna);
const { connectionId } = office.connections.office;
const agreed = "01900000-0000-7000-8000-000000000001";
/** All days are counted from here: a midnight may come between. */
const today = Date.now();
const daysAgo = (days: number) => new Date(today - days * day);
const dayOf = (days: number) => daysAgo(days).toISOString().slice(0, 10);

let made = 0;
async function called(contactId: string, days: number, over: object = {}): Promise<void> {
  const attempt = { direction: "outgoing", state: "ended", disposition: "no-answer" };
  const about = { connectionId, contactId, startedAt: daysAgo(days), externalId: `c-${++made}` };
  await office.db.call.create({
    data: { ...about, ...attempt, clientRaw: "1", requestedById: me.id, ...over },
  });
}
const talk = { disposition: "answered", direction: "incoming" };

beforeAll(async () => {
  const [a, b, c] = await Promise.all(
    ["a", "b", "c"].map((name, index) => addContact(`Client ${name}`, `+7343011220${index}`)),
  );
  await createContact(contactInput.parse({ name: "Client d" }), me);
  await called(a!, 40, { ...talk, outcomeId: agreed });
  await called(a!, 20);
  await called(a!, 10);
  await called(b!, 100, talk);
  await called(c!, 5);
  await office.db.contactCalls.deleteMany({ where: { calledAt: neverCalled } });
  await fillContactCalls();
});

const list = async (over: Partial<ListOptions>) =>
  listContacts(listOptions.parse({ ...over, columns: "" }), me);
const names = async (over: Partial<ListOptions>) =>
  (await list(over)).contacts.map(({ name }) => name.at(-1)).join("");

describe.each(["few", "many"])("filters about calls, when they leave %s", (size) => {
  // With many, a list walks along its own order.
  beforeAll(async () => {
    if (size === "few") return;
    for (let index = 0; index < 501; index++) {
      const name = `Z ${index}`;
      const many = { calledAt: neverCalled, talkedAt: daysAgo(35), attempts: 3, outcomeId: agreed };
      await office.db.contact.create({
        data: { name, searchText: name.toLowerCase(), called: { create: many } },
      });
    }
  });

  it.each<[Partial<ListOptions>, string]>([
    [{}, "abcd"],
    [{ notCalled: "never" }, "d"],
    [{ notCalled: "7" }, "abd"],
    [{ notCalled: "30" }, "bd"],
    [{ talkedSince: dayOf(50) }, "a"],
    [{ talkedBefore: dayOf(50) }, "b"],
    [{ talkedSince: dayOf(101), talkedBefore: dayOf(30) }, "ab"],
    [{ outcome: agreed }, "a"],
    [{ attempts: "1" }, "ac"],
    [{ attempts: "2" }, "a"],
    [{ attempts: "1", notCalled: "7" }, "a"],
  ])("%j leave %j", async (over, left) => {
    expect(await names({ ...over, q: "client" })).toBe(left);
  });
});

it("what makes no sense is left aside", () => {
  const nonsense = { notCalled: "0", talkedSince: "soon", outcome: "good", attempts: "-1" };
  expect(listOptions.parse(nonsense)).toEqual(listOptions.parse({}));
});

it("lists, the REST API and files show what the calls come to", async () => {
  const columns: Column[] = ["called", "talked", "outcome", "attempts"];
  const { rows } = toListPage(await list({ q: "client" }), columns, ({ key }) => `<${key}>`);
  const outcome = { id: agreed, key: "agreed", name: null };
  expect(rows[0]).toMatchObject({ cells: { attempts: "2", outcome: "<agreed>" } });
  expect(rows[0]!.cells.talked!.slice(0, 10)).toBe(dayOf(40));
  expect(rows[3]).toMatchObject({ cells: { called: null, talked: null, attempts: null } });

  const { contacts } = await readContacts(me, { limit: 100 });
  const first = contacts.find(({ name }) => name === "Client a");
  expect(first!.calls).toMatchObject({ attempts: 2, outcome });

  const file: string[][] = [];
  const where = listOptions.parse({ q: "client" });
  for await (const row of contactRows(where, me, { locale: "en", zone: "UTC" })) file.push(row);
  const cell = (heading: string) =>
    file.find(([name]) => name === "Client a")![
      file[0]!.findIndex((one) => one.startsWith(heading))
    ];
  expect(cell("Last talk")!.slice(0, 10)).toBe(dayOf(40));
  expect(cell("Last called")!.slice(0, 10)).toBe(dayOf(10));
  expect(cell("Last outcome")).toBe("Agreed");
  expect(cell("Attempts since the last talk")).toBe("2");
});

it("goes along when calls change hands", async () => {
  const all = () => office.db.contactCalls.findMany({ orderBy: { contactId: "asc" } });
  const anew = async () => {
    const before = await all();
    await office.db.contactCalls.deleteMany();
    await fillContactCalls();
    expect(before).toEqual(await all());
  };
  await office.db.contact.deleteMany({ where: { name: { startsWith: "Z" } } });
  const kept = await addContact("Kept", "+73430119901");
  const gone = await addContact("Gone", "+73430119902");
  await called(kept, 3);
  await called(gone, 2, { ...talk, clientE164: "+73430119902" });
  await office.db.contactCalls.deleteMany({ where: { contactId: { in: [kept, gone] } } });
  await fillContactCalls();
  const merged = await mergeContacts({ keptId: kept, goneId: gone, take: [] }, me);
  expect(
    await office.db.contactCalls.findUniqueOrThrow({ where: { contactId: kept } }),
  ).toMatchObject({ attempts: 0, talkedAt: expect.any(Date) as Date });
  await anew();
  await undoMerge((merged as { mergeId: string }).mergeId, me);
  await anew();
  await directTransaction((tx) => unlinkContacts(tx, [gone]));
  await anew();
  await directTransaction((tx) => relinkNumbers(tx, ["+73430119902"]));
  await anew();
  expect(
    await office.db.contactCalls.findUniqueOrThrow({ where: { contactId: gone } }),
  ).toMatchObject({ talkedAt: expect.any(Date) as Date });
});
