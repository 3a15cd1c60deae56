/** Processes of this machine, as it tells of them. */
import { spawnSync } from "node:child_process";

export interface Child {
  pid: number;
  /** Seconds of processor that it has had so far. */
  cpu: number;
}

export function childrenOf(pid: number): Child[] {
  const asked = ["--ppid", String(pid), "-o", "pid=,cputimes="];
  // It fails where there is none.
  const { stdout } = spawnSync("ps", asked, { encoding: "utf8" });
  return stdout
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => {
      const [child, cpu] = line.trim().split(/\s+/).map(Number);
      return { pid: child!, cpu: cpu! };
    });
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
