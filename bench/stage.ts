/** The product and the relay, side by side: each with a PBX and the same number of people of its own. */
import { resolve } from "node:path";
import { startProduct, type Product } from "../e2e/support/product";
import type { Clients } from "./load/clients";
import type { Pbx } from "./load/pbx";
import { startRemote, type Remote } from "./load/remote";
import type { Relay } from "./relay/relay";
import { benchSecret, signInCookies } from "./seed/cookies";
import type { BenchDatabase } from "./seed/database";
import type { SeedSize } from "./seed/statements";
import type { Target } from "./load/plan";

export interface Stage {
  pbx: Remote<Pbx>;
  clients: Remote<Clients>;
  /** Where people's browsers go, and other programs. */
  urls: Record<Target, string>;
  pids: Record<Target, number>;
  close(): Promise<void>;
}

export const startPbx = () => startRemote<Pbx>(new URL("./load/pbx.ts", import.meta.url));
export const startClients = () =>
  startRemote<Clients>(new URL("./load/clients.ts", import.meta.url));

/** @param profileDir where the process leaves a profile of its processor time when it ends */
export function startBenchProduct(database: BenchDatabase, profileDir?: string): Promise<Product> {
  return startProduct({
    nodeOptions: [
      // As `npm start` has it.
      "--max-semi-space-size=4",
      ...(profileDir ? ["--cpu-prof", `--cpu-prof-dir=${resolve(profileDir)}`] : []),
    ],
    env: {
      DATABASE_URL: database.url,
      TINYCRM_SECRET: benchSecret,
      TINYCRM_DEMO: "0",
      TINYCRM_ALLOWED_NETWORKS: "127.0.0.1",
      TINYCRM_LOG_LEVEL: "warn",
    },
  });
}

export async function openStage(
  database: BenchDatabase,
  size: SeedSize,
  profileDir?: string,
): Promise<Stage> {
  const cleanUps: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  };
  try {
    const pbx = startPbx();
    const clients = startClients();
    const relay = startRemote<Relay>(new URL("./relay/relay.ts", import.meta.url));
    cleanUps.push(pbx.stop, clients.stop, relay.stop);
    const lines = await pbx.call("open", size);
    await database.leadTo(lines.product);
    const product = await startBenchProduct(database, profileDir);
    cleanUps.push(product.stop);
    const relayUrl = await relay.call("open", lines.relay);
    const cookies = await signInCookies(size.people);
    await clients.call("connect", "relay", relayUrl, cookies);
    await clients.call("connect", "product", product.url, cookies);
    for (const target of ["product", "relay"] as const) await pbx.call("listened", target);
    const urls = { product: product.url, relay: relayUrl };
    return { pbx, clients, urls, pids: { product: product.pid, relay: relay.pid }, close };
  } catch (error) {
    await close();
    throw error;
  }
}
