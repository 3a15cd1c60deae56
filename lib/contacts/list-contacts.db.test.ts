import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "#lib/auth/policy";
import { openOffice } from "#lib/testing/kit/office";
import { contactInput } from "./contact-input";
import { deleteContacts } from "./delete-contacts";
import { importContacts } from "./import/import-contacts";
import { listContacts, mostCounted } from "./list-contacts";
import { pageSize, sortings, type ListOptions } from "./list-options";
import { listOptions } from "./list-schema";
import { createContact } from "./save-contact";

const pages = 4;
const office = await openOffice({ people: { anna: {} } });
const me: Viewer = { id: office.people.anna, role: "sales" };
beforeAll(async () => {
  // One import, so all were created in the same millisecond; every name twice, a company for two of three.
  const rows = Array.from({ length: pages * pageSize - 7 }, (_, index) => ({
    name: `Page ${String(Math.floor(index / 2) % 60).padStart(3, "0")}`,
    phones: [`+4420794${String(60_000 + index)}`],
    company: index % 3 === 0 ? undefined : `Company ${String(index % 5)}`,
  }));
  await importContacts(rows, { country: "GB" });
  // Ties in what lists sort by first, down to the id.
  await office.db.contact.updateMany({
    where: { name: { in: ["Page 001", "Page 002"] } },
    data: { searchText: "page 001 same" },
  });
});

const list = (over: Partial<ListOptions>) =>
  listContacts({ ...listOptions.parse({}), ...over }, me);

/** The same order in one go, by the text of the rule: those without a company last. */
async function wholeList(sort: ListOptions["sort"], order: ListOptions["order"]) {
  const rows = await office.db.contact.findMany({ where: { deletedAt: null } });
  const key = (row: (typeof rows)[number]) =>
    ({
      name: [row.searchText],
      company: [row.companyKey, row.searchText],
      created: [row.createdAt.toISOString()],
      updated: [row.updatedAt.toISOString()],
    })[sort].concat(row.id);
  rows.sort((a, b) => {
    const lacking = Number(a.companyKey === "") - Number(b.companyKey === "");
    if (sort === "company" && lacking) return lacking;
    const compared = key(a).join("\0") < key(b).join("\0") ? -1 : 1;
    return order === "asc" ? compared : -compared;
  });
  return rows.map(({ id }) => id);
}

describe("paging through everything", () => {
  const orders = ["asc", "desc"] as const;
  it.each(sortings.flatMap((sort) => orders.map((order) => [sort, order] as const)))(
    "by %s, %s, is the whole list, forwards and back, ties included",
    async (sort, order) => {
      const whole = await wholeList(sort, order);
      let page = await list({ sort, order });
      expect(page.previous).toBeNull();
      const forwards = [page.contacts];
      while (page.next) {
        page = await list({ sort, order, after: page.next });
        forwards.push(page.contacts);
      }
      expect(forwards.flat().map(({ id }) => id)).toEqual(whole);
      expect(forwards).toHaveLength(pages);
      const backwards = [page.contacts];
      while (page.previous) {
        page = await list({ sort, order, before: page.previous });
        backwards.unshift(page.contacts);
      }
      expect(backwards.flat().map(({ id }) => id)).toEqual(whole);
    },
  );

  it("goes on where it was, whoever comes, goes or is edited meanwhile", async () => {
    const whole = await wholeList("name", "asc");
    const first = await list({});
    const last = first.contacts.at(-1)!;
    await deleteContacts([last.id], me);
    const created = await createContact(contactInput.parse({ name: "AAA first" }), me);
    const second = await list({ after: first.next! });
    expect(second.contacts.map(({ id }) => id)).toEqual(whole.slice(pageSize, 2 * pageSize));
    // One more before, one less: the first page again, whole.
    const back = await list({ before: second.previous! });
    expect(back.contacts[0]?.id).toBe(created.id);
    expect(back.contacts).toHaveLength(pageSize);
    expect(back.previous).toBeNull();
    await office.db.contact.deleteMany({ where: { id: { in: [created.id] } } });
    await office.db.contact.updateMany({ data: { deletedAt: null } });
  });

  it.each(["", "nonsense", "WzBd", Buffer.from('[7,"x","y"]').toString("base64url")])(
    "begins at the first page when the address says %j",
    async (after) => {
      const plain = await list({});
      expect(await list({ after })).toEqual(plain);
      expect(await list({ before: after })).toEqual(plain);
      const created = Buffer.from('[0,"yesterday","x"]').toString("base64url");
      expect((await list({ sort: "created", after: created })).previous).toBeNull();
    },
  );

  it("has names and companies where their words belong, whatever marks stand before them", async () => {
    const names = ["«Marked a»", "Marked b", '"Marked c"', "“Marked d”", "'Marked e'"];
    const ids: string[] = [];
    for (const [index, name] of names.toReversed().entries()) {
      const company = `${index % 2 === 0 ? "„" : ""}Works ${String(index)}`;
      ids.push((await createContact(contactInput.parse({ name, company }), me)).id);
    }
    const listed = async (over: Partial<ListOptions>) =>
      (await list({ q: "marked", ...over })).contacts.map(({ name }) => name);
    expect(await listed({})).toEqual(names);
    expect(await listed({ order: "desc" })).toEqual(names.toReversed());
    expect(await listed({ sort: "company" })).toEqual(names.toReversed());
    for (const q of ["«marked a", "'marked e", "‘marked", "marked d”"])
      expect((await list({ q })).contacts.length).toBeGreaterThan(0);
    expect(await listed({ company: "„Works 2" })).toEqual([names[2]]);
    await office.db.contact.deleteMany({ where: { id: { in: ids } } });
  });

  it("counts no further than is quick", async () => {
    expect((await list({})).total).toEqual({ count: pages * pageSize - 7, atLeast: false });
    const rows = Array.from({ length: mostCounted }, (_, index) => ({
      name: `Many ${index}`,
      phones: [`+7343${String(1_000_000 + index)}`],
    }));
    await importContacts(rows, { country: "RU" });
    expect((await list({})).total).toEqual({ count: mostCounted, atLeast: true });
    await office.db.contact.deleteMany({ where: { name: { startsWith: "Many" } } });
  });
});

describe("filters", () => {
  const names = async (over: Partial<ListOptions>) =>
    (await list({ q: "filtered", ...over })).contacts.map(({ name }) => name.at(-1));
  let tag: string;
  beforeAll(async () => {
    const make = (name: string, over: object) =>
      createContact(contactInput.parse({ name: `Filtered ${name}`, ...over }), me);
    await make("a", { ownerId: me.id, tags: ["VIP"], source: "Fair" });
    await make("b", { company: "Acme «Ltd»", doNotCall: true, tags: ["VIP", "new"], stage: "Won" });
    const { id } = await make("c", { source: "Web" });
    const old = { createdAt: new Date("2020-05-05T12:00:00Z") };
    await office.db.contact.update({ where: { id }, data: old });
    const callback = {
      kind: "missed",
      numberRaw: "1",
      waitingSince: new Date(),
      dueAt: new Date(),
    };
    await office.db.callback.create({ data: { ...callback, contactId: id } });
    const done = { ...callback, closedAt: new Date() };
    const a = await office.db.contact.findFirstOrThrow({ where: { name: "Filtered a" } });
    await office.db.callback.create({ data: { ...done, contactId: a.id } });
    tag = (await office.db.tag.findUniqueOrThrow({ where: { nameKey: "vip" } })).id;
  });

  it.each<[Partial<ListOptions>, string]>([
    [{}, "abc"],
    [{ owner: "mine" }, "a"],
    [{ owner: "nobody" }, "bc"],
    [{ source: "Web" }, "c"],
    [{ stage: "Won" }, "b"],
    [{ company: "ACME  «ltd»" }, "b"],
    [{ callback: "open" }, "c"],
    [{ doNotCall: "yes" }, "b"],
    [{ doNotCall: "no" }, "ac"],
    [{ since: "2020-05-06" }, "ab"],
    [{ since: "2020-05-05" }, "abc"],
    [{ owner: "nobody", doNotCall: "no" }, "c"],
  ])("%j leave %j", async (over, left) => expect((await names(over)).join("")).toBe(left));

  it("by a person and by a tag", async () => {
    expect(await names({ owner: me.id })).toEqual(["a"]);
    expect(await names({ tag })).toEqual(["a", "b"]);
    expect(await names({ tag: me.id })).toEqual([]);
  });
});

it("the address is made sense of, or left aside", () => {
  const plain = listOptions.parse({});
  expect(plain).toMatchObject({ q: "", sort: "name", order: "asc", owner: "", columns: [] });
  const nonsense = { sort: "password", order: "x", q: ["a", "b"], owner: "1", since: "soon" };
  expect(listOptions.parse(nonsense)).toEqual(plain);
  expect(
    listOptions.parse({ q: " x ", sort: "updated", order: "desc", columns: "tags,x,company" }),
  ).toEqual({ ...plain, q: "x", sort: "updated", order: "desc", columns: ["company", "tags"] });
});
