/** How long from the PBX's frame to the person's socket, at everyday and at unlikely rates. */
import type { Benchmark } from "./benchmark";
import { measure, percentile, type Measured } from "./measure";
import type { Row } from "./table";
import { targets, type Target } from "./load/plan";

export const latency: Benchmark = {
  name: "latency",
  needsDatabase: true,
  async run(context) {
    const { effort, say } = context;
    const stage = await context.stage();
    const rows: Row[] = [];
    for (const rate of effort.rates) {
      const found = {} as Record<Target, Measured>;
      for (const target of targets) {
        say(`latency at ${rate}/s, ${target}`);
        const load = { kind: "steady", rate, seconds: effort.seconds } as const;
        found[target] = await measure(stage, target, load);
      }
      rows.push(...rowsOf(rate, found));
    }
    return rows;
  },
};

function rowsOf(rate: number, found: Record<Target, Measured>): Row[] {
  const row = (figure: string, unit: string, of: (measured: Measured) => number | null): Row => ({
    figure: `${rate} events/s: ${figure}`,
    unit,
    product: of(found.product),
    relay: of(found.relay),
  });
  return [
    row("p50", "ms", ({ latencies }) => percentile(latencies, 50)),
    row("p99", "ms", ({ latencies }) => percentile(latencies, 99)),
    row("max", "ms", ({ latencies }) => percentile(latencies, 100)),
    row("lost", "events", ({ lost }) => lost),
    row("shown with the next", "events", ({ merged }) => merged),
    row("sockets cut", "sockets", ({ disconnects }) => disconnects),
    { ...row("sent late, p99", "ms", ({ late }) => percentile(late, 99)), noRatio: true },
    row("server's CPU", "µs/event", ({ cpuPerEvent }) => cpuPerEvent),
  ];
}
