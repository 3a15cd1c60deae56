/** A provider's pauses, from its message to what browsers are told. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { log } from "#lib/log";
import { createIngest, type Ingest } from "./ingest";
import { jsonProvider } from "#lib/testing/kit/json-provider";
import { addPerson } from "./testing";
import { presenceOf, presencesOf } from "#lib/users/presence";

let test: TestDatabase;
let ingest: Ingest;
let olena: string;
let source: Parameters<Ingest["accept"]>[0];
const told: string[] = [];
let sent = 0;

beforeAll(async () => void (test = await createTestDatabase()));
afterAll(() => test.close());
beforeEach(async () => {
  await test.db.connection.deleteMany();
  await test.db.user.deleteMany();
  told.length = 0;
  const data = { slug: "office", provider: "json", name: "Office", settings: "{}" };
  const { id: connectionId } = await test.db.connection.create({ data });
  source = { connectionId, slug: "office", country: "RU", adapter: jsonProvider };
  olena = await addPerson("olena", { [connectionId]: "101" });
  await addPerson("ivan", { [connectionId]: "102" });
  ingest = createIngest({
    log: log(),
    publish: () => undefined,
    publishOthers: ({ people }) => void told.push(...people),
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

it("goes with the message's own verdict, and is told of its person alone", async () => {
  await tell(message(true));
  expect(await presenceOf(olena)).toEqual({ userId: olena, doNotDisturb: false, away: true });
  expect(told).toEqual([olena]);
  expect(await test.db.inboxMessage.findMany()).toMatchObject([{ status: "applied" }]);
  await tell(message(false));
  expect(await isAway()).toBe(false);
  const others = await presencesOf((await test.db.user.findMany()).map(({ id }) => id));
  expect(others.filter(({ away }) => away)).toEqual([]);
});

it("the newest time wins, in whatever order they are told", async () => {
  await tell(message(true, minutesAgo(1)), message(false, minutesAgo(3)));
  expect(await isAway()).toBe(true);
  told.length = 0;
  await tell(message(false, minutesAgo(2)));
  expect(await isAway()).toBe(true);
  expect(told).toEqual([]);
  await tell(message(false));
  expect(await isAway()).toBe(false);
});

it("a replay of what was told before sets nothing back", async () => {
  await tell(message(true));
  const rows = await test.db.inboxMessage.findMany();
  await test.db.inboxMessage.updateMany({ data: { receivedAt: new Date(minutesAgo(5)) } });
  await tell(message(false));
  ingest.again(
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
  expect(told).toEqual([]);
  expect(await test.db.extension.count({ where: { away: true } })).toBe(0);
});

it("counts on any of the person's telephones, while its connection is on", async () => {
  const data = { slug: "other", provider: "json", name: "Other", settings: "{}" };
  const other = await test.db.connection.create({ data });
  await test.db.extension.create({
    data: { userId: olena, connectionId: other.id, number: "7", away: true },
  });
  expect(await isAway()).toBe(true);
  await test.db.connection.update({ where: { id: other.id }, data: { enabled: false } });
  expect(await isAway()).toBe(false);
});
