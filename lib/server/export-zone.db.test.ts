/** Files hold times in the company's zone, and name it. */
import { parse } from "csv-parse/sync";
import { beforeAll, expect, it } from "vitest";
import { chooseTimeZone } from "#lib/i18n/time-zone";
import { openOffice } from "#lib/testing/kit/office";
import { exports } from "./exports";

const office = await openOffice({ people: { ada: { role: "admin" } } });
const { db } = office;
let cookie = "";
beforeAll(async () => {
  ({ cookie } = await office.signIn(office.people.ada));
  const { connectionId } = office.connections.office;
  for (const startedAt of [
    "2026-10-25T00:30:05Z",
    "2026-10-25T01:30:05Z",
    "2026-12-31T22:00:00Z",
  ]) {
    const at = new Date(startedAt);
    await db.call.create({
      data: {
        connectionId,
        direction: "incoming",
        state: "ended",
        disposition: "answered",
        clientRaw: "+73430112233",
        startedAt: at,
        endedAt: at,
      },
    });
  }
  const createdAt = new Date("2026-06-30T21:05:00Z");
  await db.contact.create({ data: { name: "Anna", searchText: "anna", createdAt } });
});

async function file(list: string): Promise<string[][]> {
  const headers = { cookie, "accept-language": "en" };
  const answer = await exports.request(`/${list}/export?show=all&format=csv`, { headers });
  return parse(await answer.text(), { bom: true, relax_column_count: true });
}

it.each(["Europe/Kyiv", "Europe/Kiev"])("calls, in %s", async (zone) => {
  await chooseTimeZone(zone);
  const [heading, ...rows] = await file("calls");
  expect(heading![0]).toBe(`Started (${zone})`);
  expect(rows.map(([began]) => began)).toEqual([
    "2026-10-25 03:30:05",
    "2026-10-25 03:30:05",
    "2027-01-01 00:00:00",
  ]);
});

it("contacts", async () => {
  await chooseTimeZone("Europe/Kyiv");
  const [heading, row] = await file("contacts");
  const at = heading!.indexOf("Added (Europe/Kyiv)");
  expect(row![at]).toBe("2026-07-01 00:05");
  expect(heading).toContain("Changed (Europe/Kyiv)");
});

it("the audit log", async () => {
  await chooseTimeZone("Asia/Kolkata");
  const [heading, ...rows] = await file("audit");
  expect(heading![0]).toBe("When (Asia/Kolkata)");
  expect(heading!.at(-1)).toBe("Last (Asia/Kolkata)");
  const entries = await db.auditEntry.findMany({ where: { event: { not: "export.audit" } } });
  const ahead = 5.5 * 3_600_000;
  const there = (at: Date) => new Date(at.getTime() + ahead).toISOString().slice(0, 19);
  expect(entries.length).toBeGreaterThan(2);
  expect(rows.map(([at]) => at)).toEqual(
    expect.arrayContaining(entries.map(({ at }) => there(at).replace("T", " "))),
  );
});
