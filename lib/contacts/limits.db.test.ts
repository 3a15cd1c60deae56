import { beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "#lib/auth/policy";
import { directTransaction } from "#lib/db/client";
import { openOffice } from "#lib/testing/kit/office";
import { contactChanges } from "./contact-input";
import { mergeContacts } from "./duplicates/merge-contacts";
import { contactFields, mostEntries } from "./fields";
import { applyBatch } from "./import/apply-batch";
import type { ColumnKind } from "./import/columns";
import { prepareRow } from "./import/prepare-row";
import { getContact } from "./queries";
import { updateContactFields } from "./save-contact";

const office = await openOffice({ people: { olena: {} } });
const actor: Viewer = { id: office.people.olena, role: "sales" };
beforeEach(async () => {
  await office.db.contactMerge.deleteMany();
  await office.db.contact.deleteMany();
});

const columns: ColumnKind[] = ["name", "company", "source", "note", "tags", "email", "phone"];
const prepare = (cells: Partial<Record<ColumnKind, string>>) =>
  prepareRow(
    columns.map((kind) => cells[kind] ?? (kind === "name" ? "Ann" : "")),
    { columns, country: "RU", labels: {}, people: [] },
  );

const numbers = (count: number) => Array.from({ length: count }, (_, n) => `+7343${1_000_000 + n}`);
const emails = (count: number) => Array.from({ length: count }, (_, n) => `a${n}@x.test`);
const tags = (count: number) => Array.from({ length: count }, (_, n) => `tag ${n}`);
const letters = (count: number) => "x".repeat(count);

/** Each field filled with so much, as a form and as a file say it. */
const fillings: [string, number, (n: number) => object, (n: number) => object][] = [
  ["name", contactFields.name.most, (n) => ({ name: letters(n) }), (n) => ({ name: letters(n) })],
  [
    "company",
    contactFields.company.most,
    (n) => ({ company: letters(n) }),
    (n) => ({ company: letters(n) }),
  ],
  [
    "source",
    contactFields.source.most,
    (n) => ({ source: letters(n) }),
    (n) => ({ source: letters(n) }),
  ],
  ["note", contactFields.note.most, (n) => ({ note: letters(n) }), (n) => ({ note: letters(n) })],
  [
    "a tag",
    contactFields.tags.most,
    (n) => ({ tags: [letters(n)] }),
    (n) => ({ tags: letters(n) }),
  ],
  ["tags", mostEntries, (n) => ({ tags: tags(n) }), (n) => ({ tags: tags(n).join(",") })],
  [
    "numbers",
    mostEntries,
    (n) => ({ numbers: numbers(n).map((raw) => ({ raw })) }),
    (n) => ({ phone: numbers(n).join(";") }),
  ],
  [
    "e-mails",
    mostEntries,
    (n) => ({ emails: emails(n).map((address) => ({ address })) }),
    (n) => ({ email: emails(n).join(" ") }),
  ],
];

describe("a form and a file take equally much", () => {
  it.each(fillings)("of %s", (_, most, typed, written) => {
    expect(contactChanges.safeParse(typed(most)).success).toBe(true);
    expect(prepare(written(most)).problems).toEqual([]);
    expect(contactChanges.safeParse(typed(most + 1)).success).toBe(false);
    expect(prepare(written(most + 1)).problems).not.toEqual([]);
  });
});

const importRows = (cells: object[], duplicates: "create" | "update") =>
  directTransaction((tx) =>
    applyBatch(
      tx,
      cells.map((cell) => prepare(cell).row),
      { duplicates, importId: null, userId: null },
    ),
  );

it("a form saves whatever an import has brought", async () => {
  const full = { source: letters(contactFields.source.most), tags: tags(mostEntries).join(",") };
  await importRows([{ ...full, email: emails(mostEntries).join(" ") }], "create");
  const { id } = await office.db.contact.findFirstOrThrow();
  const contact = (await getContact(id, actor))!;
  const { name, source, emails: stored } = contact;
  const typed = { name, source, emails: stored, tags: contact.tags.map((tag) => tag.name) };
  const changes = contactChanges.parse({ ...typed, note: "seen" });
  const saved = await updateContactFields(id, changes, new Date(contact.updatedAt), actor);
  expect(saved).toMatchObject({ id });
});

it("an import that would add more puts the row aside, and takes the others", async () => {
  const [first] = numbers(1);
  await importRows([{ phone: first, tags: tags(mostEntries).join(",") }], "create");
  const rows = [{ phone: first, tags: "one more" }, { name: "Boris" }];
  const applied = await importRows(rows, "update");
  expect(applied.fates).toEqual(["tooMany", "created"]);
  expect(applied.created).toHaveLength(1);
  expect(await office.db.contactTag.count()).toBe(mostEntries);
});

it("two contacts that hold more together stay two", async () => {
  const all = tags(mostEntries + 1);
  const halves = [all.slice(0, 60), all.slice(60)];
  await importRows(
    halves.map((half) => ({ tags: half.join(",") })),
    "create",
  );
  const [kept, gone] = await office.db.contact.findMany({ orderBy: { id: "asc" } });
  const merge = { keptId: kept!.id, goneId: gone!.id, take: [] };
  expect(await mergeContacts(merge, actor)).toBe("too-many");
  expect(await office.db.contact.count({ where: { deletedAt: null } })).toBe(2);
});
