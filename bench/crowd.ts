/** What it costs that everybody's browser connects at once, as after a restart, and what calls feel of it. */
import type { Benchmark } from "./benchmark";
import { cpuMicroseconds, measure, percentile } from "./measure";
import { signInCookies } from "./seed/cookies";
import { startClients } from "./stage";

/** What comes in while they connect, in events a second. */
const rate = 50;

export const crowd: Benchmark = {
  name: "crowd",
  needsDatabase: true,
  async run({ effort, say, stage: open }) {
    const { people } = effort.seed;
    const cookies = await signInCookies(people);
    const stage = await open();
    const { product: url } = stage.urls;
    const { product: pid } = stage.pids;
    const clients = startClients();
    const connect = () => clients.call("crowd", url, cookies);
    try {
      const rounds = [];
      for (let round = 1; round <= effort.starts; round++) {
        say(`${people} browsers at once, ${round} of ${effort.starts}`);
        const before = cpuMicroseconds(pid);
        const { waits, failed } = await connect();
        const after = cpuMicroseconds(pid);
        const cpu = before === null || after === null ? null : (after - before) / people / 1000;
        rounds.push({ cpu, waits: waits.sort((a, b) => a - b), failed });
      }
      say(`${people} browsers at once, beside ${rate} events/s`);
      const load = { kind: "steady", rate, seconds: effort.seconds } as const;
      const alone = await measure(stage, "product", load);
      const measuring = measure(stage, "product", load);
      await connect();
      const beside = await measuring;
      // The middle one: the first meets what every later one finds ready.
      const { cpu, waits } = rounds.sort((a, b) => (a.cpu ?? 0) - (b.cpu ?? 0))[
        Math.floor(rounds.length / 2)
      ]!;
      const row = (figure: string, unit: string, product: number | null) => ({
        figure: `${people} browsers at once: ${figure}`,
        unit,
        product,
      });
      return [
        row("server's CPU for each", "ms", cpu),
        row("half have their snapshot", "ms", percentile(waits, 50)),
        row("all have it", "ms", waits.at(-1) ?? null),
        row(
          "refused or cut",
          "browsers",
          rounds.reduce((sum, { failed }) => sum + failed, 0),
        ),
        row(`max of ${rate} events/s alone`, "ms", percentile(alone.latencies, 100)),
        row(`max of ${rate} events/s beside them`, "ms", percentile(beside.latencies, 100)),
        row("events lost beside them", "events", beside.lost),
      ];
    } finally {
      await clients.stop();
    }
  },
};
