import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RawMessage } from "../contract";
import { freePort } from "../testing";
import { evrotel } from "./adapter";
import { startSimulator, type EvrotelSimulator } from "./simulator";
import { contextFor, settingsFor, token } from "./testing";

let exchange: EvrotelSimulator;
beforeEach(async () => (exchange = await startSimulator({ port: 0, settings: { token } })));
afterEach(() => exchange.close());

const row = (id: number, calldate: string, more: object = {}) => ({
  id,
  calldate: `${calldate.replace(" ", "T")}+00:00`,
  billsec: 5,
  did: null,
  direction: "o",
  numberA: "101",
  numberB: "380971642002",
  disposition: "ANSWERED",
  channel: "Local/1",
  recfile: `/var/www/wav/${id}.wav`,
  ...more,
});

async function readHistory(from: string, to: string, more: object = {}): Promise<RawMessage[]> {
  const ctx = contextFor(settingsFor({ ...exchange.settings, ...more }));
  const messages: RawMessage[] = [];
  const range = { from: new Date(from), to: new Date(to) };
  for await (const batch of evrotel.backfill!(range, ctx)) messages.push(...batch);
  return messages;
}
const keys = (messages: RawMessage[]) => messages.map(({ key }) => key);

it("tells nothing, and asks nobody, without an address", async () => {
  await exchange.close();
  expect(
    await readHistory("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", { statisticsUrl: "" }),
  ).toEqual([]);
});

it("tells people's calls and automatic ones of the range, day by day of the account's zone", async () => {
  exchange.addRow(row(1, "2026-01-09 12:00:00"));
  exchange.addRow(row(2, "2026-01-09 23:59:58"));
  exchange.addRow(row(3, "2026-01-10 00:00:01"), true);
  exchange.addRow(row(4, "2026-01-10 01:30:00"));
  exchange.addRow(row(5, "2026-01-10 02:30:00"));
  exchange.addRow(row(6, "2026-01-11 00:00:01"));
  // 23:50 to 02:00 in Kyiv.
  expect(keys(await readHistory("2026-01-09T21:50:00Z", "2026-01-10T00:00:00Z"))).toEqual([
    "stat:2",
    "stat:4",
    "stat:3",
  ]);
});

it("tells a call that began long before the range and ended in it", async () => {
  exchange.addRow(row(1, "2026-01-09 22:00:00", { billsec: 2 * 3_600 + 60 }));
  expect(keys(await readHistory("2026-01-09T22:00:30Z", "2026-01-09T23:00:00Z"))).toEqual([
    "stat:1",
  ]);
});

it("skips rows with gaps, keeps one nobody can read with its reason", async () => {
  const day = "2026-01-10 12:00:00";
  for (const name of ["billsec", "numberA", "numberB", "direction", "disposition"]) {
    exchange.addRow(row(1, day, { [name]: null }));
  }
  exchange.addRow(row(2, day, { disposition: "EATEN" }));
  exchange.addRow(row(3, day));
  const messages = await readHistory("2026-01-10T09:00:00Z", "2026-01-10T11:00:00Z");
  expect(messages).toMatchObject([
    { key: "stat:2", refused: { field: "disposition" } },
    { key: "stat:3" },
  ]);
});

it("comes in batches", async () => {
  for (let id = 0; id < 450; id++) exchange.addRow(row(id, "2026-01-10 12:00:00"));
  const range = { from: new Date("2026-01-10T09:00:00Z"), to: new Date("2026-01-10T11:00:00Z") };
  const sizes: number[] = [];
  const ctx = contextFor(settingsFor(exchange.settings));
  for await (const batch of evrotel.backfill!(range, ctx)) sizes.push(batch.length);
  expect(sizes).toEqual([200, 200, 50]);
});

it("fails in words when the account is another's, or the answer no list", async () => {
  const now = [new Date().toISOString(), new Date().toISOString()] as const;
  await expect(readHistory(...now, { billcode: "1" })).rejects.toMatchObject({ field: "billcode" });
  exchange.refuseCommands("closed today");
  await expect(readHistory(...now)).rejects.toMatchObject({ code: "unreadable" });
});

describe("the check", () => {
  const check = (more: object = {}) =>
    evrotel.check!(contextFor(settingsFor({ ...exchange.settings, ...more })));

  it("asks for what disturbs nobody", async () => {
    const { detail, abilities, untested } = await check();
    expect(detail).toContain("answers");
    expect(untested).toContain("The token");
    expect(abilities?.map(({ ability, ok }) => [ability, ok])).toEqual([
      ["events", null],
      ["calls", null],
      ["history", true],
    ]);
    // No sound to fetch, nobody to call.
    expect(exchange.received.map(({ path, fields }) => [path, fields.mediafile])).toEqual([
      ["/autodial/media/", ""],
    ]);
  });

  it("finds out a wrong token where Evrotel refuses it", async () => {
    await expect(check({ token: "a-token-of-somebody-else" })).rejects.toMatchObject({
      code: "wrong-token",
      field: "token",
    });
    exchange.refuseCommands("Access denied");
    await expect(check({ statisticsUrl: "" })).rejects.toMatchObject({ field: "token" });
    exchange.refuseCommands("bad");
    expect((await check({ statisticsUrl: "" })).untested).toBeTruthy();
  });

  it("leaves history out where nobody keeps it, and tells when it fails", async () => {
    const without = await check({ statisticsUrl: "" });
    expect(without.abilities?.map(({ ability }) => ability)).toEqual(["events", "calls"]);
    const broken = await check({ statisticsUrl: "http://127.0.0.1:1/" });
    expect(broken.abilities?.at(-1)).toMatchObject({ ability: "history", ok: false });
  });

  it("fails in words when nothing listens", async () => {
    for (const port of [await freePort(), 1]) {
      const baseUrl = `http://127.0.0.1:${port}/`;
      const failure = { code: "not-connected", field: "baseUrl" };
      await expect(check({ baseUrl })).rejects.toMatchObject(failure);
    }
  });
});
