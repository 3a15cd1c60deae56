/** A provider's pauses, from its message to what browsers are published. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { addPerson, openOffice } from "#lib/testing/kit/office";
import { log } from "#lib/base/log";
import { createIngest, type Ingest } from "./ingest";
import { jsonProvider } from "#lib/testing/kit/json-provider";
import { presenceOf, presencesOf } from "#lib/people/presence";
import { nobody } from "#lib/testing/kit/telephony";

const { db, connections } = await openOffice({ connections: { office: { provider: "json" } } });
const source = { ...connections.office, adapter: jsonProvider };
let ingest: Ingest;
let olena: string;
const published: string[] = [];
let sent = 0;

beforeEach(async () => {
  const { connectionId } = connections.office;
  await db.connection.deleteMany({ where: { id: { not: connectionId } } });
  await db.inboxMessage.deleteMany();
  await db.user.deleteMany();
  published.length = 0;
  olena = await addPerson("olena", { [connectionId]: "101" });
  await addPerson("ivan", { [connectionId]: "102" });
  ingest = createIngest({
    log: log(),
    audience: { ...nobody, others: ({ people }) => void published.push(...people) },
  });
});
afterEach(() => ingest.close());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const message = (away: boolean, at?: string, extension = "101") => ({
  key: String(++sent),
  raw: JSON.stringify({
    id: "x",
    event: { kind: "presence:changed", extension, away, ...(at && { at }) },
  }),
});
async function tell(...messages: ReturnType<typeof message>[]) {
  await ingest.accept(source, messages);
  await ingest.idle();
}
const isAway = async () => (await presenceOf(olena)).away;

it("goes with the message's own verdict, and is published of its person alone", async () => {
  await tell(message(true));
  expect(await presenceOf(olena)).toEqual({ userId: olena, doNotDisturb: false, away: true });
  expect(published).toEqual([olena]);
  expect(await db.inboxMessage.findMany()).toMatchObject([{ status: "applied" }]);
  await tell(message(false));
  expect(await isAway()).toBe(false);
  const others = await presencesOf((await db.user.findMany()).map(({ id }) => id));
  expect(others.filter(({ away }) => away)).toEqual([]);
});

it("the newest time wins, in whatever order they are published", async () => {
  await tell(message(true, minutesAgo(1)), message(false, minutesAgo(3)));
  expect(await isAway()).toBe(true);
  published.length = 0;
  await tell(message(false, minutesAgo(2)));
  expect(await isAway()).toBe(true);
  expect(published).toEqual([]);
  await tell(message(false));
  expect(await isAway()).toBe(false);
});

it("a replay of what was published before sets nothing back", async () => {
  await tell(message(true));
  const rows = await db.inboxMessage.findMany();
  await db.inboxMessage.updateMany({ data: { receivedAt: new Date(minutesAgo(5)) } });
  await tell(message(false));
  ingest.reapply(
    source,
    rows.map((row) => ({ ...row, receivedAt: new Date(minutesAgo(5)) })),
  );
  await ingest.idle();
  expect(await isAway()).toBe(false);
});

it("a clock that is ahead does not keep somebody away", async () => {
  await tell(message(true, minutesAgo(-90)));
  expect(await isAway()).toBe(true);
  await tell(message(false));
  expect(await isAway()).toBe(false);
});

it("of an extension nobody has, changes nothing", async () => {
  await tell(message(true, undefined, "999"));
  expect(published).toEqual([]);
  expect(await db.extension.count({ where: { away: true } })).toBe(0);
});

it("counts on any of the person's telephones, while its connection is on", async () => {
  const data = { slug: "other", provider: "json", name: "Other", settings: "{}" };
  const other = await db.connection.create({ data });
  await db.extension.create({
    data: { userId: olena, connectionId: other.id, number: "7", away: true },
  });
  expect(await isAway()).toBe(true);
  await db.connection.update({ where: { id: other.id }, data: { enabled: false } });
  expect(await isAway()).toBe(false);
});
