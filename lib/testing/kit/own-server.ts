/** A PostgreSQL and a Redis of a test's own, to be frozen, killed and started anew. */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "redis";
import { Client } from "pg";
import { waitUntil } from "./wait-until";

export interface OwnServer {
  port: number;
  url: string;
  /** Ends it with the signal, and resolves when it is gone. */
  stop(signal: NodeJS.Signals): Promise<void>;
  /** Starts it anew, on what it had stored. */
  start(): Promise<void>;
  /** It and the processes it has started stand still. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

interface Program {
  file: string;
  args: string[];
  /** As whom it runs; absent: as whoever asks. */
  as?: { uid: number; gid: number };
  answers(): Promise<boolean>;
}

export async function startOwnRedis(): Promise<OwnServer> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const args = ["--port", String(port), "--save", "", "--appendonly", "no"];
  const answers = async () => {
    const client = createClient({ url, socket: { reconnectStrategy: false } });
    client.on("error", () => undefined);
    const isThere = await client.connect().then(
      () => true,
      () => false,
    );
    if (isThere) client.destroy();
    return isThere;
  };
  return startOwn({ file: "redis-server", args, answers }, { port, url });
}

/** @param settings as `postgres -c` takes them */
export async function startOwnPostgresql(settings: string[] = []): Promise<OwnServer> {
  const port = await freePort();
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  const folder = mkdtempSync(join(tmpdir(), "tinycrm-postgresql-"));
  const bin = postgresqlFolder();
  // It refuses to be run by root.
  const as = process.getuid?.() === 0 ? postgresUser() : undefined;
  if (as) chownSync(folder, as.uid, as.gid);
  const made = ["-D", folder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"];
  execFileSync(join(bin, "initdb"), [...made, "--no-sync"], { ...as, stdio: "ignore" });
  const own = ["-D", folder, "-p", String(port), "-k", folder, "-h", "127.0.0.1"];
  const args = [...own, ...settings.flatMap((setting) => ["-c", setting])];
  const answers = async () => {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
    const isThere = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    return isThere;
  };
  const server = await startOwn({ file: join(bin, "postgres"), args, as, answers }, { port, url });
  return {
    ...server,
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startOwn(
  { file, args, as, answers }: Program,
  { port, url }: { port: number; url: string },
): Promise<OwnServer> {
  let child: ChildProcess;
  let gone: Promise<void> = Promise.resolve();

  async function start(): Promise<void> {
    child = spawn(file, args, { ...as, stdio: "ignore" });
    gone = new Promise((resolve) => child.once("exit", () => resolve()));
    await waitUntil(`${file} answers`, answers, { interval: 20 });
  }

  /** The parent first: it starts nobody meanwhile. */
  function signal(what: NodeJS.Signals): void {
    if (child.pid === undefined) return;
    const children = childrenOf(child.pid);
    child.kill(what);
    for (const pid of children) sendSignal(pid, what);
  }

  async function stop(what: NodeJS.Signals): Promise<void> {
    if (what === "SIGKILL") signal(what);
    else child.kill(what);
    await gone;
  }

  await start();
  // Whoever breaks off leaves nobody behind.
  const end = () => signal("SIGKILL");
  process.once("exit", end);
  return {
    port,
    url,
    start,
    stop,
    freeze: () => signal("SIGSTOP"),
    thaw: () => signal("SIGCONT"),
    async close() {
      process.off("exit", end);
      signal("SIGCONT");
      await stop("SIGQUIT");
    },
  };
}

export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

/** The processes that a process has started. */
export function childrenOf(pid: number): number[] {
  try {
    const tasks = readdirSync(`/proc/${pid}/task`);
    return tasks.flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, "utf8")
        .split(" ")
        .flatMap((word) => (word ? [Number(word)] : [])),
    );
  } catch {
    return [];
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Where the newest server's programs are: Debian keeps them out of the path. */
function postgresqlFolder(): string {
  const all = "/usr/lib/postgresql";
  try {
    const [newest] = readdirSync(all).sort((a, b) => Number(b) - Number(a));
    if (newest) return join(all, newest, "bin");
  } catch {
    // Elsewhere they are where `pg_config` says.
  }
  return execFileSync("pg_config", ["--bindir"], { encoding: "utf8" }).trim();
}

function postgresUser(): { uid: number; gid: number } {
  const number = (what: string) =>
    Number(execFileSync("id", [what, "postgres"], { encoding: "utf8" }));
  return { uid: number("-u"), gid: number("-g") };
}
