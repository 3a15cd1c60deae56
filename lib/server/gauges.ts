/** What is measured when somebody asks for it: how the engine and what it needs stand at that moment. */
import type { Gauge } from "prom-client";
import { answered } from "#lib/base/answered";
import { second } from "#lib/base/duration";
import { sharedReading } from "#lib/base/shared-reading";
import type { ConnectionState, ConnectionView } from "#lib/connections/connection-view";
import { dialectOf } from "#lib/db/client";
import { describeBuild, measureProcess } from "#lib/metrics/process-metrics";
import { gauge } from "#lib/metrics/registry";
import type { Realtime } from "#lib/realtime/server";
import { waitingMessages } from "#lib/telephony/inbox";
import { databaseAnswers } from "./health";

/** An answer without the database's figures is better than none; in ms. */
const patience = 2 * second;
const states: ConnectionState[] = ["online", "connecting", "waiting", "refused", "off"];

export function measureEngine(live: {
  databaseUrl: string;
  realtime: Pick<Realtime, "browsers" | "redis">;
  views(): Promise<ConnectionView[]>;
  turns: { waiting(): number };
}): void {
  measureProcess("engine");
  describeBuild(dialectOf(live.databaseUrl));
  measureInbox();
  measureConnections(live.views);
  gauge(
    { name: "tinycrm_browsers", help: "Browsers connected to this copy, by their sockets." },
    (browsers) => browsers.set(live.realtime.browsers()),
  );
  gauge(
    { name: "tinycrm_writers_waiting", help: "Who waits for a turn to write to the SQLite file." },
    (writers) => writers.set(live.turns.waiting()),
  );
  gauge(
    {
      name: "tinycrm_database_up",
      help: "1 while the database answers and keeps what it is given.",
    },
    async (up) => up.set(Number(await databaseAnswers())),
  );
  if (live.realtime.redis() !== null) {
    gauge(
      { name: "tinycrm_redis_up", help: "1 while Redis takes what other copies are told." },
      (up) => up.set(Number(live.realtime.redis())),
    );
  }
}

function measureInbox(): void {
  const read = sharedReading(() => answered(waitingMessages(), patience));
  gauge(
    {
      name: "tinycrm_inbox_waiting",
      help: "Messages of providers that are stored and not applied yet.",
    },
    async (waiting) => setKnown(waiting, (await read())?.count),
  );
  gauge(
    {
      name: "tinycrm_inbox_oldest_seconds",
      help: "For how long the first of the messages waits that wait to be applied.",
    },
    async (oldest) => {
      const found = await read();
      setKnown(oldest, found ? found.oldest / second : undefined);
    },
  );
}

/** What nobody knows is not zero. */
function setKnown(of: Gauge, value: number | undefined): void {
  if (value === undefined) of.remove();
  else of.set(value);
}

function measureConnections(views: () => Promise<ConnectionView[]>): void {
  gauge(
    {
      name: "tinycrm_connection_state",
      help: "1 for the state in which a connection is, 0 for the others.",
      labelNames: ["connection", "provider", "state"],
    },
    async (connections) => {
      const found = await answered(views(), patience);
      if (!found) return;
      connections.reset();
      for (const { slug: connection, provider, state: current } of found) {
        for (const state of states) {
          connections.set({ connection, provider, state }, Number(state === current));
        }
      }
    },
  );
}
