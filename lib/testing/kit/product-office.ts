/** A whole office to do harm to: PBX, the wire to it, data that outlives the product, and the judge. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProviderCallEvent } from "#lib/calls/call-record";
import type { Db } from "#lib/db/client";
import { createPostgresql } from "#lib/testing/kit/test-database";
import { prostieZvonki } from "#lib/providers/prostie-zvonki/adapter";
import {
  startSimulator,
  type ProstieZvonkiSimulator,
} from "#lib/providers/prostie-zvonki/simulator";
import { encodeEvent } from "#lib/providers/prostie-zvonki/wire";
import type { ScriptedCall } from "./call-script";
import { compareCalls, type Comparison } from "./compare-calls";
import { officeProvision, pbxPassword } from "./office-provision";
import { spawnProduct, type ProductProcess, type SpawnedProduct } from "./product-process";
import { toFrame } from "./prostie-zvonki-frames";
import { openReader, readStored } from "./read-stored";
import { replayInbox } from "./replay-inbox";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy";
import { createSentEvents, type SentEvents, type Unaccepted } from "./sent-events";
import { waitUntil } from "./wait-until";
import { waitUntilSettled } from "./wait-until-settled";
import { parseEvent } from "#lib/providers/prostie-zvonki/events";

export interface Judgement extends Comparison {
  unaccepted: Unaccepted;
}

export interface ProductOffice {
  pbx: ProstieZvonkiSimulator;
  /** Between the product and its PBX. */
  wire: TcpProxy;
  dataDir: string;
  databaseUrl: string;
  events: SentEvents;
  tell(event: ProviderCallEvent): void;
  /** Starts the product on the office's data and does not wait. */
  spawn(env?: Record<string, string>): SpawnedProduct;
  /** Starts it and waits until it is linked to the PBX. */
  start(env?: Record<string, string>): Promise<ProductProcess>;
  linked(product: SpawnedProduct): Promise<ProductProcess>;
  /** The database from beside, once the product has made it. */
  reader(): Promise<Db>;
  /** Waits until all is quiet, then compares what is stored with what the PBX sent. */
  judge(calls: ScriptedCall[], options?: { timeout?: number }): Promise<Judgement>;
  close(): Promise<void>;
}

export async function openProductOffice(
  options: { database?: "sqlite" | "postgresql"; dataDir?: string } = {},
): Promise<ProductOffice> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "tinycrm-office-"));
  const postgresql = options.database === "postgresql" ? await createPostgresql() : null;
  const databaseUrl = postgresql?.url ?? `file:${join(dataDir, "tinycrm.db")}`;
  const events = createSentEvents();
  const pbx = await startSimulator({
    port: 0,
    host: "127.0.0.1",
    password: pbxPassword,
    onSent: (event) => {
      const raw = encodeEvent(event as Record<string, string>);
      events.sent(parseEvent(raw)[0] as ProviderCallEvent);
    },
  });
  const wire = await startTcpProxy(pbx);
  const running = new Set<SpawnedProduct>();
  let opened: Promise<Db> | null = null;

  function spawn(env: Record<string, string> = {}): SpawnedProduct {
    const product = spawnProduct({
      dataDir,
      provision: officeProvision(`ws://127.0.0.1:${wire.port}`),
      env: { DATABASE_URL: databaseUrl, TINYCRM_LOG_LEVEL: "warn", ...env },
    });
    running.add(product);
    void product.exited.then(() => running.delete(product));
    return product;
  }

  async function linked(product: SpawnedProduct): Promise<ProductProcess> {
    const url = await product.address();
    let ended = false;
    void product.exited.then(() => (ended = true));
    const linkedOrEnded = () => ended || pbx.clientCount() > 0;
    // What an earlier run left over is applied first, and that may be much on a busy machine.
    const patience = { timeout: 120_000, interval: 5, seen: product.output };
    await waitUntil("linked to the PBX", linkedOrEnded, patience);
    if (ended) throw new Error(`ended by itself:\n${product.output()}`);
    return { ...product, url };
  }

  const reader = () => (opened ??= openReader(databaseUrl));

  return {
    pbx,
    wire,
    dataDir,
    databaseUrl,
    events,
    tell: (event) => void pbx.generate(toFrame(event)),
    spawn,
    start: (env) => linked(spawn(env)),
    linked,
    reader,
    async judge(calls, { timeout } = {}) {
      await waitUntilSettled(await reader(), { timeout });
      const stored = await readStored(await reader());
      const found = compareCalls(stored, prostieZvonki.parse, calls);
      const { accepted } = replayInbox(stored.inbox, prostieZvonki.parse);
      const unaccepted = events.missing(calls, accepted);
      return { ...found, lost: [...found.lost, ...unaccepted.lost], unaccepted };
    },
    async close() {
      await Promise.all([...running].map((product) => product.stop("SIGKILL")));
      await wire.close();
      await pbx.close();
      await (await opened)?.$disconnect();
      await postgresql?.drop();
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
