/** What becomes of an attempt: results, refusals, crashes, pauses. */
import { describe, expect, it } from "vitest";
import { beginAttempt } from "./begin-attempt";
import { claimNumber, type Claim } from "./claim-number";
import { listTargets } from "./queries";
import { kyiv, minute, openCampaignOffice, pass } from "#lib/testing/kit/campaign-office";

const office = await openCampaignOffice();
const { campaignOf, campaign, targets, turn, runner, tell } = office;

describe("a copy that is killed", () => {
  it("between its claim and the call holds the number for a minute, no longer", async () => {
    const id = await campaignOf([kyiv(1)]);
    await claimNumber({ e164: kyiv(1), campaignId: id, channels: 5, now: new Date() });
    await turn();
    expect(office.provider().dialled).toEqual([]);
    pass(61_000);
    await turn();
    expect(office.provider().dialled).toEqual([kyiv(1)]);
  });

  it("in the middle of a call is not answered by a second one: the result is joined", async () => {
    const id = await campaignOf([kyiv(1)]);
    const claim = await claimNumber({
      e164: kyiv(1),
      campaignId: id,
      channels: 5,
      now: new Date(),
    });
    const [target] = await targets(id);
    await beginAttempt(target!.id, claim as Claim, new Date());
    await turn();
    expect(office.provider().dialled).toEqual([]);
    pass(30_000);
    await tell(kyiv(1), "answered", "77");
    await turn();
    const [call] = await office.db.call.findMany();
    expect(await targets(id)).toMatchObject([
      { state: "done", disposition: "answered", callId: call!.id },
    ]);
    expect(await office.db.numberClaim.count()).toBe(0);
  });

  it("of whose call nothing is ever heard: unknown, counted, tried again after the gap", async () => {
    const id = await campaignOf([kyiv(1)]);
    const claim = await claimNumber({
      e164: kyiv(1),
      campaignId: id,
      channels: 5,
      now: new Date(),
    });
    await beginAttempt((await targets(id))[0]!.id, claim as Claim, new Date());
    pass(16 * minute);
    await turn();
    expect(await targets(id)).toMatchObject([
      { state: "waiting", disposition: "unknown", attempts: 1 },
    ]);
    pass(45 * minute);
    await turn();
    expect(office.provider().dialled).toEqual([kyiv(1)]);
  });
});

describe("what the provider says", () => {
  it("later, by the call's own events, becomes the result", async () => {
    office.provider().answer = () => "later";
    const id = await campaignOf([kyiv(1)], { maxAttempts: 1 });
    await turn();
    expect(await targets(id)).toMatchObject([{ state: "claimed", attempts: 1 }]);
    pass(20_000);
    await tell(kyiv(2), "busy", "other");
    await turn();
    expect(await targets(id)).toMatchObject([{ state: "claimed" }]);
    await tell(kyiv(1), "busy", "1");
    await turn();
    expect(await targets(id)).toMatchObject([{ state: "done", disposition: "busy" }]);
    expect(await campaign(id)).toMatchObject({ state: "done" });
  });

  it("at once is joined with the call that is told of afterwards", async () => {
    const id = await campaignOf([kyiv(1)]);
    await turn();
    expect(await targets(id)).toMatchObject([{ disposition: "answered", callId: null }]);
    pass(5_000);
    await tell(kyiv(1), "answered", "1");
    await turn();
    const [call] = await office.db.call.findMany();
    expect(await targets(id)).toMatchObject([{ callId: call!.id }]);
  });

  it("'not now' is no attempt: everybody waits, and is called later", async () => {
    office.provider().answer = () => "not-now";
    const id = await campaignOf([kyiv(1), kyiv(2)], { channels: 1 });
    await turn();
    await turn();
    expect(office.provider().dialled).toHaveLength(1);
    expect(await targets(id)).toMatchObject([
      { state: "waiting", attempts: 0, lastAttemptAt: null },
      { state: "waiting", attempts: 0 },
    ]);
    expect(await campaign(id)).toMatchObject({
      detail: "TimeLimit",
    });
    office.provider().answer = () => "answered";
    pass(5 * minute);
    const one = runner();
    await turn(one);
    await turn(one);
    expect(await targets(id)).toMatchObject([{ state: "done" }, { state: "done" }]);
  });

  it("'no' five times in a row pauses the campaign with its words", async () => {
    office.provider().answer = () => "refused";
    const id = await campaignOf(
      Array.from({ length: 20 }, (_, n) => kyiv(n)),
      { channels: 1 },
    );
    const one = runner();
    for (let round = 0; round < 10; round++) await turn(one);
    expect(office.provider().dialled).toHaveLength(5);
    expect(await campaign(id)).toMatchObject({
      state: "paused",
      detail: "No money",
    });
  });

  it("nothing, cut in the middle: is not dialled again before its time", async () => {
    office.provider().answer = () => "silence";
    const id = await campaignOf([kyiv(1)]);
    await turn();
    await turn();
    expect(office.provider().dialled).toHaveLength(1);
    expect(await targets(id)).toMatchObject([{ state: "claimed", attempts: 1 }]);
  });
});

it("dials nobody new when paused, and lets calls under way end", async () => {
  office.provider().answer = () => "later";
  const id = await campaignOf([kyiv(1), kyiv(2)], { channels: 1 });
  await turn();
  await office.db.campaign.update({ where: { id }, data: { state: "paused" } });
  pass(5_000);
  await tell(kyiv(1), "answered", "1");
  await turn();
  expect(office.provider().dialled).toEqual([kyiv(1)]);
  expect(await targets(id)).toMatchObject([{ state: "done" }, { state: "waiting" }]);
});

it("says of a number that the provider refused why, until it is called", async () => {
  const id = await campaignOf([kyiv(1)], { maxAttempts: 3 });
  office.provider().answer = () => "refused";
  await turn();
  const failure = { code: "refused", message: "No money" };
  expect((await listTargets(id, 1)).targets).toMatchObject([{ disposition: "failed", failure }]);
  office.provider().answer = () => "answered";
  pass(61 * minute);
  await turn();
  expect((await listTargets(id, 1)).targets).toMatchObject([
    { disposition: "answered", failure: null },
  ]);
});
