import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { contactInput, type ContactInput } from "./contact-input";
import { getContact } from "./queries";
import { createContact, updateContact } from "./save-contact";

let database: TestDatabase;
let connectionId: string;
let userId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  const connection = { slug: "main", provider: "any", name: "Main", settings: '{"country":"RU"}' };
  connectionId = (await database.db.connection.create({ data: connection })).id;
  const user = { email: "a@example.com", name: "A", role: "sales", passwordHash: "" };
  userId = (await database.db.user.create({ data: user })).id;
});
afterAll(() => database.close());

const input = (over: object): ContactInput =>
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
        email: "F@Example.ru",
        note: "любит чай",
        ownerId: userId,
        numbers: [{ raw: "8 (343) 011-00-01", label: "рабочий" }, { raw: " " }, { raw: "101" }],
      }),
    );
    const second = await createContact(input({ company: "ооо  «мед»" }));
    expect(await getContact(first.id)).toMatchObject({
      name: "Фёдор",
      company: "ООО «Мёд»",
      email: "F@Example.ru",
      note: "любит чай",
      owner: { id: userId, name: "A" },
      numbers: [
        { raw: "8 (343) 011-00-01", e164: "+73430110001", label: "рабочий" },
        { raw: "101", e164: null, label: null },
      ],
    });
    expect((await getContact(second.id))?.company).toBe("ООО «Мёд»");
    const row = await database.db.contact.findUniqueOrThrow({ where: { id: first.id } });
    expect(row.searchText).toBe("федор ооо «мед» f@example.ru 73430110001 101");
  });

  it("takes over the earlier calls from its number, and tells which are under way", async () => {
    const ended = await callFrom("+73430110002");
    const live = await callFrom("+73430110002", { state: "ringing" });
    const other = await callFrom("+73430110003");
    const { id, liveCallIds } = await createContact(input({ numbers: [{ raw: "83430110002" }] }));
    expect(liveCallIds).toEqual([live]);
    expect(await read(ended)).toMatchObject({ contactId: id, version: 2 });
    expect(await read(live)).toMatchObject({ contactId: id, version: 2 });
    expect(await read(other)).toMatchObject({ contactId: null, version: 1 });
  });

  it("leaves calls open when its number is somebody else's too", async () => {
    await createContact(input({ numbers: [{ raw: "+73430110004" }] }));
    const call = await callFrom("+73430110004");
    await createContact(input({ numbers: [{ raw: "+73430110004" }] }));
    expect((await read(call)).contactId).toBeNull();
  });

  it("gets the call it was written down from, when that is the person's to see", async () => {
    const own = await callFrom("anonymous", { state: "active", requestedById: userId });
    const foreign = await callFrom("anonymous", { state: "active" });
    const actor = { id: userId, role: "sales" } as const;
    const { id, liveCallIds } = await createContact(input({}), { id: own, actor });
    expect(liveCallIds).toEqual([own]);
    expect((await read(own)).contactId).toBe(id);
    expect((await createContact(input({}), { id: foreign, actor })).liveCallIds).toEqual([]);
    expect((await read(foreign)).contactId).toBeNull();
    const manager = { id: userId, role: "manager" } as const;
    expect((await createContact(input({}), { id: foreign, actor: manager })).liveCallIds).toEqual([
      foreign,
    ]);
  });
});

describe("saving a contact", () => {
  it("replaces what it holds and tells the calls under way", async () => {
    const { id } = await createContact(
      input({ company: "Acme", numbers: [{ raw: "+73430110005" }] }),
    );
    const live = await callFrom("+73430110005", { state: "active", contactId: id });
    const unknown = await callFrom("+73430110006", { state: "ringing" });
    const before = (await getContact(id))!;
    const saved = await updateContact(
      id,
      input({ name: "Борис", numbers: [{ raw: "+73430110006" }] }),
      new Date(before.updatedAt),
    );
    if (typeof saved === "string") throw new Error(saved);
    expect(saved.liveCallIds.toSorted()).toEqual([live, unknown].toSorted());
    expect((await read(live)).version).toBe(2);
    expect(await getContact(id)).toMatchObject({
      name: "Борис",
      company: null,
      numbers: [{ e164: "+73430110006" }],
    });
  });

  it("never overwrites what somebody else saved meanwhile", async () => {
    const { id } = await createContact(input({}));
    const seenAt = new Date((await getContact(id))!.updatedAt);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await updateContact(id, input({ name: "First" }), seenAt)).toMatchObject({ id });
    expect(await updateContact(id, input({ name: "Second" }), seenAt)).toBe("conflict");
    expect((await getContact(id))?.name).toBe("First");
    await database.db.contact.delete({ where: { id } });
    expect(await updateContact(id, input({}), seenAt)).toBe("not-found");
  });

  it("makes one company when two are written down at once", async () => {
    const both = await Promise.all(
      [1, 2, 3].map(() => createContact(input({ company: "Together" }))),
    );
    const rows = await database.db.contact.findMany({
      where: { id: { in: both.map(({ id }) => id) } },
    });
    expect(new Set(rows.map((row) => row.companyId)).size).toBe(1);
  });
});

it.each([
  [{ name: " " }, "name", "required"],
  [{ name: "x".repeat(201) }, "name", "tooLong"],
  [{ company: "x".repeat(201) }, "company", "tooLong"],
  [{ email: "nobody" }, "email", "email"],
  [{ numbers: [{ raw: "+73430110001" }, { raw: "call me" }] }, "numbers.1.raw", "number"],
])("says which field of %j is wrong", (over, field, message) => {
  const parsed = contactInput.safeParse({ name: "Аркадий", numbers: [], ...over });
  expect(parsed.error?.issues.map((issue) => [issue.path.join("."), issue.message])).toEqual([
    [field, message],
  ]);
});
