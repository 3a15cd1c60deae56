/** What a link brings is stored under its lease's fence alone, and what two copies have in hand is applied once. */
import { afterEach, describe, expect, it } from "vitest";
import { log } from "#lib/base/log";
import { db } from "#lib/db/client";
import { openOffice } from "#lib/testing/kit/office";
import { aCallEvent } from "#lib/testing/kit/call-events";
import { nobody } from "#lib/testing/kit/telephony";
import { applyMessages } from "./apply-messages";
import { linkLease } from "./inbox";
import { createIngest, LeaseEnded } from "./ingest";
import type { MessageSource } from "./runtime";

const office = await openOffice();
const ingest = createIngest({ log: log(), audience: nobody });
const source: MessageSource = {
  ...office.connections.office,
  adapter: { id: "test", parse: (raw) => [aCallEvent("call:ringing", { externalId: raw })] },
};
const { connectionId } = source;

afterEach(async () => {
  await ingest.idle();
  await db().call.deleteMany();
  await db().inboxMessage.deleteMany();
  await db().lease.deleteMany();
});

const message = (key: string) => ({ key, raw: key });
const holdUnder = (fence: number) =>
  db().lease.create({
    data: { key: linkLease(connectionId), holder: "b", fence, until: new Date() },
  });
const stored = async () => (await db().inboxMessage.findMany()).map(({ key }) => key).sort();

describe("under a fence", () => {
  it("is stored while it is the lease's", async () => {
    await holdUnder(3);
    await ingest.accept({ ...source, fence: 3 }, [message("a")]);
    expect(await stored()).toEqual(["a"]);
  });

  it("is refused once another copy has the lease, beside others that are stored", async () => {
    await holdUnder(4);
    const [late, hook] = await Promise.allSettled([
      ingest.accept({ ...source, fence: 3 }, [message("late"), message("later")]),
      ingest.accept(source, [message("hook")]),
    ]);
    expect(late).toMatchObject({ status: "rejected", reason: expect.any(LeaseEnded) });
    expect(hook.status).toBe("fulfilled");
    expect(await stored()).toEqual(["hook"]);
  });

  it("is refused where nobody has the lease", async () => {
    await expect(ingest.accept({ ...source, fence: 1 }, [message("a")])).rejects.toThrow(
      LeaseEnded,
    );
    expect(await stored()).toEqual([]);
  });
});

it("applies a message once, whichever of two copies settles it first", async () => {
  const row = await db().inboxMessage.create({
    data: { connectionId, key: "k", raw: "call-1", receivedAt: new Date() },
  });
  const told: number[] = [];
  const options = {
    log: log(),
    audience: { calls: (calls: readonly unknown[]) => void told.push(calls.length) },
  };
  const both = [0, 1].map(() => applyMessages([{ ...row, source }], options));
  await Promise.all(both);
  expect(await db().call.count()).toBe(1);
  // One of them has written it; the other has found nothing left to do.
  expect(told.filter((count) => count > 0)).toEqual([1]);
  const { version } = await db().call.findFirstOrThrow();
  expect(version).toBe(1);
});
