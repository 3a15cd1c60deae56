/**
 * Plays a load to one of the two and tells how it fared. What its process uses is read from outside; Linux
 * only, elsewhere null.
 */
import { existsSync, readFileSync } from "node:fs";
import { type Load, phases, type Target, targets } from "./load/plan";
import type { Played } from "./load/pbx";
import type { Stage } from "./stage";

export interface Measured {
  events: number;
  /** From the moment an event was due to its push at the person's socket, in ms, sorted. */
  latencies: number[];
  /** How late the PBX itself was, in ms, sorted: what no server can help. */
  late: number[];
  /** Events of which nobody ever saw anything, neither themselves nor what followed them. */
  lost: number;
  /** Events shown only together with what followed them. */
  merged: number;
  disconnects: number;
  /** From the first event due to the last push, in ms. */
  took: number;
  /** Whether waiting grew while the load was steady. */
  fellBehind: boolean;
  /** Processor time of the server. */
  cpuPerEvent: number | null;
}

/** With no push for so long, in ms, what is missing counts as lost. */
const patience = 20_000;

export async function measure(stage: Stage, target: Target, load: Load): Promise<Measured> {
  const pid = stage.pids[target];
  const before = cpuMicroseconds(pid);
  const played = await stage.pbx.call("play", target, load);
  const { shown, disconnects } = await stage.clients.call(
    "collect",
    target,
    played.numbers,
    patience,
  );
  const after = cpuMicroseconds(pid);
  const events = played.due.length;
  const cpuPerEvent = before === null || after === null ? null : (after - before) / events;
  return { events, disconnects, cpuPerEvent, ...match(played, shown) };
}

/** Both are measured as they are in the middle of a day, not with what only the first calls meet. */
export async function warmUp(stage: Stage): Promise<Stage> {
  for (const target of targets) {
    await measure(stage, target, { kind: "steady", rate: 50, seconds: 2 });
  }
  return stage;
}

function match(played: Played, shown: Map<string, Float64Array>) {
  const waits: { due: number; wait: number }[] = [];
  let [lost, merged, last] = [0, 0, 0];
  for (const [call, number] of played.numbers.entries()) {
    const times = shown.get(number);
    for (let phase = 0; phase < phases.length; phase++) {
      // A later state tells all that came before it: the first of them is when the person knew.
      const told = times?.subarray(phase).filter((at) => at > 0) ?? [];
      if (told.length === 0) {
        lost += 1;
        continue;
      }
      if (!times![phase]) merged += 1;
      const due = played.due[call * phases.length + phase]!;
      const at = Math.min(...told);
      last = Math.max(last, at);
      if (due >= played.measured.from && due < played.measured.to)
        waits.push({ due, wait: at - due });
    }
  }
  return {
    lost,
    merged,
    latencies: waits.map(({ wait }) => wait).sort((a, b) => a - b),
    late: Array.from(played.late).sort((a, b) => a - b),
    took: last - played.due.reduce((a, b) => Math.min(a, b), Infinity),
    fellBehind: grows(waits, played.measured),
  };
}

/** The last fifth waited clearly longer than the first: a queue that grows, whatever p99 says yet. */
function grows(waits: { due: number; wait: number }[], { from, to }: Played["measured"]): boolean {
  const fifth = (to - from) / 5;
  const middle = (begin: number) =>
    percentile(
      waits
        .filter(({ due }) => due >= begin && due < begin + fifth)
        .map(({ wait }) => wait)
        .sort((a, b) => a - b),
      50,
    );
  return middle(to - fifth) > 2 * middle(from) + 50;
}

/** @param sorted ascending */
export function percentile(sorted: readonly number[], percent: number): number {
  const rank = Math.ceil((percent / 100) * sorted.length) - 1;
  return sorted[Math.max(0, rank)] ?? NaN;
}

/** The kernel's unit of processor time in /proc/<pid>/stat: a hundredth of a second on every Linux. */
const tick = 10_000;

/** A process and those that it has started: the product's pages have one of their own. */
function withChildren(pid: number): number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  if (!existsSync(path)) return [pid];
  return [pid, ...readFileSync(path, "utf8").split(" ").filter(Boolean).map(Number)];
}

/** Microseconds of processor time so far, all threads and processes. */
export function cpuMicroseconds(pid: number): number | null {
  if (!existsSync("/proc/self/stat")) return null;
  const used = withChildren(pid).map((one) => {
    const stat = readFileSync(`/proc/${one}/stat`, "utf8");
    // The second field is the program's name, which may hold anything; utime and stime are the 14th and 15th.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * tick;
  });
  return used.reduce((sum, one) => sum + one, 0);
}

/** Megabytes that the process and its children occupy: what each has for itself, and Node's program, which all share, once. */
export function residentMegabytes(pid: number): number | null {
  if (!existsSync("/proc/self/status")) return null;
  const parts = withChildren(pid).map((one) => {
    const status = readFileSync(`/proc/${one}/status`, "utf8");
    const kilobytes = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1]);
    return { own: kilobytes("RssAnon"), shared: kilobytes("RssFile") };
  });
  const own = parts.reduce((sum, part) => sum + part.own, 0);
  return (own + Math.max(...parts.map(({ shared }) => shared))) / 1024;
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
