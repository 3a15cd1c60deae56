/** The metrics' doors: who may read, what is in the answer, and what never is. */
import { createServer } from "node:http";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { configSlot } from "#lib/base/config";
import { closeDatabase, openDatabase } from "#lib/db/client";
import { createWriterTurns } from "#lib/db/sqlite-gate";
import { pushes } from "#lib/metrics/instruments";
import type { MetricsReading } from "#lib/metrics/registry";
import { freePort } from "#lib/providers/testing";
import { openRedis } from "#lib/copies/redis";
import { createRealtime } from "#lib/realtime/server";
import { log } from "#lib/base/log";
import { openDoor } from "#lib/testing/kit/door";
import { openOffice } from "#lib/testing/kit/office";
import { testConfig } from "#lib/testing/kit/test-config";
import { measureEngine } from "./gauges";
import { createMetricsReader, openMetricsPort } from "./metrics";
import { metricsReader } from "./ports";

const token = "a token of at least thirty-two characters";
const office = await openOffice();
const turns = createWriterTurns();
const redis = openRedis("redis://127.0.0.1:1", log());
const realtime = await createRealtime(createServer(), {
  publicUrl: null,
  redis,
  news: null,
  log: log(),
  connections: () => Promise.resolve([]),
});
const { office: connection } = office.connections;
const anybody = { name: "Office", simulator: false, detail: null, code: null, retryAt: null };
const times = { since: "", awaySince: null };
const view = { ...anybody, ...times, slug: connection.slug, provider: "phonet", abilities: [] };
measureEngine({
  databaseUrl: office.url,
  realtime,
  turns,
  views: () => Promise.resolve([{ ...view, state: "refused" }]),
});
let pages: MetricsReading[] = [];
metricsReader.fill(createMetricsReader(() => Promise.resolve(pages)));
const door = await openDoor();
afterAll(async () => {
  door.close();
  metricsReader.clear();
  await realtime.close();
  await redis.close();
});

const configure = (metrics: ReturnType<typeof testConfig>["metrics"]) =>
  configSlot.set(testConfig({ metrics }));
const known = configSlot.peek();
afterEach(() => (known ? configSlot.set(known) : configSlot.clear()));

const ask = (authorization?: string, url = `${door.url}/api/metrics`) =>
  fetch(url, { headers: authorization === undefined ? {} : { authorization } });
const read = async () => (await ask(`Bearer ${token}`)).text();
/** The value of one series; undefined when it is not there. */
const valueOf = (text: string, series: string) =>
  text
    .split("\n")
    .find((line) => line.startsWith(`${series} `))
    ?.slice(series.length + 1);

describe("at the product's own door", () => {
  it("without a token configured, nothing is there", async () => {
    configure({ token: null, listen: null });
    expect((await ask(`Bearer ${token}`)).status).toBe(404);
  });

  it.each([undefined, "Bearer ", `Bearer ${token}x`, `Basic ${token}`, token])(
    "%j is refused",
    async (authorization) => {
      configure({ token, listen: null });
      const answer = await ask(authorization);
      expect(answer.status).toBe(401);
      expect(answer.headers.get("www-authenticate")).toContain("Bearer");
      expect(await answer.text()).not.toContain("tinycrm_");
    },
  );

  it("who has the token reads Prometheus' text", async () => {
    configure({ token, listen: null });
    const answer = await ask(`Bearer ${token}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await answer.text()).toContain("# TYPE tinycrm_push_seconds histogram");
  });
});

describe("on a port of its own", () => {
  it("this machine reads without a token, and nothing else is there", async () => {
    const listen = { host: "127.0.0.1", port: await freePort() };
    configure({ token: null, listen });
    const close = await openMetricsPort(testConfig({ metrics: { token: null, listen } }));
    const url = `http://127.0.0.1:${listen.port}`;
    const answer = await ask(undefined, `${url}/metrics`);
    expect([answer.status, (await ask(undefined, `${url}/`)).status]).toEqual([200, 404]);
    expect(await answer.text()).toContain("tinycrm_browsers 0");
    const second = openMetricsPort(testConfig({ metrics: { token: null, listen } }));
    await expect(second).rejects.toThrow(
      `port ${listen.port} is taken by another program: stop it, or set TINYCRM_METRICS_PORT`,
    );
    await close();
    await expect(ask(undefined, `${url}/metrics`)).rejects.toThrow();
  });
});

describe("the answer", () => {
  beforeEach(() => {
    configure({ token, listen: null });
  });

  it("tells how connections, Redis, the database and the pages stand", async () => {
    const text = await read();
    const state = `connection="${connection.slug}",provider="phonet",state`;
    expect(valueOf(text, `tinycrm_connection_state{${state}="refused"}`)).toBe("1");
    expect(valueOf(text, `tinycrm_connection_state{${state}="online"}`)).toBe("0");
    expect(valueOf(text, "tinycrm_redis_up")).toBe("0");
    expect(valueOf(text, "tinycrm_database_up")).toBe("1");
    expect(valueOf(text, "tinycrm_pages_up")).toBe("0");
    expect(text).toMatch(
      /^tinycrm_build_info\{version="[\d.]+",node="v\d+[\d.]+",database="\w+"\} 1$/m,
    );
  });

  it("counts what waits in the inbox, and for how long", async () => {
    const receivedAt = new Date(Date.now() - 60_000);
    const row = { connectionId: connection.connectionId, key: "k", raw: "{}", receivedAt };
    await office.db.inboxMessage.create({ data: row });
    const text = await read();
    expect(valueOf(text, "tinycrm_inbox_waiting")).toBe("1");
    expect(Number(valueOf(text, "tinycrm_inbox_oldest_seconds"))).toBeGreaterThan(59);
    await office.db.inboxMessage.deleteMany();
    expect(valueOf(await read(), "tinycrm_inbox_oldest_seconds")).toBe("0");
  });

  it("counts who waits to write", async () => {
    const release = await turns.lock();
    const second = turns.lock();
    expect(valueOf(await read(), "tinycrm_writers_waiting")).toBe("1");
    release();
    (await second)();
    expect(valueOf(await read(), "tinycrm_writers_waiting")).toBe("0");
  });

  it("has the pages' processes beside the engine's, as one", async () => {
    const reading = (lag: number, bytes: number) =>
      [
        ["nodejs_eventloop_lag_p99_seconds", "average", lag],
        ["process_resident_memory_bytes", "sum", bytes],
      ].map(([name, aggregator, value]) => ({
        name,
        help: "-",
        type: "gauge",
        aggregator,
        values: [{ value, labels: { process: "pages" } }],
      })) as unknown as MetricsReading;
    pages = [reading(0.25, 100), reading(0.75, 50)];
    const text = await read();
    pages = [];
    expect(valueOf(text, "tinycrm_pages_up")).toBe("2");
    expect(valueOf(text, 'nodejs_eventloop_lag_p99_seconds{process="pages"}')).toBe("0.5");
    expect(valueOf(text, 'process_resident_memory_bytes{process="pages"}')).toBe("150");
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds\{process="engine"\} \d/m);
    expect(text.match(/# TYPE nodejs_eventloop_lag_p99_seconds/g)).toHaveLength(1);
  });

  it("has buckets of the time from a ring to its push", async () => {
    pushes.observe({ connection: "office", provider: "phonet" }, 0.02);
    const series = 'connection="office",provider="phonet"';
    const text = await read();
    expect(valueOf(text, `tinycrm_push_seconds_bucket{le="0.01",${series}}`)).toBe("0");
    expect(valueOf(text, `tinycrm_push_seconds_bucket{le="0.025",${series}}`)).toBe("1");
  });

  it("does not claim an empty inbox while the database is away", async () => {
    await closeDatabase();
    const text = await read();
    await openDatabase({ url: office.url });
    expect(valueOf(text, "tinycrm_database_up")).toBe("0");
    expect(valueOf(text, "tinycrm_inbox_waiting")).toBeUndefined();
    expect(valueOf(await read(), "tinycrm_inbox_waiting")).toBe("0");
  });
});
