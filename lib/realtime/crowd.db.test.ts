/** Many browsers that connect at once, as after a restart, while the database is slow. */
import { expect, it, onTestFinished, vi } from "vitest";
import type { CallView } from "#lib/calls/call-view";
import type { PresenceView } from "#lib/people/presence";
import { recordCallEvents } from "#lib/calls/record-call-events";
import { aCallEvent } from "#lib/testing/kit/call-events";
import { addPerson, openOffice } from "#lib/testing/kit/office";
import { browserSocket, openRealtime } from "#lib/testing/kit/open-realtime";
import { slowDatabase } from "#lib/testing/kit/slow-database";

const office = await openOffice();
const { connectionId } = office.connections.office;
const crowd = 50;
/** Of the slow database, in ms. */
const patience = { timeout: 40_000, interval: 20 };

interface Told {
  order: string[];
  presence: PresenceView | null;
  unread: number | null;
  calls: string[] | null;
}

/** Each has a call of their own, every third one a notice. */
async function addCrowd() {
  const numbers = Array.from({ length: crowd }, (_, n) => String(100 + n));
  const userIds = await Promise.all(
    numbers.map((number) => addPerson(`person-${number}`, { [connectionId]: number })),
  );
  const ringing = numbers.map((extension) => ({
    event: aCallEvent("call:ringing", { externalId: extension, extension }),
    source: office.connections.office,
    receivedAt: new Date(),
  }));
  const calls = await recordCallEvents(ringing);
  const waiting = userIds.filter((_, n) => n % 3 === 0);
  const notice = { kind: "client", byId: "", at: new Date(), count: 2 };
  await office.db.notice.createMany({ data: waiting.map((userId) => ({ ...notice, userId })) });
  return Promise.all(
    userIds.map(async (userId) => ({
      userId,
      callId: calls.find(({ userIds }) => userIds.includes(userId))!.view.id,
      unread: waiting.includes(userId) ? 1 : 0,
      ...(await office.signIn(userId)),
    })),
  );
}

function connect(url: string, cookie: string): Told {
  const socket = browserSocket(url, { cookie });
  onTestFinished(() => void socket.disconnect());
  const told: Told = { order: [], presence: null, unread: null, calls: null };
  socket.onAny((event: string) => told.order.push(event));
  socket.on("presence", (presence: PresenceView) => (told.presence = presence));
  socket.on("notices", ({ unread }: { unread: number }) => (told.unread = unread));
  socket.on("calls:snapshot", ({ calls }: { calls: CallView[] }) => {
    told.calls = calls.map(({ id }) => id);
  });
  return told;
}

it("costs a few questions, a few at once, and each is sent what is theirs", async () => {
  const people = await addCrowd();
  const { realtime, url } = await openRealtime();
  onTestFinished(() => realtime.close());
  const database = slowDatabase(100);
  onTestFinished(database.restore);
  const told = people.map(({ cookie }) => connect(url, cookie));
  await vi.waitFor(() => {
    for (const { order } of told) expect(order.at(-1)).toBe("callbacks:snapshot");
  }, patience);
  for (const [n, { userId, callId, unread }] of people.entries()) {
    expect(told[n]).toEqual({
      order: ["presence", "notices", "calls:snapshot", "callbacks:snapshot"],
      presence: { userId, doNotDisturb: false, away: false },
      unread,
      calls: [callId],
    });
  }
  // Each by themselves they would ask nine times; whoever has a notice is asked about alone.
  expect(database.questions()).toBeLessThan(4 * crowd);
  // One of each kind; the pool has twenty connections, which calls need too.
  expect(database.atOnce()).toBeLessThanOrEqual(10);
});
