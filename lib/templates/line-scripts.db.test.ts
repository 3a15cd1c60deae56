import { expect, it } from "vitest";
import type { Viewer } from "#lib/auth/policy";
import type { Role } from "#lib/auth/roles";
import { contextOfCall } from "#lib/card/client-context";
import { asRequest } from "#lib/testing/kit/as-request";
import { aCallEvent } from "#lib/testing/kit/call-events";
import { openOffice } from "#lib/testing/kit/office";
import { listLineScripts } from "./line-scripts";
import { setLineScriptAction } from "./script-actions";

const office = await openOffice({
  people: { olena: { extension: "101" }, maria: { role: "manager" } },
});
const olena: Viewer = { id: office.people.olena, role: "sales" };
const cookies: Partial<Record<Role, string>> = {
  sales: (await office.signIn(office.people.olena)).cookie,
  manager: (await office.signIn(office.people.maria)).cookie,
};
const set = (input: unknown, role: Role = "manager") =>
  asRequest(cookies[role]!, () => setLineScriptAction(input));

let calls = 0;
/** What Olena's card of a call says is read out. */
async function scriptOn(trunk: string | null, direction: "incoming" | "outgoing" = "incoming") {
  const { id } = await office.record(
    aCallEvent("call:ringing", {
      externalId: String(++calls),
      direction,
      ...(trunk && { trunk }),
    }),
  );
  return (await contextOfCall(olena, { callId: id, since: new Date() })).script;
}

it("is on the card of whoever is called on the line, however the line is written", async () => {
  expect(await scriptOn("83430009988")).toBeNull();
  const text = "Good day, Romashka!\nWhat are you calling about?";
  expect(await set({ line: "+7 (343) 000-99-88", text })).toEqual({ ok: true, data: null });
  await set({ line: " sales line ", text: "Sales, good day!" });
  expect(await scriptOn("83430009988")).toBe(text);
  expect(await scriptOn("+73430009988")).toBe(text);
  expect(await scriptOn("sales line")).toBe("Sales, good day!");
  expect(await scriptOn("+73430009987")).toBeNull();
  expect(await scriptOn("line 2")).toBeNull();
  expect(await scriptOn(null)).toBeNull();
  expect(await scriptOn("+73430009988", "outgoing")).toBeNull();
});

it("lists the lines that calls came in on, those of our own, and those with a script", async () => {
  await office.db.ignoredNumber.create({ data: { e164: "+73430009900", kind: "own" } });
  await office.db.ignoredNumber.create({ data: { e164: "+73430009901", kind: "ignored" } });
  await set({ line: "+73430009902", text: "Never called yet" });
  expect((await listLineScripts()).map(({ line, text }) => [line, text !== ""])).toEqual([
    ["+73430009900", false],
    ["+73430009902", true],
    ["+73430009987", false],
    ["+73430009988", true],
    ["line 2", false],
    ["sales line", true],
  ]);
});

it("is gone when it is emptied, and the audit log tells what it was", async () => {
  const line = "+73430009902";
  await set({ line, text: "" });
  // Said again, nothing changes.
  await set({ line, text: "" });
  expect(await scriptOn(line)).toBeNull();
  const entries = await office.db.auditEntry.findMany({
    where: { subjectId: line },
    orderBy: { id: "asc" },
  });
  expect(entries.map(({ event, changes }) => [event, JSON.parse(changes!) as unknown])).toEqual([
    ["script.changed", { text: [null, "Never called yet"] }],
    ["script.changed", { text: ["Never called yet", null] }],
  ]);
});

it.each([
  ["no line", { line: " " }, { line: "required" }],
  ["a long line", { line: "1".repeat(65) }, { line: "tooLong" }],
  ["a long text", { text: "t".repeat(2_001) }, { text: "tooLong" }],
])("%s is refused, and named", async (_, wrong, fields) => {
  const input = { line: "+73430009988", text: "Good day!", ...wrong };
  expect(await set(input)).toEqual({ ok: false, code: "invalid", fields });
});

it("sales people write none", async () => {
  const input = { line: "+73430009988", text: "Mine" };
  expect(await set(input, "sales")).toEqual({ ok: false, code: "not-allowed" });
});
