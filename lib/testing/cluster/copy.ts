/** One of several copies of the built product, with wires of its own to all that it needs. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { projectFile } from "#lib/base/project-file";
import { childrenOf, sendSignal } from "#lib/testing/kit/own-server";
import { spawnProduct, type Exit, type SpawnedProduct } from "#lib/testing/kit/product-process";
import { startTcpProxy, type TcpProxy } from "#lib/testing/kit/tcp-proxy";
import type { Balancer } from "#lib/testing/kit/balancer";
import type { PbxWires } from "./pbx-wires";

export interface Copy {
  name: string;
  url(): string;
  /** Of the engine and of the pages. */
  pids(): number[];
  wires: { postgresql: TcpProxy; redis: TcpProxy; pbx: TcpProxy };
  /**
   * Starts it, and resolves when it has opened its port.
   * @param root the folder of the built product. @default this one
   */
  start(root?: string): Promise<void>;
  stop(signal: NodeJS.Signals): Promise<Exit>;
  freeze(): void;
  thaw(): void;
  /** Its clock is off by so many ms. */
  shiftClock(by: number): void;
  /** Whether it has ended without having been asked to. */
  hasFailed(): boolean;
  output(): string;
  close(): Promise<void>;
}

export interface Surroundings {
  secret: string;
  provision: object;
  postgresql: { port: number; url: string };
  redis: { port: number };
  pbx: PbxWires;
  balancer: Balancer;
}

const shim = pathToFileURL(projectFile("lib/testing/kit/shift-clock.mjs")).href;

export async function createCopy(name: string, around: Surroundings): Promise<Copy> {
  const dataDir = mkdtempSync(join(tmpdir(), `tinycrm-${name}-`));
  const clock = join(dataDir, "clock-shift");
  writeFileSync(clock, "0");
  const postgresql = await startTcpProxy(around.postgresql);
  const redis = await startTcpProxy(around.redis);
  const database = new URL(around.postgresql.url);
  database.port = String(postgresql.port);
  database.searchParams.set("application_name", name);
  let product: SpawnedProduct | null = null;
  let url = "";
  let asked = false;
  let failed = false;
  let printed = "";
  const pids = () => (product ? [product.pid, ...childrenOf(product.pid)] : []);

  async function start(root?: string): Promise<void> {
    asked = false;
    const started = spawnProduct({
      dataDir,
      root,
      provision: around.provision,
      env: {
        DATABASE_URL: database.href,
        REDIS_URL: `redis://127.0.0.1:${redis.port}`,
        TINYCRM_SECRET: around.secret,
        TINYCRM_ALLOWED_NETWORKS: "127.0.0.1",
        TINYCRM_TRUSTED_PROXIES: "127.0.0.1",
        TINYCRM_LOG_LEVEL: "info",
        TINYCRM_DRAIN_SECONDS: "1",
        CLOCK_SHIFT_FILE: clock,
        NODE_OPTIONS: `--import=${shim}`,
      },
    });
    product = started;
    around.pbx.know(name, started.pid);
    void started.exited.then(() => {
      printed += started.output();
      failed ||= !asked;
    });
    url = await started.address();
    around.balancer.sendTo(url, name);
  }

  async function stop(signal: NodeJS.Signals): Promise<Exit> {
    asked = true;
    const pages = pids().slice(1);
    const exit = await product!.stop(signal);
    // A machine that dies takes both processes with it.
    if (signal === "SIGKILL") for (const pid of pages) sendSignal(pid, signal);
    return exit;
  }

  const signalAll = (what: NodeJS.Signals) => pids().forEach((pid) => sendSignal(pid, what));

  // Whoever breaks off leaves nobody behind.
  const end = () => signalAll("SIGKILL");
  process.once("exit", end);

  return {
    name,
    url: () => url,
    pids,
    wires: { postgresql, redis, pbx: around.pbx.wire(name) },
    start,
    stop,
    freeze: () => signalAll("SIGSTOP"),
    thaw: () => signalAll("SIGCONT"),
    shiftClock: (by) => writeFileSync(clock, String(by)),
    hasFailed: () => failed,
    output: () => printed + (product?.output() ?? ""),
    async close() {
      process.off("exit", end);
      if (product) {
        signalAll("SIGCONT");
        await stop("SIGKILL");
      }
      await postgresql.close();
      await redis.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
