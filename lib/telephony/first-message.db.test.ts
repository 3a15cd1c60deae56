/** Providers that send by themselves: amber until the first message that they alone can have sent. */
import { afterAll, expect, it, vi } from "vitest";
import { log } from "#lib/base/log";
import { isUnheard, type ConnectionView } from "#lib/connections/connection-view";
import { saveConnection } from "#lib/connections/save-connection";
import { eventually } from "#lib/testing/kit/eventually";
import { openOffice } from "#lib/testing/kit/office";
import { nobody } from "#lib/testing/kit/telephony";
import { createIngest } from "./ingest";
import { createHistoryReader } from "./read-history";
import { createWebhookReceiver } from "./receive-webhook";
import { createSupervisor } from "./supervisor";
import { onlyCopy } from "#lib/copies/copies";

const { db } = await openOffice({ connections: {} });
const ingest = createIngest({ log: log(), audience: nobody });
const published: ConnectionView[] = [];
const create = () =>
  createSupervisor({
    log: log(),
    installation: "test",
    copies: onlyCopy,
    ingest,
    history: createHistoryReader(ingest),
    publishConnection: (view) => void published.push(view),
  });
let supervisor = create();
afterAll(async () => {
  await supervisor.stopAll();
  await ingest.close();
});

const token = "the-token-of-kyiv";
await saveConnection({
  slug: "kyiv",
  provider: "evrotel",
  name: "Kyiv",
  enabled: true,
  settings: { token, billcode: "20558" },
});
const receive = createWebhookReceiver({
  runtimeOf: (slug) => supervisor.runtimeOf(slug),
  ingest,
});
let calls = 0;
const post = (authorization: string) =>
  receive(
    "kyiv",
    {
      method: "POST",
      headers: new Headers({ authorization }),
      query: new URLSearchParams(),
      body: new URLSearchParams({
        callstatus: "start",
        calldate: "2026-11-01 10:00:00",
        direction: "i",
        numberA: `044000030${++calls}`,
        numberB: "101",
      }).toString(),
    },
    "198.51.100.9",
  );
const unheard = async () => (await supervisor.views()).map(isUnheard);

it("waits for it after it was saved, and after a wrong token", async () => {
  await supervisor.startAll();
  expect(await unheard()).toEqual([true]);
  expect(published.at(-1)).toMatchObject({ state: "online", code: "unheard" });
  await post("a-wrong-token-altogether");
  expect(await unheard()).toEqual([true]);
});

it("is green from the first one on, on every screen at once, and after a restart", async () => {
  expect(await post(token)).toMatchObject({ ok: true });
  await vi.waitFor(async () => expect(await unheard()).toEqual([false]), eventually);
  expect(published.at(-1)).toMatchObject({ state: "online", code: "listening" });
  const { heardAt } = await db.connection.findUniqueOrThrow({ where: { slug: "kyiv" } });
  expect(heardAt).not.toBeNull();
  await post(token);
  await supervisor.stopAll();
  supervisor = create();
  await supervisor.startAll();
  expect(await unheard()).toEqual([false]);
  const after = await db.connection.findUniqueOrThrow({ where: { slug: "kyiv" } });
  expect(after.heardAt).toEqual(heardAt);
});
