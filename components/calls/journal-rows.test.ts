import { expect, it } from "vitest";
import type { CallView } from "#lib/calls/call-view";
import { aCall } from "#lib/testing/kit/views";
import { journalRows } from "./journal-rows";

const call = (id: string, clock: string, more: Partial<CallView> = {}): CallView =>
  aCall({ id, startedAt: `2026-11-29T${clock}:00.000Z`, ...more });
const rows = (served: CallView[], live: CallView[], takesNew = true) => {
  const byId = new Map(live.map((one) => [one.id, one]));
  return journalRows(served, byId, { takesNew }).map(({ id }) => id);
};
const served = [call("new", "12:00"), call("old", "10:00")];

it("puts a talk that becomes known late where its time is, below newer calls", () => {
  const talk = call("talk", "11:00", { state: "ended" });
  expect(rows(served, [talk, call("rings", "12:05")])).toEqual(["rings", "new", "talk", "old"]);
});

it("moves a row whose beginning was told anew", () => {
  expect(rows(served, [call("new", "09:00", { version: 9 })])).toEqual(["old", "new"]);
});

it("orders calls of one moment as the journal's query does", () => {
  expect(rows(served, [call("b", "12:00"), call("z", "12:00")])).toEqual(["z", "new", "b", "old"]);
});

it("leaves what is older than the page to later pages, which take nothing new", () => {
  expect(rows(served, [call("older", "09:00")])).toEqual(["new", "old"]);
  expect(rows(served, [call("rings", "12:05")], false)).toEqual(["new", "old"]);
});
