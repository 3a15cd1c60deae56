import { expect, it } from "vitest";
import type { Viewer } from "#lib/auth/policy";
import { aCallEvent } from "#lib/testing/kit/call-events";
import { openOffice } from "#lib/testing/kit/office";
import { callsForPublishing } from "../queries";
import { wrapUpCall } from "../wrap-up";
import { changeOutcome } from "./change-outcome";
import { archiveOutcome } from "./outcomes";

const office = await openOffice({
  people: { olena: { extension: "101" }, ivan: {}, maria: { role: "manager" } },
});
const { people } = office;
const olena: Viewer = { id: people.olena, role: "sales" };
const ivan: Viewer = { id: people.ivan, role: "sales" };
const maria: Viewer = { id: people.maria, role: "manager" };
const idOf = async (key: string) =>
  (await office.db.outcome.findUniqueOrThrow({ where: { key } })).id;
const agreed = await idOf("agreed");
const interested = await idOf("interested");

async function talk(externalId: string): Promise<string> {
  await office.record(aCallEvent("call:answered", { externalId }));
  return (await office.record(aCallEvent("call:ended", { externalId, talkSeconds: 5 }))).id;
}
const outcomeOf = async (callId: string) =>
  (await callsForPublishing([callId]))[0]!.view.outcome?.key ?? null;
const told = async (callId: string) =>
  (
    await office.db.auditEntry.findMany({ where: { subjectId: callId }, orderBy: { id: "asc" } })
  ).map(({ event, changes }) => [event, JSON.parse(changes!)] as unknown[]);

it("who talked puts it right days later, and so do managers; the log says from what to what", async () => {
  const callId = await talk("1");
  await wrapUpCall(olena.id, { callId, outcomeId: agreed });
  const longAgo = new Date(Date.now() - 3 * 86_400_000);
  await office.db.call.update({ where: { id: callId }, data: { endedAt: longAgo } });
  const { version } = await office.db.call.findUniqueOrThrow({ where: { id: callId } });
  const changed = await changeOutcome(olena, { callId, outcomeId: interested });
  expect([changed.version, await outcomeOf(callId)]).toEqual([version + 1, "interested"]);
  // Said again, nothing changes.
  expect(await changeOutcome(olena, { callId, outcomeId: interested })).toEqual(changed);
  await changeOutcome(maria, { callId, outcomeId: null });
  expect(await outcomeOf(callId)).toBeNull();
  expect(await told(callId)).toEqual([
    ["call.outcome-changed", { outcome: ["agreed", "interested"] }],
    ["call.outcome-changed", { outcome: ["interested", null] }],
  ]);
});

it("of others' calls, of one under way and of one that nobody answered there is nothing to put right", async () => {
  const callId = await talk("2");
  const { id: live } = await office.record(aCallEvent("call:answered", { externalId: "3" }));
  await office.record(aCallEvent("call:ringing", { externalId: "4" }));
  const silent = { externalId: "4", disposition: "no-answer" } as const;
  const { id: missed } = await office.record(aCallEvent("call:ended", silent));
  for (const [who, id] of [
    [ivan, callId],
    [olena, live],
    [olena, missed],
    [maria, missed],
  ] as const) {
    const change = changeOutcome(who, { callId: id, outcomeId: agreed });
    await expect(change).rejects.toThrow("not-found");
  }
});

it("an outcome that was archived can't be chosen", async () => {
  const callId = await talk("5");
  const gone = await idOf("wrong-number");
  await archiveOutcome(gone);
  const change = changeOutcome(olena, { callId, outcomeId: gone });
  await expect(change).rejects.toThrow("not-found");
});
