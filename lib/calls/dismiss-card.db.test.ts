import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import type { CardStage } from "#lib/realtime/events";
import { dismissCard } from "./dismiss-card";
import { callsForPublishing, liveCallsOf } from "./queries";

let test: TestDatabase;
const ids = { office: "", olena: "", ivan: "" };

beforeAll(async () => {
  test = await createTestDatabase();
  const { id } = await test.db.connection.create({
    data: { slug: "office", provider: "prostie-zvonki", name: "Office", settings: "{}" },
  });
  ids.office = id;
  for (const name of ["olena", "ivan"] as const) {
    const data = { email: `${name}@x.test`, name, role: "sales", passwordHash: "-" };
    ids[name] = (await test.db.user.create({ data })).id;
  }
});
afterAll(() => test.close());
afterEach(() => test.db.call.deleteMany());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

/** A call that rang at both, answered by Olena when it is active or ended. */
async function call(
  state: "ringing" | "active" | "ended",
  over: { endedAt?: Date; replayed?: boolean } = {},
): Promise<string> {
  const startedAt = minutesAgo(300);
  const answered = state !== "ringing";
  const legs = [
    { extension: "101", userId: ids.olena, state, answeredAt: answered ? startedAt : null },
    { extension: "102", userId: ids.ivan, state: answered ? "missed" : "ringing" },
  ];
  const { id } = await test.db.call.create({
    data: {
      connectionId: ids.office,
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
const shown = async (userId: string) => (await liveCallsOf(userId)).map((one) => one.id);
async function dismissedBy(callId: string): Promise<(CardStage | null)[]> {
  return (await callsForPublishing([callId]))[0]!.view.legs.map((leg) => leg.dismissed);
}

describe("a card put away", () => {
  it("is so for its person alone, and makes the call newer once", async () => {
    const id = await call("ringing");
    expect(await dismissCard(ids.olena, { callId: id, stage: "ringing" })).toEqual({ version: 2 });
    expect(await dismissCard(ids.olena, { callId: id, stage: "ringing" })).toEqual({ version: 2 });
    expect(await dismissedBy(id)).toEqual(["ringing", null]);
    expect((await callsForPublishing([id]))[0]!.view.version).toBe(2);
  });

  it("loses nothing when both put theirs away at once", async () => {
    const id = await call("ringing");
    await Promise.all(
      [ids.olena, ids.ivan].map((who) => dismissCard(who, { callId: id, stage: "ringing" })),
    );
    expect(await dismissedBy(id)).toEqual(["ringing", "ringing"]);
    expect((await callsForPublishing([id]))[0]!.view.version).toBe(3);
  });

  it("can't be another's", async () => {
    const id = await call("ringing");
    await test.db.callLeg.updateMany({ where: { userId: ids.ivan }, data: { userId: null } });
    await expect(dismissCard(ids.ivan, { callId: id, stage: "ringing" })).rejects.toThrow(
      "not-found",
    );
    await expect(dismissCard(ids.ivan, { callId: ids.ivan, stage: "ringing" })).rejects.toThrow();
  });

  it("stays wrapped up when a screen that is late says otherwise", async () => {
    const id = await call("ended");
    await dismissCard(ids.olena, { callId: id, stage: "wrap-up" });
    await dismissCard(ids.olena, { callId: id, stage: "active" });
    expect(await dismissedBy(id)).toEqual(["wrap-up", null]);
  });
});

describe("what a screen shows when it opens", () => {
  it("is a talk that ended, for whoever talked, until it is put away", async () => {
    const id = await call("ended");
    await dismissCard(ids.olena, { callId: id, stage: "active" });
    expect(await shown(ids.olena)).toEqual([id]);
    expect(await shown(ids.ivan)).toEqual([]);
    await dismissCard(ids.olena, { callId: id, stage: "wrap-up" });
    expect(await shown(ids.olena)).toEqual([]);
  });

  it("is none of more than four hours ago, and no history told late", async () => {
    await call("ended", { endedAt: minutesAgo(241) });
    await call("ended", { replayed: true });
    expect(await shown(ids.olena)).toEqual([]);
  });

  it("is a call under way even when its card is put away", async () => {
    const id = await call("active");
    await dismissCard(ids.olena, { callId: id, stage: "active" });
    expect(await shown(ids.olena)).toEqual([id]);
  });
});
