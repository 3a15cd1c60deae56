import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { day, hour, second } from "#lib/base/duration";
import { log, openLog } from "#lib/base/log";
import { db, transaction } from "#lib/db/client";
import { openOffice } from "#lib/testing/kit/office";
import { actingAs } from "./actor";
import { mostAnHour, recordAudit } from "./record-audit";

const office = await openOffice({ people: { ada: { role: "admin" } } });
const ada = {
  userId: office.people.ada,
  name: "ada",
  sessionId: "her session",
  address: "203.0.113.7",
};
openLog("info");
const line = vi.spyOn(log(), "info").mockImplementation(() => undefined);
afterEach(() => line.mockClear());

const entries = () => db().auditEntry.findMany({ orderBy: { id: "asc" } });
const lines = () =>
  line.mock.calls.filter(([, message]) => message === "audit").map(([one]) => one);

describe("an entry", () => {
  it("says who did what to what, from where, and what was before; and is a line of the log", async () => {
    await actingAs(ada, () =>
      transaction((tx) =>
        recordAudit(tx, {
          event: "person.role-changed",
          subject: { kind: "person", id: "1", name: "Ivan" },
          changes: { role: ["sales", "manager"], passwordHash: ["$argon2id$a", "$argon2id$b"] },
        }),
      ),
    );
    const [entry] = await entries();
    expect(entry).toMatchObject({
      event: "person.role-changed",
      userId: ada.userId,
      userName: "ada",
      sessionId: "her session",
      address: "203.0.113.7",
      subjectKind: "person",
      subjectId: "1",
      subjectName: "Ivan",
      changes: '{"role":["sales","manager"],"passwordHash":["•••","•••"]}',
      count: 1,
    });
    expect(Date.now() - entry!.at.getTime()).toBeLessThan(10_000);
    expect(lines()).toMatchObject([{ event: "person.role-changed", userName: "ada" }]);
    expect(JSON.stringify(lines())).not.toContain("argon2id");
  });

  it("never names a client", async () => {
    const subject = { kind: "contact", id: "7", name: "Мария Клиент" } as const;
    await transaction((tx) => recordAudit(tx, { event: "contact.purged", subject }));
    const entry = (await entries()).at(-1);
    expect(entry).toMatchObject({ subjectId: "7", subjectName: null, userId: null });
    expect(JSON.stringify(await entries()) + JSON.stringify(lines())).not.toContain("Мария");
  });

  it("is not there when what it tells of was undone, nor is its line", async () => {
    const before = await db().auditEntry.count();
    const undone = transaction(async (tx) => {
      await recordAudit(tx, { event: "setting.changed" });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await db().auditEntry.count()).toBe(before);
    expect(lines()).toEqual([]);
  });
});

describe("the database itself", () => {
  it("changes no entry", async () => {
    const before = await entries();
    const rename = () => db().$executeRaw`UPDATE "AuditEntry" SET "userName" = 'somebody else'`;
    await expect(db().auditEntry.updateMany({ data: { event: "x" } })).rejects.toThrow();
    await expect(rename()).rejects.toThrow();
    await expect(db().auditEntry.updateMany({ data: { count: 1 } })).rejects.toThrow();
    expect(await entries()).toEqual(before);
  });

  it("deletes what is older than thirty days, and nothing younger", async () => {
    const at = (days: number) => new Date(Date.now() - days * day);
    const data = [29, 31].map((days) => ({
      at: at(days),
      event: "setting.changed",
      searchText: `of ${days} days`,
    }));
    await db().auditEntry.createMany({ data });
    const before = await db().auditEntry.count();
    const where = (days: number) => ({ searchText: `of ${days} days` });
    await expect(db().auditEntry.deleteMany({ where: where(29) })).rejects.toThrow();
    await db().auditEntry.deleteMany({ where: where(31) });
    expect(await db().auditEntry.count()).toBe(before - 1);
  });
});

describe("what is repeated", () => {
  // Each test begins at a full hour of its own: the real one may end at any time.
  let began = Math.ceil(Date.now() / hour) * hour;
  beforeEach(() => {
    began += 2 * hour;
    vi.useFakeTimers({ toFake: ["Date"], now: began });
  });
  afterEach(() => void vi.useRealTimers());
  const refused = (of: string, address: string) =>
    transaction((tx) =>
      recordAudit(tx, { event: "refused.hook", counted: of, actor: { ...ada, address } }),
    );

  it("is one entry of its hour with a count, and a line at the first and the tenth", async () => {
    const at = (seconds: number) => new Date(began + seconds * second);
    for (let time = 0; time < 12; time++) {
      vi.setSystemTime(at(time));
      await refused("one", "198.51.100.1");
    }
    vi.setSystemTime(at(3_600));
    await refused("one", "198.51.100.1");
    const where = { address: "198.51.100.1" };
    const rows = await db().auditEntry.findMany({ where, orderBy: { at: "asc" } });
    expect(rows).toMatchObject([
      { count: 12, at: at(0), lastAt: at(11) },
      { count: 1, at: at(3_600), lastAt: null },
    ]);
    expect(lines()).toHaveLength(3);
  });

  it("makes a bounded number of entries, whoever comes and from however many places", async () => {
    for (let client = 0; client < mostAnHour + 50; client++)
      await refused(`client ${client}`, `198.51.100.${client % 250}`);
    const where = { event: "refused.hook", at: new Date(began) };
    const rows = await db().auditEntry.findMany({ where });
    expect(rows).toHaveLength(mostAnHour + 1);
    const rest = rows.filter(({ key }) => key!.endsWith("and more"));
    expect(rest).toMatchObject([{ count: 50, address: null, userId: null }]);
  });
});
