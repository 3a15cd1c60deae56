/** What people's deeds cost the server: processor time of a whole page, of what a click asks for, of a note, a search. */
import type { Benchmark } from "./benchmark";
import { cpuMicroseconds, percentile } from "./measure";
import { pointAtContact } from "./people/clicks";
import { clicked, deeds, type Sent } from "./people/deeds";
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
    // A person may search so often a minute: each request of a round is another's.
    const cookies = await signInCookies(requests);
    const ways: Record<string, (contact: number) => Sent | Promise<Sent>> = {
      "list, whole": () => ({ path: "/contacts" }),
      "contact, whole": (contact) => ({ path: `/contacts/${contactId(contact)}` }),
      "contact, pointed at": async (contact) => clicked(await pointAtContact(contactId(contact))),
    };
    for (const { name, request } of deeds()) ways[`${name}, by a click`] = request;
    const rows: Row[] = [];
    for (const [name, ask] of Object.entries(ways)) {
      say(`pages: ${name}`);
      const costs: number[] = [];
      let bytes = 0;
      for (let round = 0; round <= rounds; round++) {
        const before = cpuMicroseconds(pids.product);
        for (let n = 0; n < requests; n++) {
          const contact = ((round * requests + n) * scatter) % effort.seed.contacts;
          const { path, init = {} } = await ask(contact);
          const headers = { ...init.headers, cookie: cookies[n]!, origin: urls.product };
          bytes = await read(urls.product + path, { ...init, headers });
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

async function read(url: string, init: RequestInit): Promise<number> {
  const answer = await fetch(url, { ...init, redirect: "manual" });
  const body = await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  return body.byteLength;
}
