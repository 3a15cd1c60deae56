import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { salesPerson } from "#lib/testing/kit/office";
import type { Viewer } from "#lib/auth/policy";
import { recordCallEvents } from "#lib/calls/record-call-events";
import { matchContacts } from "#lib/numbers/match-contacts";
import { whereWent } from "./queries";
import { direct, directSlot, type DirectTx } from "#lib/db/direct";
import { createTestDatabase, type TestDatabase } from "#lib/testing/kit/test-database";
import { parsePhoneNumber } from "#lib/numbers/phone-number";
import { mergeContacts } from "./merge-contacts";
import { undoMerge } from "./undo-merge";

let test: TestDatabase;
let connectionId: string;
let actor: Viewer;
beforeAll(async () => {
  test = await createTestDatabase();
  const connection = { slug: "office", provider: "prostie-zvonki", name: "Office", settings: "{}" };
  connectionId = (await test.db.connection.create({ data: connection })).id;
  const person = { email: "o@x.test", name: "Olena", role: "sales", passwordHash: "-" };
  actor = salesPerson((await test.db.user.create({ data: person })).id);
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.db.callback.deleteMany();
  await test.db.call.deleteMany();
  await test.db.contactMerge.deleteMany();
  await test.db.contact.deleteMany();
});

const now = new Date("2026-11-01T10:00:00Z");

async function contact(name: string, numbers: string[], more: object = {}): Promise<string> {
  const typed = numbers.map((raw, position) => ({ ...parsePhoneNumber(raw, "RU"), position }));
  const data = { name, searchText: name, numbers: { create: typed }, ...more };
  return (await test.db.contact.create({ data })).id;
}

async function call(
  contactId: string | null,
  clientE164: string,
  startedAt = now,
): Promise<string> {
  const about = { connectionId, contactId, clientE164, clientRaw: clientE164, startedAt };
  const data = { ...about, direction: "incoming", state: "ended" };
  return (await test.db.call.create({ data })).id;
}

const email = (address: string) => ({ create: { address, key: address } });

/** Everything a contact has, but for when it was written. */
async function whole(id: string) {
  return test.db.contact.findUniqueOrThrow({
    where: { id },
    omit: { updatedAt: true },
    include: {
      numbers: { orderBy: { id: "asc" } },
      emails: { orderBy: { id: "asc" } },
      tags: { orderBy: { tagId: "asc" } },
      notes: { select: { id: true, text: true } },
      calls: { select: { id: true }, orderBy: { id: "asc" } },
      sms: { select: { id: true } },
      leads: { select: { id: true } },
      callbacks: { omit: { version: true, contactId: true }, orderBy: { id: "asc" } },
      chosenFor: { select: { e164: true } },
    },
  });
}

/** Two contacts with something of everything; they share a number. */
async function pair() {
  const tag = (name: string) => ({
    tag: { connectOrCreate: { where: { nameKey: name }, create: { name, nameKey: name } } },
  });
  const kept = await contact("Пётр Соколов", ["+7 343 011 22 33"], {
    note: "prefers mornings",
    emails: email("p@x.test"),
    tags: { create: [tag("vip")] },
  });
  const gone = await contact("Петр Соколов", ["8 343 011 22 33", "+7 343 011 22 44"], {
    note: "prefers evenings",
    source: "fair",
    doNotCall: true,
    emails: email("work@x.test"),
    tags: { create: [tag("vip"), tag("north")] },
    notes: { create: { text: "asked for a price" } },
  });
  await call(kept, "+73430112233");
  await call(gone, "+73430112244");
  // Two calls of one number at one moment would be two telephones of a group.
  const nobodys = await call(null, "+73430112233", new Date(now.getTime() + 60_000));
  const about = { connectionId, extension: "101", numberRaw: "1", text: "hi", state: "sent" };
  await test.db.sms.create({ data: { ...about, contactId: gone, createdAt: now } });
  await test.db.lead.create({ data: { connectionId, numberRaw: "1", contactId: gone } });
  await test.db.numberChoice.create({ data: { e164: "+74950170099", contactId: gone } });
  const waiting = { kind: "missed", numberRaw: "1", missedCount: 2 };
  for (const [contactId, hour] of [
    [kept, 12],
    [gone, 11],
  ] as const) {
    const at = new Date(now.getTime() + hour * 3_600_000);
    await test.db.callback.create({
      data: { ...waiting, contactId, openKey: `contact:${contactId}`, waitingSince: at, dueAt: at },
    });
  }
  return { kept, gone, nobodys };
}

const merged = async (input: { keptId: string; goneId: string; take?: "note"[] }) => {
  const result = await mergeContacts({ take: [], ...input }, actor);
  if (typeof result === "string") throw new Error(result);
  return result;
};

it("keeps everything both had, by choice and without losing the other's words", async () => {
  const { kept, gone, nobodys } = await pair();
  await merged({ keptId: kept, goneId: gone, take: ["note"] });
  const one = await whole(kept);
  expect(one).toMatchObject({ name: "Пётр Соколов", note: "prefers evenings", source: "fair" });
  expect(one.doNotCall).toBe(true);
  expect(one.numbers.map(({ e164 }) => e164).sort()).toEqual(["+73430112233", "+73430112244"]);
  expect(one.emails.map(({ key }) => key).sort()).toEqual(["p@x.test", "work@x.test"]);
  expect(one.tags).toHaveLength(2);
  expect(one.calls.map(({ id }) => id)).toContain(nobodys);
  expect(one.calls).toHaveLength(3);
  expect([one.notes.length, one.sms.length, one.leads.length, one.chosenFor.length]).toEqual([
    1, 1, 1, 1,
  ]);
  expect(one.searchText).toContain("work@x.test");
  const open = one.callbacks.filter(({ closedAt }) => closedAt === null);
  expect(open).toMatchObject([{ openKey: `contact:${kept}`, missedCount: 3 }]);
  // Since the first of their missed calls.
  expect(open[0]?.waitingSince).toEqual(now);

  const [change] = await test.db.contactChange.findMany({ where: { contactId: kept } });
  expect(JSON.parse(change!.fields!)).toMatchObject({
    name: { from: "Петр Соколов", to: "Пётр Соколов" },
    note: { from: "prefers mornings", to: "prefers evenings" },
    source: { from: null, to: "fair" },
    doNotCall: { from: false, to: true },
    tags: { from: ["vip"], to: ["north", "vip"] },
    emails: { to: [{ address: "p@x.test" }, { address: "work@x.test" }] },
  });
  expect(await whereWent(gone)).toBe(kept);
  expect(await matchContacts(test.db, "+73430112244")).toMatchObject([{ id: kept }]);
});

it("is undone to the letter, also after new calls, which stay with the kept one", async () => {
  const { kept, gone } = await pair();
  const before = [await whole(kept), await whole(gone)];
  const { mergeId } = await merged({ keptId: kept, goneId: gone });
  const late = await call(kept, "+73430112244");
  expect(await undoMerge(mergeId, actor)).toMatchObject({ keptId: kept, goneId: gone });
  const after = await whole(kept);
  expect(after.calls.map(({ id }) => id)).toContain(late);
  after.calls = after.calls.filter(({ id }) => id !== late);
  // What a contact is found by is written anew, by today's rules.
  const searchText = expect.any(String) as string;
  expect([after, await whole(gone)]).toEqual(before.map((one) => ({ ...one, searchText })));
  expect(await undoMerge(mergeId, actor)).toBe("not-found");
});

it("undoing takes nobody's later words away, whatever was edited in between", async () => {
  const { kept, gone } = await pair();
  const numbers = (await whole(gone)).numbers;
  const { mergeId } = await merged({ keptId: kept, goneId: gone });
  await test.db.contact.update({ where: { id: kept }, data: { name: "Пётр Ильич" } });
  // An edit writes the list anew, under new ids.
  const rows = await test.db.contactNumber.findMany({
    where: { contactId: kept },
    omit: { id: true },
  });
  await test.db.contactNumber.deleteMany({ where: { contactId: kept } });
  for (const data of rows) await test.db.contactNumber.create({ data });
  await undoMerge(mergeId, actor);
  const [one, other] = [await whole(kept), await whole(gone)];
  expect(one).toMatchObject({ name: "Пётр Ильич", source: null, doNotCall: false });
  expect(one.numbers.map(({ e164 }) => e164)).toEqual(["+73430112233"]);
  expect(other.numbers).toEqual(numbers);
});

it("merges in a row lead to the last, and are undone from the last", async () => {
  const [a, b, c] = [await contact("A", []), await contact("B", []), await contact("C", [])];
  const first = await merged({ keptId: b, goneId: a });
  const second = await merged({ keptId: c, goneId: b });
  expect(await whereWent(a)).toBe(c);
  expect(await undoMerge(first.mergeId, actor)).toBe("merged-on");
  await undoMerge(second.mergeId, actor);
  await undoMerge(first.mergeId, actor);
  expect(await whereWent(a)).toBeNull();
});

it("two at once: one of them happens", async () => {
  const [a, b] = [await contact("A", ["+73430115501"]), await contact("B", ["+73430115502"])];
  const results = await Promise.all([
    mergeContacts({ keptId: a, goneId: b, take: [] }, actor),
    mergeContacts({ keptId: b, goneId: a, take: [] }, actor),
    mergeContacts({ keptId: a, goneId: b, take: [] }, actor),
  ]);
  expect(results.filter((result) => result === "not-found")).toHaveLength(2);
  const alive = await test.db.contact.findMany({ where: { deletedAt: null } });
  expect(alive).toHaveLength(1);
  expect(await test.db.contactNumber.count({ where: { contactId: alive[0]!.id } })).toBe(2);
});

it("while calls are being written, all end up with the one that stayed", async () => {
  const source = { connectionId, slug: "office", country: "RU" };
  for (let round = 0; round < 8; round++) {
    const e164 = `+734301166${String(round).padStart(2, "0")}`;
    const [kept, gone] = [await contact("Kept", []), await contact("Gone", [e164])];
    const ring = (externalId: string) =>
      recordCallEvents([
        {
          event: {
            kind: "call:ringing",
            externalId,
            direction: "incoming",
            clientNumber: e164,
            extension: "101",
          },
          source,
          receivedAt: new Date(),
        },
      ]);
    const rings = [0, 1, 2, 3].map((n) => ring(`${round}-${n}`));
    await Promise.all([...rings, merged({ keptId: kept, goneId: gone }), ring(`${round}-late`)]);
    const calls = await test.db.call.findMany({ where: { clientE164: e164 } });
    expect(calls.map(({ contactId }) => contactId)).toEqual(Array(5).fill(kept));
  }
});

// On SQLite nobody merges while somebody else writes.
if (process.env.TEST_DIALECT === "postgresql") {
  it("a call whose writer looked before the merge and writes after it is looked up again", async () => {
    const [kept, gone] = [await contact("Kept", []), await contact("Gone", ["+73430117701"])];
    const real = direct();
    let between = () => merged({ keptId: kept, goneId: gone }) as Promise<unknown>;
    directSlot.set({
      ...real,
      transaction: (work) =>
        real.transaction((tx) =>
          work({
            ...tx,
            rows: async (...asked: Parameters<DirectTx["rows"]>) => {
              const found = await tx.rows(...asked);
              if (asked[0].includes("NumberChoice")) {
                await between();
                between = () => Promise.resolve();
              }
              return found as never;
            },
          }),
        ),
    });
    const source = { connectionId, slug: "office", country: "RU" };
    const about = {
      direction: "incoming",
      clientNumber: "+73430117701",
      extension: "101",
    } as const;
    const event = { kind: "call:ringing", externalId: "between", ...about } as const;
    await recordCallEvents([{ event, source, receivedAt: new Date() }]);
    directSlot.set(real);
    const written = await test.db.call.findFirstOrThrow({ where: { externalId: "between" } });
    expect(written.contactId).toBe(kept);
  });
}
