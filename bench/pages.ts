/** What a page costs the server: its processor time, as a whole page and as what a click asks for. */
import type { Benchmark } from "./benchmark";
import { cpuMicroseconds, percentile } from "./measure";
import { clickOnContact, clickOnList, pointAtContact, type Asked } from "./people/clicks";
import { signInCookies } from "./seed/cookies";
import { contactId, scatter } from "./seed/statements";
import type { Row } from "./table";

/** Requests of one round, one after the other; the quietest of five rounds counts. */
const requests = 60;
const rounds = 5;

export const pages: Benchmark = {
  name: "pages",
  needsDatabase: true,
  async run({ effort, say, stage }) {
    const { urls, pids } = await stage();
    const [cookie = ""] = await signInCookies(1);
    const idOf = (n: number) => contactId((n * scatter) % effort.seed.contacts);
    const ways: Record<string, (n: number) => Asked | Promise<Asked>> = {
      "list, whole": () => ({ path: "/contacts", headers: {} }),
      "list, by a click": clickOnList,
      "contact, whole": (n) => ({ path: `/contacts/${idOf(n)}`, headers: {} }),
      "contact, by a click": (n) => clickOnContact(idOf(n)),
      "contact, pointed at": (n) => pointAtContact(idOf(n)),
    };
    const rows: Row[] = [];
    for (const [name, ask] of Object.entries(ways)) {
      say(`pages: ${name}`);
      const costs: number[] = [];
      let bytes = 0;
      for (let round = 0; round <= rounds; round++) {
        const before = cpuMicroseconds(pids.product);
        for (let n = 0; n < requests; n++) {
          const { path, headers } = await ask(round * requests + n);
          bytes = await read(urls.product + path, { cookie, ...headers });
        }
        const after = cpuMicroseconds(pids.product);
        // The first round warms up.
        if (round > 0 && before !== null && after !== null) {
          costs.push((after - before) / 1000 / requests);
        }
      }
      costs.sort((a, b) => a - b);
      rows.push(
        { figure: `${name}: processor, least round`, unit: "ms", product: costs[0] ?? null },
        { figure: `${name}: processor, p50`, unit: "ms", product: percentile(costs, 50) },
        { figure: `${name}: size before gzip`, unit: "kB", product: bytes / 1000 },
      );
    }
    return rows;
  },
};

async function read(url: string, headers: Record<string, string>): Promise<number> {
  const answer = await fetch(url, { headers, redirect: "manual" });
  const body = await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  return body.byteLength;
}
