/** From starting the process to its first answer, to the PBX's line, to the first call on a screen. */
import type { Benchmark, DatabaseContext } from "./benchmark";
import { now } from "./clock";
import { measure } from "./measure";
import { signInCookies } from "./seed/cookies";
import { startBenchProduct, startClients, startPbx } from "./stage";

const patience = 30_000;

export const startup: Benchmark = {
  name: "startup",
  needsDatabase: true,
  ownProduct: true,
  async run(context) {
    const found = { health: [] as number[], online: [] as number[], card: [] as number[] };
    for (let run = 1; run <= context.effort.starts; run++) {
      context.say(`start-up ${run} of ${context.effort.starts}`);
      const one = await startOnce(context);
      for (const key of ["health", "online", "card"] as const) found[key].push(one[key]);
    }
    const { calls } = context.effort.seed;
    const row = (figure: string, values: number[]) => ({
      figure: `start with ${calls.toLocaleString("en-US")} calls: ${figure}`,
      unit: "ms",
      product: values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!,
    });
    return [
      row("/api/health", found.health),
      row("PBX online", found.online),
      row("first call on a screen", found.card),
    ];
  },
};

async function startOnce({ database, effort }: DatabaseContext) {
  const cleanUps: (() => Promise<unknown>)[] = [];
  try {
    const [pbx, clients] = [startPbx(), startClients()];
    cleanUps.push(pbx.stop, clients.stop);
    const lines = await pbx.call("open", effort.seed);
    await database.leadTo(lines.product);
    // Whoever takes the call of a burst of one is the first person.
    const cookies = await signInCookies(1);
    const begin = now();
    const product = await startBenchProduct(database);
    cleanUps.push(product.stop);
    const answer = await fetch(`${product.url}/api/health`);
    if (answer.status !== 200) throw new Error(`/api/health answered ${answer.status}`);
    const health = now() - begin;
    await clients.call("connect", "product", product.url, cookies);
    const online = (await clients.call("onlineAt", "product", patience)) - begin;
    const pids = { product: product.pid, relay: product.pid };
    const urls = { product: product.url, relay: product.url };
    const stage = { pbx, clients, urls, pids, close: () => Promise.resolve() };
    const rung = now() - begin;
    const { latencies } = await measure(stage, "product", { kind: "burst", calls: 1 });
    return { health, online, card: rung + latencies[0]! };
  } finally {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  }
}
