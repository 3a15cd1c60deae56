/** A whole product of its own: the built server with a data folder, a provisioning file and a port. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = process.cwd();

export interface Product {
  url: string;
  dataDir: string;
  /** Everything the process has printed so far. */
  output(): string;
  stop(): Promise<void>;
}

export async function startProduct(options: {
  provision?: object;
  /** CSV text; the provisioning file names it as its contacts. */
  contacts?: string;
  env?: Record<string, string>;
}): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), "tinycrm-e2e-"));
  const env: Record<string, string> = {
    PORT: "0",
    HOST: "127.0.0.1",
    TINYCRM_DATA_DIR: dataDir,
    ...options.env,
  };
  if (options.provision) {
    const file = { ...options.provision, ...(options.contacts && { contacts: "contacts.csv" }) };
    if (options.contacts) writeFileSync(join(dataDir, "contacts.csv"), options.contacts);
    env.TINYCRM_PROVISION = join(dataDir, "provision.json");
    writeFileSync(env.TINYCRM_PROVISION, JSON.stringify(file));
  }
  const child = spawn(process.execPath, [join(root, "bin/start.mjs")], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const url = await addressOf(child, () => printed);
  return {
    url,
    dataDir,
    output: () => printed,
    async stop() {
      await ended(child);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function addressOf(child: ChildProcess, printed: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no address:\n${printed()}`)), 30_000);
    child.stdout?.on("data", () => {
      const address = /tinyCRM is at (http:\/\/\S+)/.exec(printed())?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`ended with ${code}:\n${printed()}`));
    });
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const hard = setTimeout(() => child.kill("SIGKILL"), 12_000);
    child.once("exit", () => {
      clearTimeout(hard);
      resolve();
    });
    child.kill("SIGINT");
  });
}
