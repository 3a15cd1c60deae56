import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "#lib/auth/policy";
import { createTestDatabase, type TestDatabase } from "#lib/testing/kit/test-database";
import { readFieldChanges } from "./contact-history";
import { contactChanges, contactInput } from "./contact-input";
import type { ContactFields } from "./fields";
import { getContact } from "./queries";
import { createContact, updateContactFields } from "./save-contact";

let database: TestDatabase;
let connectionId: string;
let userId: string;
let actor: Viewer;
let colleague: Viewer;
beforeAll(async () => {
  database = await createTestDatabase();
  const connection = { slug: "main", provider: "any", name: "Main", settings: '{"country":"RU"}' };
  connectionId = (await database.db.connection.create({ data: connection })).id;
  const user = { email: "a@example.com", name: "A", role: "sales", passwordHash: "" };
  userId = (await database.db.user.create({ data: user })).id;
  actor = { id: userId, role: "sales" };
  const other = { ...user, email: "b@example.com", name: "B" };
  colleague = { id: (await database.db.user.create({ data: other })).id, role: "sales" };
});
afterAll(() => database.close());

const input = (over: object): ContactFields =>
  contactInput.parse({ name: "Аркадий", numbers: [], ...over });

async function callFrom(clientRaw: string, over: object = {}) {
  const call = await database.db.call.create({
    data: {
      connectionId,
      direction: "incoming",
      state: "ended",
      clientRaw,
      clientE164: clientRaw.startsWith("+") ? clientRaw : null,
      startedAt: new Date(),
      ...over,
    },
  });
  return call.id;
}
const read = (id: string) => database.db.call.findUniqueOrThrow({ where: { id } });

describe("a new contact", () => {
  it("is stored folded for search, its numbers understood, its company made once", async () => {
    const first = await createContact(
      input({
        name: " Фёдор ",
        company: "ООО «Мёд»",
        emails: [{ address: "F@Example.ru", label: "личная" }, { address: "" }],
        tags: ["VIP", " vip ", "мёд"],
        source: "Выставка",
        note: "любит чай",
        ownerId: userId,
        numbers: [{ raw: "8 (343) 011-00-01", label: "рабочий" }, { raw: " " }, { raw: "101" }],
      }),
      actor,
    );
    const second = await createContact(input({ company: "ооо  «мед»", tags: ["Vip"] }), actor);
    expect(await getContact(first.id, actor)).toMatchObject({
      name: "Фёдор",
      company: "ООО «Мёд»",
      email: "F@Example.ru",
      emails: [{ address: "F@Example.ru", label: "личная" }],
      tags: [{ name: "VIP" }, { name: "мёд" }],
      source: "Выставка",
      note: "любит чай",
      owner: { id: userId, name: "A" },
      numbers: [
        { raw: "8 (343) 011-00-01", e164: "+73430110001", label: "рабочий" },
        { raw: "101", e164: null, label: null },
      ],
    });
    expect(await getContact(second.id, actor)).toMatchObject({
      company: "ООО «Мёд»",
      tags: [{ name: "VIP" }],
    });
    const row = await database.db.contact.findUniqueOrThrow({ where: { id: first.id } });
    expect(row.searchText).toBe("федор ооо «мед» f@example.ru 73430110001 101");
  });

  it("takes over the earlier calls from its number, and tells which are under way", async () => {
    const ended = await callFrom("+73430110002");
    const live = await callFrom("+73430110002", { state: "ringing" });
    const other = await callFrom("+73430110003");
    const { connectionId } = await read(live);
    const about = {
      connectionId,
      extension: "101",
      text: "!",
      state: "sent",
      createdAt: new Date(),
    };
    const sms = await database.db.sms.create({
      data: { ...about, numberRaw: "83430110002", e164: "+73430110002" },
    });
    const { id, liveCallIds } = await createContact(
      input({ numbers: [{ raw: "83430110002" }] }),
      actor,
    );
    const found = await database.db.sms.findUniqueOrThrow({ where: { id: sms.id } });
    expect(found).toMatchObject({ contactId: id, version: 2 });
    expect(liveCallIds).toEqual([live]);
    expect(await read(ended)).toMatchObject({ contactId: id, version: 2 });
    expect(await read(live)).toMatchObject({ contactId: id, version: 2 });
    expect(await read(other)).toMatchObject({ contactId: null, version: 1 });
  });

  it("leaves calls open when its number is somebody else's too", async () => {
    await createContact(input({ numbers: [{ raw: "+73430110004" }] }), actor);
    const call = await callFrom("+73430110004");
    await createContact(input({ numbers: [{ raw: "+73430110004" }] }), actor);
    expect((await read(call)).contactId).toBeNull();
  });

  it("gets the call it was written down from, when that is the person's to see", async () => {
    const own = await callFrom("anonymous", { state: "active", requestedById: userId });
    const foreign = await callFrom("anonymous", { state: "active" });
    const { id, liveCallIds } = await createContact(input({}), actor, own);
    expect(liveCallIds).toEqual([own]);
    expect((await read(own)).contactId).toBe(id);
    expect((await createContact(input({}), actor, foreign)).liveCallIds).toEqual([]);
    expect((await read(foreign)).contactId).toBeNull();
    const manager = { id: userId, role: "manager" } as const;
    expect((await createContact(input({}), manager, foreign)).liveCallIds).toEqual([foreign]);
  });
});

describe("saving some fields", () => {
  const seen = async (id: string) => new Date((await getContact(id, actor))!.updatedAt);
  const history = async (id: string) => {
    const rows = await database.db.contactChange.findMany({
      where: { contactId: id },
      orderBy: [{ at: "asc" }, { id: "asc" }],
    });
    return rows.map(({ kind, userId, fields }) => [kind, userId, readFieldChanges(fields)]);
  };
  const save = (id: string, changes: object, seenAt: Date, by = actor) =>
    updateContactFields(id, contactChanges.parse(changes), seenAt, by);

  it("leaves the others alone, finds the contact by what it holds now, tells the calls under way", async () => {
    const { id } = await createContact(
      input({
        company: "Acme",
        emails: [{ address: "a@x.test" }],
        numbers: [{ raw: "+73430110005" }],
      }),
      actor,
    );
    const live = await callFrom("+73430110005", { state: "active", contactId: id });
    const unknown = await callFrom("+73430110006", { state: "ringing" });
    const numbers = [{ raw: "+73430110006", label: "new" }];
    const saved = await save(id, { name: "Борис", numbers }, await seen(id));
    if (typeof saved === "string" || "conflict" in saved) throw new Error("not saved");
    expect(saved.liveCallIds.toSorted()).toEqual([live, unknown].toSorted());
    expect((await read(live)).version).toBe(2);
    expect(await getContact(id, actor)).toMatchObject({
      name: "Борис",
      company: "Acme",
      email: "a@x.test",
      numbers: [{ e164: "+73430110006", label: "new" }],
    });
    const row = await database.db.contact.findUniqueOrThrow({ where: { id } });
    expect(row.searchText).toBe("борис acme a@x.test 73430110006");
    expect(row.companyKey).toBe("acme");
  });

  it("writes down what it was and what it became, and nothing when nothing changed", async () => {
    const { id } = await createContact(input({ tags: ["old"], note: "first" }), actor);
    await save(id, { note: "second", tags: ["old", "new"] }, await seen(id), colleague);
    await save(id, { note: "second" }, await seen(id));
    expect(await history(id)).toEqual([
      [
        "created",
        actor.id,
        {
          name: { from: null, to: "Аркадий" },
          tags: { from: null, to: ["old"] },
          note: { from: null, to: "first" },
        },
      ],
      [
        "edited",
        colleague.id,
        { tags: { from: ["old"], to: ["new", "old"] }, note: { from: "first", to: "second" } },
      ],
    ]);
  });

  it("keeps what two people saved in different fields", async () => {
    const { id } = await createContact(input({}), actor);
    const seenAt = await seen(id);
    expect(await save(id, { note: "Olena's" }, seenAt)).toMatchObject({ id });
    expect(await save(id, { source: "Ivan's" }, seenAt, colleague)).toMatchObject({ id });
    expect(await getContact(id, actor)).toMatchObject({ note: "Olena's", source: "Ivan's" });
  });

  it("overwrites nothing in the same field, however quickly one follows the other", async () => {
    const { id } = await createContact(input({ note: "plain" }), actor);
    const seenAt = await seen(id);
    expect(await save(id, { note: "Olena's" }, seenAt)).toMatchObject({ id });
    const refused = await save(id, { note: "Ivan's", source: "x" }, seenAt, colleague);
    expect(refused).toMatchObject({ conflict: { fields: ["note"], userId: actor.id } });
    expect(await getContact(id, actor)).toMatchObject({ note: "Olena's", source: null });
    expect(await save(id, { note: "Olena's" }, seenAt, colleague)).toMatchObject({ id });
    expect(await save(id, { note: "Both" }, await seen(id), colleague)).toMatchObject({ id });
  });

  it("lets one of many who save the same field at once through", async () => {
    const { id } = await createContact(input({}), actor);
    const seenAt = await seen(id);
    const answers = await Promise.all(
      ["a", "b", "c", "d"].map((note) => save(id, { note }, seenAt)),
    );
    expect(answers.filter((answer) => typeof answer === "object" && "id" in answer)).toHaveLength(
      1,
    );
    expect(await history(id)).toHaveLength(2);
  });

  it("takes the open callback along to the new owner, away from who had claimed it", async () => {
    const { id } = await createContact(input({ ownerId: actor.id }), actor);
    const waits = { kind: "missed", numberRaw: "+7", waitingSince: new Date(), dueAt: new Date() };
    const claim = { claimedById: actor.id, claimedUntil: new Date(Date.now() + 60_000) };
    const of = { openKey: `contact:${id}`, contactId: id, ownerId: actor.id };
    const callback = await database.db.callback.create({ data: { ...waits, ...of, ...claim } });
    const saved = await save(id, { ownerId: colleague.id }, await seen(id));
    expect(saved).toMatchObject({ callbackIds: [callback.id] });
    const now = await database.db.callback.findUniqueOrThrow({ where: { id: callback.id } });
    expect(now).toMatchObject({ ownerId: colleague.id, claimedById: null, version: 2 });
  });

  it("does not touch what is in the bin or gone", async () => {
    const { id } = await createContact(input({}), actor);
    const seenAt = await seen(id);
    await database.db.contact.update({ where: { id }, data: { deletedAt: new Date() } });
    expect(await save(id, { name: "x" }, seenAt)).toBe("not-found");
  });

  it("makes one company and one tag when several are written down at once", async () => {
    const both = await Promise.all(
      [1, 2, 3].map(() => createContact(input({ company: "Together", tags: ["once"] }), actor)),
    );
    const rows = await database.db.contact.findMany({
      where: { id: { in: both.map(({ id }) => id) } },
    });
    expect(new Set(rows.map((row) => row.companyId)).size).toBe(1);
    expect(await database.db.tag.count({ where: { nameKey: "once" } })).toBe(1);
  });
});

it.each([
  [{ name: " " }, "name", "required"],
  [{ name: "x".repeat(201) }, "name", "tooLong"],
  [{ company: "x".repeat(201) }, "company", "tooLong"],
  [{ emails: [{ address: "nobody" }] }, "emails.0.address", "email"],
  [{ numbers: [{ raw: "+73430110001" }, { raw: "call me" }] }, "numbers.1.raw", "number"],
])("says which field of %j is wrong", (over, field, message) => {
  const parsed = contactInput.safeParse({ name: "Аркадий", numbers: [], ...over });
  expect(parsed.error?.issues.map((issue) => [issue.path.join("."), issue.message])).toEqual([
    [field, message],
  ]);
});
