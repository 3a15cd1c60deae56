import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { directTransaction } from "#lib/db/client";
import { openOffice } from "#lib/testing/kit/office";
import { parsePhoneNumber } from "./phone-number";
import { certainOwners, everyMatch, matchContacts, matchNumbers, matchSql } from "./match-contacts";

const office = await openOffice();

const country = "RU";

/** @param numbers as typed, in an office in Russia */
async function contact(name: string, numbers: string[], more: object = {}): Promise<string> {
  const typed = numbers.map((raw, position) => ({ ...parsePhoneNumber(raw, country), position }));
  const data = { name, searchText: name.toLowerCase(), numbers: { create: typed }, ...more };
  return (await office.db.contact.create({ data })).id;
}
const names = async (e164: string) =>
  (await matchContacts(office.db, e164)).map(({ name }) => name);
const changed = (at: string) => ({ updatedAt: new Date(at) });

describe("by the whole number", () => {
  it("finds the second number too, each contact once, the last changed first, with the reason", async () => {
    const twice = ["+7 343 011-22-33", "8 343 011-22-33"];
    const old = await contact("Old", twice, changed("2026-01-01"));
    const recent = await contact("Recent", ["+73430112244", "+73430112233"], {
      ...changed("2026-02-01"),
      company: { create: { name: "Recent Ltd", nameKey: "recent ltd" } },
    });
    const reason = { kind: "number", label: null, chosen: false };
    expect(await matchContacts(office.db, "+73430112233")).toEqual([
      {
        id: recent,
        name: "Recent",
        company: "Recent Ltd",
        owner: null,
        reason: { ...reason, position: 2 },
      },
      { id: old, name: "Old", company: null, owner: null, reason: { ...reason, position: 1 } },
    ]);
    expect(await certainOwners(office.db, ["+73430112233"])).toEqual(new Map());
    expect((await certainOwners(office.db, ["+73430112244"])).get("+73430112244")?.id).toBe(recent);
  });

  it("never by part of one, nor without one", async () => {
    expect(await names("+7343011223")).toEqual([]);
    expect(await matchContacts(office.db, null)).toEqual([]);
  });

  it("ranks whom somebody owes a call, then whom somebody talked to last", async () => {
    const e164 = "+74950170001";
    await contact("edited last", [e164], changed("2026-03-03"));
    const talked = await contact("talked to", [e164], changed("2026-01-01"));
    const waiting = await contact("waits", [e164], changed("2026-01-02"));
    const { connectionId } = office.connections.office;
    const startedAt = new Date("2026-02-02");
    const call = {
      connectionId,
      direction: "incoming",
      state: "ended",
      clientRaw: e164,
      startedAt,
    };
    await office.db.call.create({ data: { ...call, contactId: talked } });
    const times = { waitingSince: startedAt, dueAt: startedAt };
    await office.db.callback.create({
      data: { kind: "missed", numberRaw: e164, openKey: `contact:${waiting}`, ...times },
    });
    expect(await names(e164)).toEqual(["waits", "talked to", "edited last"]);
  });

  it("stops at twenty", async () => {
    for (let index = 0; index < 25; index++) await contact(`Namesake ${index}`, ["+73430119999"]);
    expect(await names("+73430119999")).toHaveLength(20);
  });
});

describe("a number without its country", () => {
  it("is a candidate by its national digits, and never the match by itself", async () => {
    const id = await contact("Тарас", ["067 123-45-67"]);
    const [candidate, ...others] = await matchContacts(office.db, "+380671234567");
    expect(others).toEqual([]);
    expect(candidate).toMatchObject({ id, reason: { kind: "national", position: 1 } });
    expect(await certainOwners(office.db, ["+380671234567"])).toEqual(new Map());
    expect(await names("+79671234567")).toEqual([]);
  });

  it("stands behind whoever has the whole number, who is the match", async () => {
    await contact("Part", ["050 123-45-67"]);
    const whole = await contact("Whole", ["+380 50 123 45 67"]);
    expect(await names("+380501234567")).toEqual(["Whole", "Part"]);
    const owners = await certainOwners(office.db, ["+380501234567"]);
    expect(owners.get("+380501234567")?.id).toBe(whole);
  });
});

describe("what somebody has said", () => {
  const choose = (e164: string, contactId: string | null) =>
    office.db.numberChoice.upsert({
      where: { e164 },
      create: { e164, contactId },
      update: { contactId, chosenAt: new Date() },
    });

  it("decides between those who share a number, and between all others", async () => {
    const e164 = "+74950170011";
    await contact("Maria", [e164]);
    const pyotr = await contact("Pyotr", [e164]);
    const stranger = await contact("Stranger", ["+74950170012"]);
    expect(await names(e164)).toHaveLength(2);
    await choose(e164, pyotr);
    expect(await names(e164)).toEqual(["Pyotr"]);
    expect((await certainOwners(office.db, [e164])).get(e164)?.id).toBe(pyotr);
    await choose(e164, stranger);
    expect(await matchContacts(office.db, e164)).toMatchObject([
      { id: stranger, reason: { position: null, chosen: true } },
    ]);
    await office.db.contact.update({ where: { id: stranger }, data: { deletedAt: new Date() } });
    expect(await names(e164), "chosen one is in the bin: ask again").toHaveLength(2);
  });

  it("none of them: nobody, until there is somebody new", async () => {
    const e164 = "+74950170021";
    await contact("A", [e164], { createdAt: new Date(Date.now() - 60_000) });
    await choose(e164, null);
    expect(await names(e164)).toEqual([]);
    await contact("New", [e164], { createdAt: new Date(Date.now() + 60_000) });
    expect(await names(e164)).toEqual(["New"]);
  });

  it("makes a part of a number enough", async () => {
    const id = await contact("Остап", ["067 765-43-21"]);
    await choose("+380677654321", id);
    expect((await certainOwners(office.db, ["+380677654321"])).get("+380677654321")?.id).toBe(id);
  });
});

it("own and ignored numbers are nobody's, and who is in the bin has none", async () => {
  await contact("Switchboard", ["+74950170031"]);
  await contact("Binned", ["+74950170032"], { deletedAt: new Date() });
  await office.db.ignoredNumber.create({ data: { e164: "+74950170031", kind: "own" } });
  expect(await matchNumbers(office.db, ["+74950170031", "+74950170032"])).toEqual(new Map());
});

it("whoever writes calls finds the same as whoever shows them", async () => {
  const asked = ["+73430112233", "+380671234567", "+74950170001", "+74950170011", "+74950170031"];
  const written = await directTransaction((tx) => everyMatch(tx, asked));
  expect(written.size).toBe(4);
  expect(written).toEqual(await everyMatch(office.db, asked));
});

if (process.env.TEST_DIALECT === "sqlite") {
  it("reads no table from end to end", async () => {
    const plan = await office.db.$queryRawUnsafe<{ detail: string }[]>(
      `EXPLAIN QUERY PLAN ${matchSql("sqlite")}`,
      "[]",
    );
    const scanned = plan.map(({ detail }) => detail).filter((detail) => detail.startsWith("SCAN"));
    // The numbers asked for, three times, and what was found for them.
    expect(scanned).toHaveLength(4);
    expect(scanned.filter((detail) => !/json_each|SCAN h$/.test(detail))).toEqual([]);
  });
}

describe("each spelling of the table", () => {
  interface Case {
    typed: string;
    country: string;
    e164: string;
  }
  const file = new URL("./phone-number.cases.csv", import.meta.url);
  const cases = parse<Case>(readFileSync(file, "utf8"), { columns: true });

  it("finds whoever wrote the number down in full, and what is no number nobody", async () => {
    await office.db.contact.deleteMany();
    await office.db.numberChoice.deleteMany();
    const understood = cases.filter(({ e164 }) => e164);
    for (const e164 of new Set(understood.map((one) => one.e164))) await contact(e164, [e164]);
    expect(understood.length).toBeGreaterThan(60);
    const found = await matchNumbers(
      office.db,
      understood.map(({ typed, country }) => parsePhoneNumber(typed, country).e164!),
    );
    for (const { typed, country, e164 } of understood) {
      const matches = found.get(parsePhoneNumber(typed, country).e164!) ?? [];
      expect(
        matches.map(({ name }) => name),
        `${typed} in ${country}`,
      ).toEqual([e164]);
    }
  }, 120_000);

  it("is found by that number as a caller's, and by none else; what is no number by none", async () => {
    const callers = [...new Set(cases.flatMap(({ e164 }) => e164 || []))];
    // PostgreSQL keeps no NUL; no form lets one in.
    for (const { typed, country, e164 } of cases.filter((one) => !one.typed.includes("\0"))) {
      await office.db.contact.deleteMany();
      const number = parsePhoneNumber(typed, country);
      const data = { name: typed, searchText: "", numbers: { create: number } };
      await office.db.contact.create({ data });
      const owners = await certainOwners(office.db, callers);
      expect([...owners.keys()], `${typed} in ${country}`).toEqual(e164 ? [e164] : []);
    }
  }, 120_000);
});
