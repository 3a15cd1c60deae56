/** A thousand people at work while calls come in: what they wait for, and whether their calls do. */
import type { Benchmark } from "./benchmark";
import { startRemote } from "./load/remote";
import { measure, percentile } from "./measure";
import type { Actors, Done } from "./people/act";
import { signInCookies } from "./seed/cookies";
import type { Row } from "./table";

/** Calls a second, of three events each. */
const calls = 50;

export const people: Benchmark = {
  name: "people",
  needsDatabase: true,
  async run({ effort, say, stage }) {
    const office = await stage();
    const size = effort.seed;
    const cookies = await signInCookies(size.people);
    const seconds = effort.seconds * 2;
    const day = { url: office.urls.product, cookies, contacts: size.contacts, seconds };
    const actors = startRemote<Actors>(new URL("./people/act.ts", import.meta.url));
    try {
      await actors.call("work", { ...day, seconds: 3 });
      say(`${size.people} people at work`);
      const alone = await actors.call("work", day);
      say(`${size.people} people at work, ${calls} calls/s`);
      const load = { kind: "steady", rate: 3 * calls, seconds } as const;
      const [beside, rung] = await Promise.all([
        actors.call("work", day),
        measure(office, "product", load),
      ]);
      return [
        ...rowsOf("alone", alone),
        ...rowsOf(`beside ${calls} calls/s`, beside),
        row(`ring to push beside them: p50`, percentile(rung.latencies, 50)),
        row(`ring to push beside them: p99`, percentile(rung.latencies, 99)),
        { figure: "ring to push beside them: lost", unit: "events", product: rung.lost },
      ];
    } finally {
      await actors.stop();
    }
  },
};

const row = (figure: string, product: number | null): Row => ({ figure, unit: "ms", product });

function rowsOf(when: string, { took, failed }: Done): Row[] {
  return [
    ...Object.entries(took).flatMap(([deed, times]) => [
      row(`${deed}, ${when}: p50`, percentile(times, 50)),
      row(`${deed}, ${when}: p99`, percentile(times, 99)),
    ]),
    {
      figure: `not answered with 200, ${when}`,
      unit: "requests",
      product: Object.values(failed).reduce((sum, count) => sum + count, 0),
    },
  ];
}
