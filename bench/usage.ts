/** What a process uses, read from outside; Linux only, elsewhere null. */
import { existsSync, readFileSync } from "node:fs";

/** The kernel's unit of processor time in /proc/<pid>/stat: a hundredth of a second on every Linux. */
const tick = 10_000;

/** Microseconds of processor time so far, all threads. */
export function cpuMicroseconds(pid: number): number | null {
  if (!existsSync("/proc/self/stat")) return null;
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The second field is the program's name, which may hold anything; utime and stime are the 14th and 15th.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * tick;
}

/** Megabytes of memory the process occupies. */
export function residentMegabytes(pid: number): number | null {
  if (!existsSync("/proc/self/status")) return null;
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}

/** Watches the memory until told to stop. @returns the most that was seen */
export function watchMemory(pid: number): () => number | null {
  let most = residentMegabytes(pid);
  const timer = setInterval(() => {
    const current = residentMegabytes(pid);
    if (current !== null) most = Math.max(most ?? 0, current);
  }, 100);
  return () => {
    clearInterval(timer);
    return most;
  };
}
