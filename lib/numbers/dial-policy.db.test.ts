import { beforeEach, describe, expect, it } from "vitest";
import { openOffice } from "#lib/testing/kit/office";
import { refuseDial, saveDialRules } from "./dial-policy";
import { defaultDialRules, type DialRules } from "./dial-rules";

const { db, people } = await openOffice({
  people: { olena: {}, maria: { role: "manager" }, ada: { role: "admin" } },
  connections: { kyiv: { country: "UA" } },
});
type Name = keyof typeof people;

const rules = (over: Partial<DialRules>) => saveDialRules({ ...defaultDialRules, ...over });
const codeOf = async (number: string, name: Name | null = "olena", country = "UA") =>
  (await refuseDial({ number, country }, { userId: name && people[name] }))?.code ?? null;
beforeEach(() => rules({}));

const usual = [
  "+380441239876",
  "0441239876",
  "+73430112233",
  "+4930123456",
  "+14155550100",
  "0073430112233",
  "044 123-98-76",
  "+380 44 123 98 76 5",
  // Of no plan, nor near a dear range.
  "+380110112233",
];
const dear = [
  "+19005550123",
  "0900212345",
  "+39899123456",
  "+8707731234",
  "+881612345678",
  "+979123456789",
  "0900123456",
  "+380900123456",
  "09001234567",
  "0900123456789",
  "00881612345678",
  "+190055501234",
];
/** Nobody can tell where a PBX or an exchange leads these. */
const unknown = [
  "0900123456#",
  "006834002#",
  "100w0900123456",
  "*21*0900123456#",
  "+99912345678",
  "0099912345678",
  "0900123",
  "12345678",
];
const inside = ["101", "112", "911", "0 800", "*101", "*77", "001", "810", "123456", "1234567"];

describe("at first", () => {
  it.each([...usual, ...inside])("everybody calls %s", async (number) => {
    for (const name of ["olena", "maria", "ada", null] as const) {
      expect(await codeOf(number, name), String(name)).toBeNull();
    }
  });

  it.each(dear)("administrators alone call %s", async (number) => {
    const codes = [];
    for (const name of ["olena", "maria", "ada", null] as const)
      codes.push(await codeOf(number, name));
    expect(codes).toEqual(["dial-dear", "dial-dear", null, "dial-dear"]);
  });
});

describe("the rules", () => {
  it.each(unknown)("let those who may call dear numbers call %s", async (number) => {
    const codes = () => Promise.all([codeOf(number), codeOf(number, null), codeOf(number, "ada")]);
    expect(await codes()).toEqual(["dial-unknown", "dial-unknown", null]);
    await rules({ dear: "everybody" });
    expect(await codes()).toEqual([null, null, null]);
  });

  it("keep a role at home, or to the listed countries", async () => {
    await rules({
      countries: ["DE", "KZ"],
      reach: { sales: "home", manager: "listed", admin: "everywhere" },
    });
    const by = async (number: string) => [
      await codeOf(number, "olena"),
      await codeOf(number, "maria"),
      await codeOf(number, "ada"),
    ];
    expect(await by("044 123-98-76")).toEqual([null, null, null]);
    expect(await by("+4930123456")).toEqual(["dial-country", null, null]);
    expect(await by("+14155550100")).toEqual(["dial-country", "dial-country", null]);
    expect(await by("112")).toEqual([null, null, null]);
    expect(await by("006834002")).toEqual(["dial-country", "dial-country", null]);
    expect(await by("00683")).toEqual(["dial-unknown", "dial-unknown", null]);
    expect(await codeOf("8106834002", "olena", "RU")).toBe("dial-country");
    expect(await codeOf("81099912345", "olena", "RU")).toBe("dial-unknown");
    expect(await by("+99912345678")).toEqual(["dial-unknown", "dial-unknown", null]);
  });

  it("close or open the dear numbers to everybody", async () => {
    await rules({ dear: "nobody" });
    expect(await codeOf("+19005550123", "ada")).toBe("dial-dear");
    await rules({ dear: "everybody" });
    expect(await codeOf("+19005550123", "olena")).toBeNull();
  });

  it("leave entries in the audit log, and no number", async () => {
    await db.auditEntry.count();
    expect(await codeOf("+19005550123", "olena")).toBe("dial-dear");
    const entries = await db.auditEntry.findMany({ orderBy: { id: "asc" } });
    expect(entries.map(({ event }) => event)).toEqual(
      expect.arrayContaining(["setting.changed", "refused.call"]),
    );
    expect(JSON.stringify(entries)).not.toContain("9005550123");
  });
});
