import { beforeAll, describe, expect, it } from "vitest";
import { setContactScope, type Viewer } from "#lib/auth/policy";
import { addContact, openOffice } from "#lib/testing/kit/office";
import { importContacts } from "./import/import-contacts";
import { listContacts } from "./list-contacts";
import { sortings, type ViewOptions } from "./list-options";
import { listOptions, viewOptions } from "./list-schema";
import { matchingContacts, mostAtOnce } from "./matching-contacts";

const office = await openOffice({ people: { anna: {}, boss: { role: "manager" } } });
const anna: Viewer = { id: office.people.anna, role: "sales" };
const boss: Viewer = { id: office.people.boss, role: "manager" };

beforeAll(async () => {
  const rows = Array.from({ length: 2_130 }, (_, index) => ({
    name: `Page ${String(index % 700)}`,
    phones: [`+4420794${String(60_000 + index)}`],
    company: index % 3 === 0 ? undefined : `Company ${String(index % 5)}`,
  }));
  await importContacts(rows, { country: "GB" });
  await addContact("Boss alone", "+442079460001", boss.id);
}, 60_000);

/** The same, page by page. */
async function paged(over: Partial<ViewOptions>, viewer: Viewer): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = ""; after !== null;) {
    const page = await listContacts({ ...listOptions.parse({}), ...over, after }, viewer);
    ids.push(...page.contacts.map(({ id }) => id));
    after = page.next;
  }
  return ids;
}

const matching = (over: Partial<ViewOptions>, viewer = boss, most?: number) =>
  matchingContacts({ ...viewOptions.parse({}), ...over }, viewer, most);

describe("all that match", () => {
  it.each(sortings)("by %s, are those of all pages, in their order", async (sort) => {
    for (const order of ["asc", "desc"] as const) {
      const found = await matching({ sort, order });
      expect(found).toEqual({ ids: await paged({ sort, order }, boss), more: false });
    }
  });

  it.each([{ q: "page 12" }, { company: "Company 2" }, { owner: "nobody" }, { q: "no such" }])(
    "%j, are those the filter leaves",
    async (over) => {
      expect((await matching(over)).ids).toEqual(await paged(over, boss));
    },
  );

  it("are those within reach", async () => {
    await setContactScope("own");
    const { ids } = await matching({}, anna);
    expect(ids).toHaveLength(2_130);
    expect(ids).toEqual(await paged({}, anna));
    await setContactScope("all");
  });

  it("are no more than are handled at once", async () => {
    const all = await matching({});
    expect(await matching({}, boss, 1_500)).toEqual({ ids: all.ids.slice(0, 1_500), more: true });
    expect(await matching({}, boss, 2_131)).toEqual({ ids: all.ids, more: false });
    expect(mostAtOnce).toBeGreaterThan(2_131);
  });
});
