/** A link that is given up and taken again, by one runtime: each opening is a link of its own. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it, vi } from "vitest";
import { db } from "#lib/db/client";
import { minute, second } from "#lib/base/duration";
import { log } from "#lib/base/log";
import type { LinkState } from "#lib/providers/contract";
import { startSimulator } from "#lib/providers/prostie-zvonki/simulator";
import { adapterFor } from "#lib/providers/registry";
import { eventually } from "#lib/testing/kit/eventually";
import { openOffice } from "#lib/testing/kit/office";
import { testRuntime } from "#lib/testing/kit/runtime";
import { startTcpProxy } from "#lib/testing/kit/tcp-proxy";
import { nobody } from "#lib/testing/kit/telephony";
import { holdLink } from "./hold-link";
import { createIngest } from "./ingest";
import { createOpenSockets } from "./open-sockets";
import { createHistoryReader } from "./read-history";
import type { Runtime } from "./runtime";

const office = await openOffice({ people: { olena: { extension: "101" }, ivan: {} } });
const ingest = createIngest({ log: log(), audience: nobody });
afterAll(() => ingest.close());

const holdingOf = (runtime: Runtime, pass: (rest: number) => void = () => undefined) =>
  holdLink(runtime, {
    installation: "test",
    ingest,
    history: createHistoryReader(ingest),
    sockets: createOpenSockets(),
    report: () => undefined,
    pass,
    onNote: () => undefined,
  });

it("tells each link all extensions, and a closed one none", async () => {
  const told: (readonly string[])[][] = [];
  const runtime = testRuntime(office.connections.office, {
    ...adapterFor("prostie-zvonki"),
    connect({ onExtensions }) {
      const mine: (readonly string[])[] = [];
      told.push(mine);
      onExtensions((extensions) => void mine.push(extensions));
      return {};
    },
  });
  const holding = holdingOf(runtime);
  holding.taken(1);
  await vi.waitFor(() => expect(told).toEqual([[["101"]]]), eventually);
  holding.lost();
  holding.taken(2);
  await vi.waitFor(() => expect(told).toEqual([[["101"]], [["101"]]]), eventually);
  const data = { connectionId: runtime.id, userId: office.people.ivan, number: "102" };
  await db().extension.create({ data });
  await runtime.publishExtensions();
  expect(told).toEqual([[["101"]], [["101"], ["101", "102"]]]);
  holding.lost();
  await db().extension.deleteMany({ where: { number: "102" } });
  await runtime.publishExtensions();
  expect(told).toHaveLength(2);
  expect(told[1]).toHaveLength(2);
});

it("opens anew when its old socket has closed: the PBX never sees two and takes none away", async () => {
  const links: string[] = [];
  const onLink = (what: string) => void links.push(what);
  const pbx = await startSimulator({ host: "127.0.0.1", port: 0, password: "p", onLink });
  const wire = await startTcpProxy({ port: Number(new URL(pbx.url).port) });
  const adapter = adapterFor("prostie-zvonki");
  const url = `ws://127.0.0.1:${wire.port}`;
  const settings = adapter.settings.parse({ url, password: "p" });
  const runtime = testRuntime(office.connections.office, adapter, settings);
  const holding = holdingOf(runtime);
  holding.taken(1);
  await vi.waitFor(() => expect(links).toEqual(["opened"]), eventually);
  // The goodbye is on its way while the way is free again.
  wire.become({ latency: 400 });
  holding.lost();
  await sleep(50);
  wire.become({});
  holding.taken(1);
  await vi.waitFor(() => expect(links).toEqual(["opened", "closed", "opened"]), eventually);
  holding.lost();
  await wire.close();
  await pbx.close();
});

it("passes its lease on while the link does not come up, later each time, and not once it is up", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    let say!: (state: LinkState) => void;
    const runtime = testRuntime(office.connections.office, {
      ...adapterFor("prostie-zvonki"),
      connect({ report }) {
        say = (state) => report({ state });
        return {};
      },
    });
    const rests: number[] = [];
    const holding = holdingOf(runtime, (rest) => {
      rests.push(rest);
      holding.lost();
    });
    holding.taken(1);
    say("waiting");
    await vi.advanceTimersByTimeAsync(4 * second);
    say("connecting");
    say("waiting");
    expect(rests).toEqual([]);
    await vi.advanceTimersByTimeAsync(2 * second);
    expect(rests).toEqual([3 * second]);

    holding.taken(3);
    say("waiting");
    await vi.advanceTimersByTimeAsync(9 * second);
    expect(rests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2 * second);
    expect(rests).toHaveLength(2);

    holding.taken(5);
    say("waiting");
    say("online");
    await vi.advanceTimersByTimeAsync(minute);
    expect(rests).toHaveLength(2);
    holding.lost();
    // Who runs alone has nobody to pass it on to.
    holding.taken(null);
    say("waiting");
    await vi.advanceTimersByTimeAsync(minute);
    expect(rests).toHaveLength(2);
    holding.lost();
  } finally {
    vi.useRealTimers();
  }
});
