/** The built product as a process of its own, on a data folder that outlives it. */
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** A first start migrates and hashes passwords, perhaps on a busy machine; in ms. */
const longestStart = 120_000;
/** The product promises to be gone within 10 s. */
const longestStop = 12_000;

export interface SpawnedProduct {
  pid: number;
  /** Everything the process has printed so far. */
  output(): string;
  exited: Promise<Exit>;
  /** Asks with `SIGINT` or `SIGTERM`, and kills whoever has not left in time; or kills. */
  stop(signal?: NodeJS.Signals): Promise<Exit>;
  /** Resolves when it has printed its address. */
  address(): Promise<string>;
}

export interface ProductProcess extends SpawnedProduct {
  url: string;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** From the signal to the end, in ms. */
  took: number;
}

export interface ProductOptions {
  dataDir: string;
  provision?: object;
  /** CSV text; the provisioning file names it as its contacts. */
  contacts?: string;
  env?: Record<string, string>;
  /** Which program. @default "bin/start.mjs" */
  entry?: string;
  /** The folder of the product. @default this one */
  root?: string;
  /** Node's own options. */
  nodeOptions?: string[];
}

/** Starts the product and waits until it has printed its address. */
export async function startProductProcess(options: ProductOptions): Promise<ProductProcess> {
  const child = spawnProduct(options);
  const url = await child.address();
  return { ...child, url };
}

/** Starts the product and does not wait: for whoever kills it while it starts. */
export function spawnProduct(options: ProductOptions): SpawnedProduct {
  const { root = process.cwd() } = options;
  const args = [...(options.nodeOptions ?? []), join(root, options.entry ?? "bin/start.mjs")];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: "", ...environment(options) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  let signalledAt = performance.now();
  const exited = new Promise<Exit>((resolve) =>
    child.once("exit", (code, signal) =>
      resolve({ code, signal, took: performance.now() - signalledAt }),
    ),
  );

  function address(): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        child.kill("SIGKILL");
        reject(new Error(`no address:\n${printed}`));
      }, longestStart);
      child.stdout.on("data", () => {
        const found = /tinyCRM is at (https?:\/\/\S+)/.exec(printed)?.[1];
        if (!found) return;
        clearTimeout(timer);
        resolve(found);
      });
      void exited.then(({ code }) => {
        clearTimeout(timer);
        reject(new Error(`ended with ${code}:\n${printed}`));
      });
    });
  }

  async function stop(signal: NodeJS.Signals = "SIGINT"): Promise<Exit> {
    signalledAt = performance.now();
    const hard = setTimeout(() => child.kill("SIGKILL"), longestStop);
    child.kill(signal);
    return exited.finally(() => clearTimeout(hard));
  }

  return { pid: child.pid ?? 0, output: () => printed, exited, stop, address };
}

function environment({ dataDir, provision, contacts, env }: ProductOptions) {
  const own: Record<string, string> = {
    PORT: "0",
    HOST: "127.0.0.1",
    TINYCRM_DATA_DIR: dataDir,
    // Nobody stands in front; a test of that says how long.
    TINYCRM_DRAIN_SECONDS: "0",
    ...env,
  };
  if (provision) {
    if (contacts) writeFileSync(join(dataDir, "contacts.csv"), contacts);
    own.TINYCRM_PROVISION = join(dataDir, "provision.json");
    const file = { ...provision, ...(contacts && { contacts: "contacts.csv" }) };
    // As the product wants it: others on the machine must not read its passwords.
    writeFileSync(own.TINYCRM_PROVISION, JSON.stringify(file), { mode: 0o600 });
  }
  return own;
}
