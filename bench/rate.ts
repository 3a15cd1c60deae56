/** The highest rate that can go on for ever, and how fast a heap of events is worked off. */
import type { Benchmark, Effort } from "./benchmark";
import { phases, type Target, targets } from "./load/plan";
import { measure, percentile, type Measured } from "./measure";
import type { Stage } from "./stage";
/** A rate is sustained while 99 of 100 events are shown within this time, in ms. */
const bearable = 500;
/** A burst is to take about this long, in seconds, at the sustained rate. */
const burstSeconds = 15;

export const rate: Benchmark = {
  name: "rate",
  needsDatabase: true,
  async run(context) {
    const { effort, say } = context;
    const stage = await context.stage();
    const sustained = {} as Record<Target, number>;
    const bursts = {} as Record<Target, Measured>;
    for (const target of targets) {
      sustained[target] = await search(stage, target, effort, say);
      const wanted = Math.round((sustained[target] * burstSeconds) / phases.length);
      const calls = Math.max(100, Math.min(effort.burstCalls, wanted));
      say(`burst of ${calls * phases.length} events, ${target}`);
      bursts[target] = await measure(stage, target, { kind: "burst", calls });
    }
    const both = (of: (measured: Measured) => number | null) => ({
      product: of(bursts.product),
      relay: of(bursts.relay),
    });
    return [
      { figure: "highest sustained rate", unit: "events/s", ...sustained },
      {
        figure: "burst: events at once",
        unit: "events",
        ...both(({ events }) => events),
        noRatio: true,
      },
      {
        figure: "burst: worked off",
        unit: "events/s",
        ...both(({ events, took }) => (events / took) * 1000),
      },
      { figure: "burst: lost", unit: "events", ...both(({ lost }) => lost) },
      { figure: "burst: shown with the next", unit: "events", ...both(({ merged }) => merged) },
      {
        figure: "burst: server's CPU",
        unit: "µs/event",
        ...both((measured) => measured.cpuPerEvent),
      },
    ];
  },
};

async function search(
  stage: Stage,
  target: Target,
  effort: Effort,
  say: (line: string) => void,
): Promise<number> {
  async function holdsOnce(tried: number): Promise<boolean> {
    const load = { kind: "steady", rate: tried, seconds: effort.search.seconds } as const;
    const { latencies, lost, fellBehind } = await measure(stage, target, load);
    const p99 = percentile(latencies, 99);
    const held = lost === 0 && p99 < bearable && !fellBehind;
    const why = [lost > 0 && `${lost} lost`, fellBehind && "fell behind"].filter(Boolean);
    const verdict = held ? "" : `, not sustained ${why.join(", ")}`;
    say(`${tried}/s, ${target}: p99 ${p99.toFixed(1)} ms${verdict}`);
    return held;
  }
  /** A hiccup of a shared machine does not decide. */
  const holds = async (tried: number) => (await holdsOnce(tried)) || holdsOnce(tried);
  const { lowest, highest, refinements } = effort.search;
  let [held, failed] = [0, lowest];
  while (failed <= highest && (await holds(failed))) [held, failed] = [failed, failed * 2];
  for (let step = 0; step < refinements && held > 0 && failed <= highest; step++) {
    const middle = Math.round((held + failed) / 2);
    if (await holds(middle)) held = middle;
    else failed = middle;
  }
  return held;
}
