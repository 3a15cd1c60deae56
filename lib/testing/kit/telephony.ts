/** An office on a real database whose PBX is the simulator, over a real socket, for tests. */
import { expect, vi } from "vitest";
import { saveConnection } from "#lib/connections/save-connection";
import type { Db } from "#lib/db/client";
import { openOffice } from "./office";
import { log } from "#lib/base/log";
import {
  startSimulator,
  type ProstieZvonkiSimulator,
} from "#lib/providers/prostie-zvonki/simulator";
import { saveExtensions } from "#lib/people/extensions";
import type { Audience } from "#lib/telephony/audience";
import { createIngest, type Ingest } from "#lib/telephony/ingest";
import { createHistoryReader } from "#lib/telephony/read-history";
import { createSupervisor, type Supervisor } from "#lib/telephony/supervisor";
import { eventually } from "./eventually";
import { onlyCopy } from "#lib/copies/copies";

/** An audience for tests in which nobody listens. */
export const nobody: Audience = { calls: () => undefined };

export interface TestTelephony {
  db: Db;
  pbx: ProstieZvonkiSimulator;
  supervisor: Supervisor;
  connectionId: string;
  /** Has extension 101. */
  olena: string;
  /** Ids of the published calls, in their order. */
  published: string[];
  /** Notes what is published in `published`. */
  audience: Audience;
  calls(): ReturnType<typeof readCalls>;
  inbox(): ReturnType<typeof readInbox>;
  /** Waits until the inbox holds so many messages and all of them are dealt with. */
  settled(count: number): Promise<void>;
  /** Back to an empty journal, with a PBX of its own that is online. */
  open(): Promise<void>;
  close(): Promise<void>;
}

const readCalls = (db: Db) =>
  db.call.findMany({ include: { legs: true }, orderBy: { startedAt: "asc" } });
const readInbox = (db: Db) => db.inboxMessage.findMany({ orderBy: { id: "asc" } });

/** Prepared while a test file is collected; `open` and `close` go around each of its tests. */
export async function prepareTelephony(): Promise<TestTelephony> {
  const { db, people } = await openOffice({ people: { olena: {} }, connections: {} });
  const published: string[] = [];
  let opened: OpenTelephony;
  const office: TestTelephony = {
    db,
    published,
    olena: people.olena,
    connectionId: "",
    pbx: null as never,
    supervisor: null as never,
    audience: { calls: (calls) => void published.push(...calls.map(({ view }) => view.id)) },
    calls: () => readCalls(db),
    inbox: () => readInbox(db),
    settled: (count) =>
      vi.waitFor(async () => {
        const rows = await readInbox(db);
        expect(rows).toHaveLength(count);
        expect(rows.every((row) => row.status !== "received")).toBe(true);
      }, eventually),
    async open() {
      published.length = 0;
      await db.call.deleteMany();
      await db.inboxMessage.deleteMany();
      opened = await openTelephony({ audience: office.audience });
      await saveExtensions(office.olena, { [opened.connectionId]: "101" });
      const { pbx, supervisor, connectionId } = opened;
      Object.assign(office, { pbx, supervisor, connectionId });
    },
    close: () => opened.close(),
  };
  return office;
}

export interface OpenTelephony {
  pbx: ProstieZvonkiSimulator;
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
  audience?: Partial<Audience>;
}): Promise<OpenTelephony> {
  const pbxLog: OpenTelephony["pbxLog"] = [];
  const pbx = await startSimulator({
    port: 0,
    host: "127.0.0.1",
    password: "p",
    log: (line) => void pbxLog.push({ line, at: performance.now() }),
  });
  const { id: connectionId } = await saveConnection({
    slug: "office",
    provider: "prostie-zvonki",
    name: "Office",
    enabled: true,
    settings: { url: pbx.url, password: "p", ...options.settings },
  });
  const ingest = createIngest({ log: log(), audience: { ...nobody, ...options.audience } });
  const supervisor = createSupervisor({
    log: log(),
    installation: "test",
    copies: onlyCopy,
    ingest,
    history: createHistoryReader(ingest),
    publishConnection: () => undefined,
  });
  await supervisor.startAll();
  await vi.waitFor(async () => {
    expect((await supervisor.views())[0]?.state).toBe("online");
  }, eventually);
  return {
    pbx,
    pbxLog,
    ingest,
    supervisor,
    connectionId,
    async close() {
      await supervisor.stopAll();
      await ingest.close();
      await pbx.close();
    },
  };
}
