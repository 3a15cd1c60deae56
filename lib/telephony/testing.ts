/** An office on a real database whose PBX is the simulator, over a real socket, for tests. */
import { expect, vi } from "vitest";
import type { PublishedCall } from "#lib/calls/published-call";
import { configSlot } from "#lib/config";
import { saveConnection } from "#lib/connections/save-connection";
import { db } from "#lib/db/client";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { log } from "#lib/log";
import { startSimulator, type Simulator } from "#lib/providers/prostie-zvonki/simulator";
import { saveExtensions } from "#lib/users/save-extensions";
import type { OtherChanges } from "./apply-messages";
import { createIngest, type Ingest } from "./ingest";
import { createHistoryReader } from "./read-history";
import { createSupervisor, type Supervisor } from "./supervisor";

export const eventually = { timeout: 8_000, interval: 20 };

export interface TestTelephony {
  test: TestDatabase;
  pbx: Simulator;
  supervisor: Supervisor;
  connectionId: string;
  /** Has extension 101. */
  olena: string;
  /** Ids of the calls that were told, in their order. */
  published: string[];
  publish(calls: readonly PublishedCall[]): void;
  calls(): ReturnType<typeof readCalls>;
  inbox(): ReturnType<typeof readInbox>;
  /** Waits until the inbox holds so many messages and all of them are dealt with. */
  settled(count: number): Promise<void>;
  /** Back to an empty journal, with a PBX of its own that is online. */
  open(): Promise<void>;
  close(): Promise<void>;
}

const readCalls = (test: TestDatabase) =>
  test.db.call.findMany({ include: { legs: true }, orderBy: { startedAt: "asc" } });
const readInbox = (test: TestDatabase) => test.db.inboxMessage.findMany({ orderBy: { id: "asc" } });

/** `open` and `close` go around each test, `test.close` after the last. */
export async function prepareTelephony(): Promise<TestTelephony> {
  const test = await createTestDatabase();
  configSlot.set({ secret: "a secret of at least thirty-two characters" } as never);
  const person = { name: "Olena", role: "sales", passwordHash: "-" };
  const olena = await test.db.user.create({ data: { email: "olena@x.test", ...person } });
  const published: string[] = [];
  let opened: OpenTelephony;
  const office: TestTelephony = {
    ...{ test, published, olena: olena.id, connectionId: "" },
    pbx: null as never,
    supervisor: null as never,
    publish: (calls) => void published.push(...calls.map(({ view }) => view.id)),
    calls: () => readCalls(test),
    inbox: () => readInbox(test),
    settled: (count) =>
      vi.waitFor(async () => {
        const rows = await readInbox(test);
        expect(rows).toHaveLength(count);
        expect(rows.every((row) => row.status !== "received")).toBe(true);
      }, eventually),
    async open() {
      published.length = 0;
      await test.db.call.deleteMany();
      await test.db.inboxMessage.deleteMany();
      opened = await openTelephony({ publish: office.publish });
      await saveExtensions(office.olena, { [opened.connectionId]: "101" });
      const { pbx, supervisor, connectionId } = opened;
      Object.assign(office, { pbx, supervisor, connectionId });
    },
    close: () => opened.close(),
  };
  return office;
}

export interface OpenTelephony {
  pbx: Simulator;
  /** The PBX's log lines, each with when it was written, in ms. */
  pbxLog: { line: string; at: number }[];
  ingest: Ingest;
  supervisor: Supervisor;
  connectionId: string;
  close(): Promise<void>;
}

/** The connection `office`, online. Its settings beside address and password are the caller's. */
export async function openTelephony(options: {
  settings?: Record<string, unknown>;
  publish?(calls: readonly PublishedCall[]): void;
  publishOthers?(changes: OtherChanges): void;
}): Promise<OpenTelephony> {
  const pbxLog: OpenTelephony["pbxLog"] = [];
  const pbx = await startSimulator({
    ...{ port: 0, host: "127.0.0.1", password: "p" },
    log: (line) => void pbxLog.push({ line, at: performance.now() }),
  });
  const { id: connectionId } = await saveConnection({
    ...{ slug: "office", provider: "prostie-zvonki", name: "Office", enabled: true },
    settings: { url: pbx.url, password: "p", ...options.settings },
  });
  const ingest = createIngest({
    log: log(),
    publish: options.publish ?? (() => undefined),
    publishOthers: options.publishOthers,
  });
  const supervisor = createSupervisor({
    ...{ log: log(), installation: "test", ingest, history: createHistoryReader(ingest) },
    publishConnection: () => undefined,
  });
  await supervisor.startAll();
  await vi.waitFor(async () => {
    expect((await supervisor.views())[0]?.state).toBe("online");
  }, eventually);
  return {
    ...{ pbx, pbxLog, ingest, supervisor, connectionId },
    async close() {
      supervisor.stopAll();
      await ingest.close();
      await pbx.close();
    },
  };
}

export async function addPerson(name: string, extensions: Record<string, string> = {}) {
  const person = { email: `${name}@x.test`, name, role: "sales", passwordHash: "-" };
  const { id } = await db().user.create({ data: person });
  for (const [connectionId, number] of Object.entries(extensions)) {
    await db().extension.create({ data: { userId: id, connectionId, number } });
  }
  return id;
}

export async function addContact(name: string, e164: string, ownerId?: string) {
  const number = { raw: e164, e164, digits: e164.slice(1) };
  const data = { name, searchText: name, ownerId, numbers: { create: number } };
  return (await db().contact.create({ data })).id;
}
