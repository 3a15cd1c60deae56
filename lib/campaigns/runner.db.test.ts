/** Polite calls: every rule on a real database, with a provider over real HTTP. */
import { describe, expect, it, vi } from "vitest";
import { kyiv, minute, openCampaignOffice, pass } from "#lib/testing/kit/campaign-office";
import { eventually } from "#lib/testing/kit/eventually";

const office = await openCampaignOffice();
const { campaignOf, campaign, targets, turn, runner, record } = office;

it("calls everybody once, never more at a time than there are channels, and is done", async () => {
  const id = await campaignOf(
    Array.from({ length: 12 }, (_, n) => kyiv(n)),
    { channels: 3 },
  );
  // Each call goes on until three are under way.
  const underWay: (() => void)[] = [];
  office.provider().during = () =>
    new Promise((end) => {
      if (underWay.push(end) === 3) for (const endOne of underWay.splice(0)) endOne();
    });
  const one = runner();
  await vi.waitFor(async () => {
    await turn(one);
    expect(await campaign(id)).toMatchObject({ state: "done" });
  }, eventually);
  expect([...office.provider().dialled].sort()).toEqual(
    Array.from({ length: 12 }, (_, n) => kyiv(n)),
  );
  expect(office.provider().mostAtOnce).toBe(3);
  expect(await office.db.numberClaim.count()).toBe(0);
});

describe("the client's clock", () => {
  it("decides, not ours: Vladivostok's evening waits for its morning", async () => {
    const vladivostok = "+74232123456";
    await campaignOf([kyiv(1), vladivostok]);
    await turn();
    expect(office.provider().dialled).toEqual([kyiv(1)]);
    const waiting = (await targets()).at(-1);
    expect(waiting).toMatchObject({ e164: vladivostok, state: "waiting", attempts: 0 });
    expect(waiting!.nextAttemptAt.toISOString()).toBe("2026-03-10T23:00:00.000Z");
    vi.setSystemTime(Date.parse("2026-03-10T22:59:00Z"));
    await turn();
    expect(office.provider().dialled).toHaveLength(1);
    vi.setSystemTime(Date.parse("2026-03-10T23:00:00Z"));
    await turn();
    expect(office.provider().dialled).toEqual([kyiv(1), vladivostok]);
  });

  it("of a Russian mobile may stand anywhere in Russia, unless somebody decides", async () => {
    const mobile = "+79161234567";
    const id = await campaignOf([mobile]);
    await turn();
    expect(office.provider().dialled).toEqual([]);
    // 9:00 in Kaliningrad, 19:00 in Kamchatka.
    expect((await targets(id))[0]!.nextAttemptAt.toISOString()).toBe("2026-03-11T07:00:00.000Z");
    const never = await campaignOf([mobile], { hoursFrom: 10 * 60 });
    await turn();
    expect(await targets(never)).toMatchObject([{ state: "skipped", skippedReason: "no-hours" }]);
    await campaignOf([mobile], { assumedZone: "Europe/Moscow" });
    await turn();
    expect(office.provider().dialled).toEqual([mobile]);
  });

  it("shows weekends as well", async () => {
    await campaignOf([kyiv(1)], { weekdays: "67" });
    await turn();
    expect(office.provider().dialled).toEqual([]);
    expect((await targets())[0]!.nextAttemptAt.toISOString()).toBe("2026-03-14T07:00:00.000Z");
  });
});

it("heeds 'do not call' in the middle of a run, for every contact with the number", async () => {
  const contact = (name: string, e164: string) =>
    office.db.contact.create({
      data: { name, searchText: name, numbers: { create: { raw: e164, e164, digits: e164 } } },
    });
  await contact("First", kyiv(1));
  const second = await contact("Second", kyiv(2));
  const id = await campaignOf([kyiv(1), kyiv(2)], { channels: 1 });
  // While the first is being called the second says no.
  office.provider().during = async () => {
    await office.db.contact.update({ where: { id: second.id }, data: { doNotCall: true } });
  };
  const one = runner();
  await turn(one);
  await turn(one);
  expect(office.provider().dialled).toEqual([kyiv(1)]);
  expect((await targets(id))[1]).toMatchObject({
    state: "skipped",
    skippedReason: "do-not-call",
    attempts: 0,
  });
});

describe("attempts", () => {
  it("are as many as allowed, with the gap between them", async () => {
    const id = await campaignOf([kyiv(1)], { maxAttempts: 2 });
    office.provider().answer = () => "no-answer";
    await turn();
    pass(59 * minute);
    await turn();
    expect(office.provider().dialled).toHaveLength(1);
    pass(minute);
    await turn();
    expect(office.provider().dialled).toHaveLength(2);
    expect(await targets(id)).toMatchObject([
      { state: "done", disposition: "no-answer", attempts: 2 },
    ]);
    pass(24 * 60 * minute);
    await turn();
    expect(office.provider().dialled).toHaveLength(2);
  });

  it("of another campaign count: their gap, and their number within a day", async () => {
    office.provider().answer = () => "busy";
    await campaignOf([kyiv(1)], { maxAttempts: 1 });
    await turn();
    await campaignOf([kyiv(1)], { maxAttempts: 2 });
    await turn();
    expect(office.provider().dialled).toHaveLength(1);
    pass(60 * minute);
    await turn();
    expect(office.provider().dialled).toHaveLength(2);
    pass(60 * minute);
    await turn();
    expect(office.provider().dialled).toHaveLength(2);
    pass(22 * 60 * minute);
    await turn();
    expect(office.provider().dialled).toHaveLength(3);
  });
});

it("leaves people alone who are in another call with us", async () => {
  const id = await campaignOf([kyiv(1)]);
  const incoming = {
    externalId: "hello",
    clientNumber: kyiv(1),
    extension: "101",
    direction: "incoming",
  } as const;
  await record({ kind: "call:answered", ...incoming });
  await turn();
  expect(office.provider().dialled).toEqual([]);
  await record({ kind: "call:ended", ...incoming, disposition: "answered" });
  pass(minute);
  await turn();
  expect(office.provider().dialled).toEqual([kyiv(1)]);
  expect(await targets(id)).toMatchObject([{ state: "done" }]);
});

it("never dials one person twice at once, from two campaigns and two runners, 50 times", async () => {
  office.provider().callTakes = 10;
  for (let round = 0; round < 50; round++) {
    const numbers = [kyiv(2 * round), kyiv(2 * round + 1)];
    await Promise.all([campaignOf(numbers), campaignOf(numbers)]);
    const two = [runner(), runner()];
    await Promise.all(two.map((runner) => turn(runner)));
  }
  expect(office.provider().twiceAtOnce).toEqual([]);
  expect([...office.provider().dialled].sort()).toEqual(
    Array.from({ length: 100 }, (_, n) => kyiv(n)),
  );
}, 120_000);

it("keeps to its channels with many runners on one campaign", async () => {
  office.provider().callTakes = 30;
  await campaignOf(
    Array.from({ length: 20 }, (_, n) => kyiv(n)),
    { channels: 2 },
  );
  const many = Array.from({ length: 4 }, () => runner());
  for (let round = 0; round < 8; round++) await Promise.all(many.map((runner) => turn(runner)));
  expect(office.provider().mostAtOnce).toBeLessThanOrEqual(2);
  expect(new Set(office.provider().dialled).size).toBe(office.provider().dialled.length);
});
