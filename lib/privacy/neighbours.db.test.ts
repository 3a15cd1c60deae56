/** Who merely resembles the erased person keeps everything; an erasure that breaks off leaves a trace. */
import { beforeAll, describe, expect, it } from "vitest";
import { callbackPublisher } from "#lib/callbacks/ports";
import { callPublisher } from "#lib/calls/ports";
import { contactInput } from "#lib/contacts/contact-input";
import { viewOptions } from "#lib/contacts/list-schema";
import { createContact } from "#lib/contacts/save-contact";
import { contactViews, createView } from "#lib/contacts/saved-views";
import { noticePublisher } from "#lib/notices/ports";
import { openOffice } from "#lib/testing/kit/office";
import { erasePerson } from "./erase-person";
import { exportPerson } from "./export-person";

const office = await openOffice({
  people: { maria: { role: "manager" } },
  connections: { kyiv: { country: "UA" } },
});
const { db } = office;
const maria = { id: office.people.maria, role: "manager" } as const;
const name = "Анна Ким";
const theirs = [
  '{"to":"anna@firm.ua"}',
  '{"text":"info@firm.com, дзвоніть."}',
  "who=%D0%90%D0%BD%D0%BD%D0%B0+%D0%9A%D0%B8%D0%BC",
  "from=4930123456&at=1",
];
const others = [
  '{"to":"joanna@firm.ua"}',
  '{"to":"info@firm.com.ua"}',
  '{"text":"Анна Кимова"}',
  "from=14930123456",
  "uniqueid=1767344930.123456",
];
let anna: string;

beforeAll(async () => {
  callbackPublisher.fill({ publish: async () => undefined });
  callPublisher.fill({ publish: async () => undefined });
  noticePublisher.fill({ publish: async () => undefined });
  const contact = async (given: object) =>
    (await createContact(contactInput.parse(given), maria)).id;
  anna = await contact({
    name,
    numbers: [{ raw: "+4930123456" }],
    emails: [{ address: "anna@firm.ua" }, { address: "info@firm.com" }],
  });
  const joanna = await contact({ name: "Анна Кимова", emails: [{ address: "joanna@firm.ua" }] });
  const { connectionId } = office.connections.kyiv;
  const file = { fileName: "Анна_Кимова.csv", userId: maria.id, options: "{}", total: 1 };
  const { id: importId } = await db.contactImport.create({ data: { ...file, state: "done" } });
  const both = [...theirs, ...others];
  await db.inboxMessage.createMany({
    data: both.map((raw) => ({ connectionId, key: raw, raw, status: "kept" })),
  });
  const failure = { importId, column: "email", reason: "invalid" };
  await db.importFailure.createMany({
    data: both.map((text, line) => ({ ...failure, line, row: JSON.stringify([text, "-"]) })),
  });
  const change = { contactId: joanna, kind: "edited" };
  const fields = (address: string) =>
    JSON.stringify({ emails: { from: [], to: [{ label: null, address }] } });
  await db.contactChange.createMany({
    data: ["joanna@firm.ua", "anna@firm.ua"].map((one) => ({ ...change, fields: fields(one) })),
  });
  for (const q of ["Анна Кимова", name]) {
    const options = viewOptions.parse({ q });
    await createView(contactViews, maria.id, { name: `View of ${q}`, shared: false, options });
  }
});

const messages = async () => (await db.inboxMessage.findMany()).map(({ raw }) => raw).sort();

async function exported(): Promise<string[]> {
  const pieces: string[] = [];
  for await (const piece of (await exportPerson(anna))!) pieces.push(piece);
  const { InboxMessage } = JSON.parse(pieces.join("")) as { InboxMessage: { raw: string }[] };
  return InboxMessage.map(({ raw }) => raw).sort();
}

async function traces(): Promise<string[]> {
  const entries = await db.auditEntry.findMany({
    where: { subjectId: anna, event: { startsWith: "contact.eras" } },
    orderBy: { id: "asc" },
  });
  return entries.map(({ event }) => event);
}

describe("somebody whose name, address and number stand in others'", () => {
  it("is exported without theirs", async () => {
    expect(await exported()).toEqual([...theirs].sort());
  });

  it("leaves a trace when the erasure breaks off, and can be erased again", async () => {
    callPublisher.fill({ publish: () => Promise.reject(new Error("the process ends")) });
    await expect(erasePerson(anna, name)).rejects.toThrow("the process ends");
    expect(await traces()).toEqual(["contact.erasure-begun"]);
    callPublisher.fill({ publish: async () => undefined });
    await erasePerson(anna, name);
    const [begun, erased] = ["contact.erasure-begun", "contact.erased"];
    expect(await traces()).toEqual([begun, begun, erased]);
    expect(await db.contact.count({ where: { id: anna } })).toBe(0);
  });

  it("is erased without theirs", async () => {
    expect(await messages()).toEqual([...others].sort());
    const rows = await db.importFailure.findMany();
    const texts = rows.map(({ row }) => (JSON.parse(row) as string[])[0]!);
    expect(texts.sort()).toEqual([...others].sort());
    const changes = await db.contactChange.findMany({ where: { kind: "edited" } });
    const kept = changes.flatMap(({ fields }) => fields ?? []);
    expect(kept).toEqual([expect.stringContaining("joanna@firm.ua")]);
    const views = await db.savedView.findMany();
    expect(views.map((view) => view.name)).toEqual(["View of Анна Кимова"]);
    const files = await db.contactImport.findMany();
    expect(files.map(({ fileName }) => fileName)).toEqual(["Анна_Кимова.csv"]);
  });
});
