import { afterEach, describe, expect, it } from "vitest";
import { openOffice } from "#lib/testing/kit/office";
import type { CardStage } from "./call-view";
import { dismissCard } from "./wrap-up";
import { liveCallsOf } from "./live-calls";
import { callsForPublishing } from "./queries";

const office = await openOffice({ people: { olena: {}, ivan: {} } });
const { olena, ivan } = office.people;
afterEach(() => office.db.call.deleteMany());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

/** A call that rang at both, answered by Olena when it is active or ended. */
async function call(
  state: "ringing" | "active" | "ended",
  over: { endedAt?: Date; replayed?: boolean } = {},
): Promise<string> {
  const startedAt = minutesAgo(300);
  const answered = state !== "ringing";
  const legs = [
    { extension: "101", userId: olena, state, answeredAt: answered ? startedAt : null },
    { extension: "102", userId: ivan, state: answered ? "missed" : "ringing" },
  ];
  const { id } = await office.db.call.create({
    data: {
      connectionId: office.connections.office.connectionId,
      direction: "incoming",
      clientRaw: "73430112233",
      state,
      startedAt,
      ...(state === "ended" && { endedAt: minutesAgo(1), disposition: "answered" }),
      ...over,
      legs: { create: legs.map((leg) => ({ ...leg, startedAt })) },
    },
  });
  return id;
}
const shown = async (userId: string) => (await liveCallsOf(userId)).map((call) => call.id);
async function dismissedBy(callId: string): Promise<(CardStage | null)[]> {
  return (await callsForPublishing([callId]))[0]!.view.legs.map((leg) => leg.dismissed);
}

describe("a card put away", () => {
  it("is so for its person alone, and makes the call newer once", async () => {
    const id = await call("ringing");
    expect(await dismissCard(olena, { callId: id, stage: "ringing" })).toEqual({ version: 2 });
    expect(await dismissCard(olena, { callId: id, stage: "ringing" })).toEqual({ version: 2 });
    expect(await dismissedBy(id)).toEqual(["ringing", null]);
    expect((await callsForPublishing([id]))[0]!.view.version).toBe(2);
  });

  it("loses nothing when both put theirs away at once", async () => {
    const id = await call("ringing");
    await Promise.all(
      [olena, ivan].map((who) => dismissCard(who, { callId: id, stage: "ringing" })),
    );
    expect(await dismissedBy(id)).toEqual(["ringing", "ringing"]);
    expect((await callsForPublishing([id]))[0]!.view.version).toBe(3);
  });

  it("can't be another's", async () => {
    const id = await call("ringing");
    await office.db.callLeg.updateMany({ where: { userId: ivan }, data: { userId: null } });
    await expect(dismissCard(ivan, { callId: id, stage: "ringing" })).rejects.toThrow("not-found");
    await expect(dismissCard(ivan, { callId: ivan, stage: "ringing" })).rejects.toThrow();
  });

  it("stays wrapped up when a screen that is late says otherwise", async () => {
    const id = await call("ended");
    await dismissCard(olena, { callId: id, stage: "wrap-up" });
    await dismissCard(olena, { callId: id, stage: "active" });
    expect(await dismissedBy(id)).toEqual(["wrap-up", null]);
  });
});

describe("what a screen shows when it opens", () => {
  it("is a talk that ended, for whoever talked, until it is put away", async () => {
    const id = await call("ended");
    await dismissCard(olena, { callId: id, stage: "active" });
    expect(await shown(olena)).toEqual([id]);
    expect(await shown(ivan)).toEqual([]);
    await dismissCard(olena, { callId: id, stage: "wrap-up" });
    expect(await shown(olena)).toEqual([]);
  });

  it("is none of more than four hours ago, and no history told late", async () => {
    await call("ended", { endedAt: minutesAgo(241) });
    await call("ended", { replayed: true });
    expect(await shown(olena)).toEqual([]);
  });

  it("is a call under way even when its card is put away", async () => {
    const id = await call("active");
    await dismissCard(olena, { callId: id, stage: "active" });
    expect(await shown(olena)).toEqual([id]);
  });
});
