/** Two processes make pages: both do, either may be killed, and what only one may do is done once. */
import { readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { ImportView } from "#lib/contacts/import/queries";
import { builtAction } from "#lib/testing/kit/built-action";
import { csvHeading, csvOptions } from "#lib/testing/kit/import-file";
import { admin } from "#lib/testing/kit/office-provision";
import { childrenOf, isAlive } from "#lib/testing/kit/processes";
import { openProductOffice, type ProductOffice } from "#lib/testing/kit/product-office";
import { signIn } from "#lib/testing/kit/sign-in";
import { waitUntil } from "#lib/testing/kit/wait-until";

let office: ProductOffice;
beforeEach(async () => void (office = await openProductOffice()));
afterEach(() => office.close());

const token = "a token of at least thirty-two characters";
const env = () => ({
  TINYCRM_PAGES: "2",
  TINYCRM_METRICS_TOKEN: token,
  TMPDIR: office.dataDir,
});

it("pages come from the other one while one is started anew", async () => {
  const product = await office.start(env());
  const cookie = await signIn(product.url, admin);
  const children = () => childrenOf(product.pid);
  const failures: { path: string; status: number; at: number }[] = [];
  let answers = 0;
  let stopped = false;

  /** Asks again as soon as there is an answer. */
  async function open(path: string, pause = 0): Promise<void> {
    while (!stopped) {
      const at = performance.now();
      const asked = await fetch(product.url + path, { headers: { cookie } }).catch(() => null);
      await asked?.arrayBuffer().catch(() => undefined);
      if (asked?.status === 200) answers += 1;
      else failures.push({ path, status: asked?.status ?? 0, at });
      await sleep(asked?.status === 200 ? pause : 10);
    }
  }

  const headers = { authorization: `Bearer ${token}` };
  const metrics = async () => (await fetch(`${product.url}/api/metrics`, { headers })).text();
  // Busy ones may take longer to tell than anybody waits.
  const bothTell = async () => (await metrics()).includes("\ntinycrm_pages_up 2\n");
  const restarts = () => product.output().split("it is started anew").length - 1;

  const readers = ["/contacts", "/calls", "/contacts", "/calls"].map((path) => open(path));
  // Within what the REST API grants a person.
  readers.push(open("/api/v1/contacts", 200));
  const atFirst = children();
  expect(atFirst).toHaveLength(2);
  const both = () => children().every(({ cpu }, n) => cpu >= atFirst[n]!.cpu + 2);
  await waitUntil("both make pages", both, { timeout: 60_000, seen: children });
  await waitUntil("both tell", bothTell);
  expect(failures).toEqual([]);

  for (const [n, { pid }] of atFirst.entries()) {
    failures.length = 0;
    process.kill(pid, "SIGKILL");
    // Until its end is noticed it may still be asked.
    await waitUntil("its end is noticed", () => restarts() === n + 1, { interval: 5 });
    const noticed = performance.now();
    const before = answers;
    const patience = { timeout: 60_000 };
    await waitUntil("it is there again", bothTell, patience);
    expect(answers - before).toBeGreaterThan(5);
    expect(failures.filter(({ at }) => at > noticed)).toEqual([]);
    expect(isAlive(pid)).toBe(false);
  }
  stopped = true;
  await Promise.all(readers);
  const { code } = await product.stop("SIGTERM");
  expect(code).toBe(0);
  expect(children()).toEqual([]);
  expect(readdirSync(office.dataDir).filter((name) => name.startsWith("tinycrm-pages"))).toEqual(
    [],
  );
}, 180_000);

it("an import that another one is asked to undo is worked on at once", async () => {
  const product = await office.start(env());
  const cookie = await signIn(product.url, admin);
  const headers = { cookie, origin: product.url, "content-type": "application/json" };
  const ask = async (path: string, init: RequestInit = {}) =>
    (await fetch(`${product.url}/api/imports${path}`, { ...init, headers })).json();
  const post = (path: string, body?: object) =>
    ask(path, { method: "POST", ...(body && { body: JSON.stringify(body) }) }) as Promise<{
      id: string;
    }>;

  const { id: uploadId } = await post("/uploads");
  const body = `${csvHeading}Anna,+73430000001,,,,,\n`;
  const put = { method: "PUT", headers, body };
  await fetch(`${product.url}/api/imports/uploads/${uploadId}?at=0`, put);
  const file = { uploadId, fileName: "people.csv", total: 1, options: csvOptions };
  const { id } = await post("", file);
  const view = async () => (await ask(`/${id}`)) as ImportView;
  const becomes = (state: string) =>
    waitUntil(state, async () => (await view()).state === state, { seen: view });
  await becomes("done");

  // All of `/api` was the first's so far: what is done on a page is the second's.
  const undo = builtAction("undoImportAction")({ id });
  const undone = await fetch(`${product.url}/contacts/import`, {
    ...undo,
    headers: { ...undo.headers, cookie, origin: product.url },
  });
  expect(await undone.text()).toContain('"ok":true');
  await becomes("undone");
}, 120_000);
