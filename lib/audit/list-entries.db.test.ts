import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#lib/db/client";
import { openOffice } from "#lib/testing/kit/office";
import { allEntries, countEntries, entriesOf, listEntries } from "./list-entries";
import { auditOptions } from "./list-options";

await openOffice();
const ada = "01a00000-0000-7000-8000-000000000001";
const noon = Date.parse("2026-11-20T12:00:00Z");

/** 120 entries, an hour apart and three at each time, from the newest back. */
beforeAll(async () => {
  const data = Array.from({ length: 120 }, (_, index) => ({
    at: new Date(noon - Math.floor(index / 3) * 3_600_000),
    event: index % 2 === 0 ? "person.created" : "sign-in.failed",
    userId: index % 4 === 0 ? ada : null,
    searchText: index === 5 ? "офис на площади" : `number ${index}`,
  }));
  await db().auditEntry.createMany({ data });
});

const where = (asked: object, zone = "UTC") => entriesOf(auditOptions.parse(asked), zone);
const all = async (asked: object, zone?: string) => {
  const found = [];
  for await (const entry of allEntries(where(asked, zone))) found.push(entry);
  return found;
};

describe("the list", () => {
  it("leads from page to page, newest first, each entry once", async () => {
    const seen: { id: string; at: string }[] = [];
    for (let after: string | null = null, page = 0; page < 3; page++) {
      const { entries, next }: Awaited<ReturnType<typeof listEntries>> = await listEntries(
        where({}),
        { after },
      );
      seen.push(...entries);
      after = next;
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(120);
    const times = seen.map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
  });

  it("is narrowed by person, events, days and words, in whatever case", async () => {
    expect(await countEntries(where({ person: ada }))).toBe(30);
    expect(await countEntries(where({ person: "nobody" }))).toBe(90);
    expect(await countEntries(where({ group: "sign-in" }))).toBe(60);
    expect(await countEntries(where({ q: "ОФИС" }))).toBe(1);
    expect(await countEntries(where({ group: "no such", person: "x", from: "never" }))).toBe(120);
  });

  it("begins its days in the company's time zone", async () => {
    const utc = await all({ from: "2026-11-20", to: "2026-11-20" });
    expect(utc.map(({ at }) => at).at(-1)).toBe("2026-11-20T00:00:00.000Z");
    const kyiv = await all({ from: "2026-11-20", to: "2026-11-20" }, "Europe/Kyiv");
    expect(kyiv.map(({ at }) => at).at(-1)).toBe("2026-11-19T22:00:00.000Z");
  });
});
