/** The clock is put back by an hour while people talk, as a late time server does it. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { scriptCall } from "#lib/testing/kit/call-script";
import { openProductOffice, type ProductOffice } from "#lib/testing/kit/product-office";
import { seededRandom } from "#lib/testing/kit/random";
import { waitUntil } from "#lib/testing/kit/wait-until";
import { waitUntilSettled } from "#lib/testing/kit/wait-until-settled";
import { nothingLost, verdict } from "./verdict";

let office: ProductOffice;
beforeEach(async () => void (office = await openProductOffice()));
afterEach(() => office.close());

const hour = 3_600_000;
const shim = pathToFileURL(join(import.meta.dirname, "../kit/shift-clock.mjs")).href;

it.each([
  ["back", -hour],
  ["forward", hour],
])(
  "an hour %s in the middle of calls: they end, in order, with no negative time",
  async (_, by) => {
    const shift = join(office.dataDir, "clock-shift");
    writeFileSync(shift, "0");
    const env = { NODE_OPTIONS: `--import=${shim}`, CLOCK_SHIFT_FILE: shift };
    const product = await office.start(env);
    const random = seededRandom(61);
    const calls = Array.from({ length: 30 }, (__, index) =>
      scriptCall(random, { externalId: String(index + 1) }),
    );
    const endings = calls.map(({ steps }) => steps.at(-1)!.event);
    for (const { steps } of calls) for (const { event } of steps.slice(0, -1)) office.tell(event);
    const db = await office.reader();
    const before = await waitUntilSettled(db);

    writeFileSync(shift, String(by));
    const takenBy = `${shift}-${product.pid}`;
    const isTaken = () => existsSync(takenBy) && readFileSync(takenBy, "utf8") === String(by);
    await waitUntil("the product's clock is another", isTaken);
    for (const event of endings) office.tell(event);
    const found = await office.judge(calls);

    expect(verdict(found)).toEqual(nothingLost);
    expect(found.accepted).toBe(before + endings.length);
    const stored = await db.call.findMany({ include: { legs: true } });
    expect(new Set(stored.map((call) => call.state))).toEqual(new Set(["ended"]));
    expect(stored.filter((call) => call.talkSeconds! < 0)).toEqual([]);
    expect(stored.filter((call) => call.endedAt! < call.startedAt)).toEqual([]);
    // The shift did reach the product: the ends were received at its own, other time.
    const rows = await db.inboxMessage.findMany({ orderBy: { id: "asc" } });
    const stepped = rows.at(-1)!.receivedAt.getTime() - rows[0]!.receivedAt.getTime();
    expect(Math.round(stepped / hour)).toBe(by / hour);
    // The link outlives it: one more call comes in.
    const extra = scriptCall(random, { externalId: "999" });
    for (const { event } of extra.steps) office.tell(event);
    expect(verdict(await office.judge([...calls, extra]))).toEqual(nothingLost);
    expect(await db.call.count({ where: { externalId: "999", state: "ended" } })).toBe(1);
    expect((await product.stop("SIGTERM")).code).toBe(0);
  },
);
