/** What an hour of calls, told in half a minute, leaves in the memory. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Benchmark } from "./benchmark";
import { phases, type Target, targets } from "./load/plan";
import { measure, type Measured, residentMegabytes, watchMemory } from "./measure";
import type { Row } from "./table";

interface Found {
  before: number | null;
  peak: number | null;
  after: number | null;
  measured: Measured;
}

export const memory: Benchmark = {
  name: "memory",
  needsDatabase: true,
  async run(context) {
    const { effort, say } = context;
    const { calls, rate } = effort.hour;
    const stage = await context.stage();
    const found = {} as Record<Target, Found>;
    for (const target of targets) {
      say(`memory over ${calls} calls at ${rate} events/s, ${target}`);
      const pid = stage.pids[target];
      const before = residentMegabytes(pid);
      const peak = watchMemory(pid);
      const seconds = Math.round((calls * phases.length) / rate);
      const measured = await measure(stage, target, { kind: "steady", rate, seconds });
      const most = peak();
      await sleep(effort.pauseSeconds * 1000);
      found[target] = { before, peak: most, after: residentMegabytes(pid), measured };
    }
    const row = (figure: string, unit: string, of: (one: Found) => number | null): Row => ({
      figure,
      unit,
      product: of(found.product),
      relay: of(found.relay),
    });
    return [
      row(`memory with ${effort.seed.people} people`, "MB", ({ before }) => before),
      row(`memory at most, over ${calls} calls`, "MB", ({ peak }) => peak),
      row(`memory ${effort.pauseSeconds} s after them`, "MB", ({ after }) => after),
      row(`lost of ${calls} calls`, "events", ({ measured }) => measured.lost),
      row(`time for ${calls} calls`, "s", ({ measured }) => measured.took / 1000),
    ];
  },
};
