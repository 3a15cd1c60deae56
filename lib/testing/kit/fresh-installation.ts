/** The project as somebody gets it, in a folder of its own, and a shell in it. */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { projectFile } from "#lib/base/project-file";
import { minute, second } from "#lib/base/duration";
import { waitUntil } from "./wait-until";

/** In ms, on a busy machine. */
const patience = 5 * minute;

export interface Running {
  output(): string;
  /** As Ctrl-C does. */
  stop(): Promise<void>;
}

export interface FreshInstallation {
  folder: string;
  /** @returns what it has printed @throws with that, when it fails */
  run(command: string): Promise<string>;
  /** Starts what does not end, and waits until it has printed `until`. */
  start(command: string, until: string): Promise<Running>;
  remove(): void;
}

/** What this test's own runner has set is none of the machine's. */
const machine = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(?:NODE_(?:ENV|OPTIONS)$|VITEST|TEST_DIALECT$)/.test(name),
  ),
);

/** What `npm ci` and the build have made: both take minutes, and this run has just done both. */
const made = [".next", "dist", "lib/db/generated"];

/** @param env beside the machine's own */
export function freshInstallation(env: Record<string, string>): FreshInstallation {
  const folder = mkdtempSync(join(tmpdir(), "tinycrm-fresh-"));
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const files = execFileSync("git", list, { cwd: projectFile(), encoding: "utf8" });
  for (const file of files.split("\0").filter(Boolean)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(projectFile(file), join(folder, file));
  }
  for (const name of made) cpSync(projectFile(name), join(folder, name), { recursive: true });
  execFileSync("cp", ["-al", projectFile("node_modules"), folder]);

  function begin(command: string) {
    const child = spawn("bash", ["-euc", command], {
      cwd: folder,
      env: { ...machine, ...env } as NodeJS.ProcessEnv,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    }
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    return { child, output: () => printed, ended };
  }

  return {
    folder,
    async run(command) {
      const { child, output, ended } = begin(command);
      const timer = setTimeout(() => end(child, "SIGKILL"), patience);
      const code = await ended.finally(() => clearTimeout(timer));
      if (code !== 0) throw new Error(`${command}\nended with ${code}:\n${output().slice(-4_000)}`);
      return output();
    },
    async start(command, until) {
      const { child, output, ended } = begin(command);
      let over = false;
      void ended.then(() => (over = true));
      const began = () => over || output().includes(until);
      const seen = () => output().slice(-4_000);
      await waitUntil(`"${until}" of ${command}`, began, { timeout: patience, seen }).catch(
        (error: unknown) => {
          end(child, "SIGKILL");
          throw error;
        },
      );
      if (!output().includes(until))
        throw new Error(`${command}\nended:\n${output().slice(-4_000)}`);
      return {
        output,
        async stop() {
          if (over) return;
          end(child, "SIGINT");
          const hard = setTimeout(() => end(child, "SIGKILL"), 15 * second);
          await ended.finally(() => clearTimeout(hard));
        },
      };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** With all that it has started. */
function end({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid) process.kill(-pid, signal);
  } catch {
    // It is gone already.
  }
}
