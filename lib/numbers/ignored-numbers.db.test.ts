import { expect, it } from "vitest";
import { asRequest } from "#lib/testing/kit/as-request";
import { openOffice } from "#lib/testing/kit/office";
import { ignoreNumberAction } from "./actions";

const office = await openOffice({ people: { ada: { role: "admin" } }, connections: {} });
const { cookie } = await office.signIn(office.people.ada);
const ignore = (raw: string, more: { kind?: string; note?: string } = {}) =>
  asRequest(cookie, () => ignoreNumberAction({ raw, kind: "own", ...more }));
const told = () => office.db.auditEntry.count({ where: { event: "number.ignored" } });

it("a number that is in the list already is not added again, however it is written", async () => {
  const known = { ok: false, code: "invalid", fields: { raw: "known" } };
  expect(await ignore("+380671112233", { note: "reception" })).toMatchObject({ ok: true });
  expect(await ignore("+380 67 111-22-33")).toEqual(known);
  expect(await ignore("00380671112233", { note: "reception" })).toEqual(known);
  expect(await told()).toBe(1);
  expect(await ignore("+380671112233", { note: "the hall" })).toMatchObject({ ok: true });
  expect(await ignore("+380671112233", { kind: "ignored" })).toMatchObject({ ok: true });
  expect(await told()).toBe(3);
});
