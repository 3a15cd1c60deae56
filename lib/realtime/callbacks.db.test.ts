/** Who sees which callbacks over a real socket, where sales people see contacts of their own alone. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { io as connectSocket } from "socket.io-client";
import { afterAll, expect, it, vi } from "vitest";
import { setContactScope } from "#lib/auth/policy";
import { log } from "#lib/base/log";
import type { CallbackView } from "#lib/callbacks/callback-view";
import { callbacksForPublishing } from "#lib/callbacks/queries";
import { eventually } from "#lib/testing/kit/eventually";
import { openOffice } from "#lib/testing/kit/office";
import { createRealtime } from "./server";

const office = await openOffice({ people: { olena: {}, ivan: {}, maria: { role: "manager" } } });
const { people } = office;
const http = createServer();
const realtime = await createRealtime(http, {
  publicUrl: null,
  redisUrl: null,
  log: log(),
  connections: () => Promise.resolve([]),
});
await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
afterAll(() => realtime.close());

async function browser(name: keyof typeof people) {
  const { cookie } = await office.signIn(people[name]);
  const socket = connectSocket(url, {
    transports: ["websocket"],
    reconnection: false,
    extraHeaders: { cookie },
  });
  const one = { snapshot: null as CallbackView[] | null, pushed: [] as CallbackView[] };
  socket.on("callbacks:snapshot", ({ callbacks }: { callbacks: CallbackView[] }) => {
    one.snapshot = callbacks;
  });
  socket.on("callback", (callbacks: CallbackView[]) => one.pushed.push(...callbacks));
  await vi.waitFor(() => expect(one.snapshot).not.toBeNull(), eventually);
  return { one, close: () => socket.disconnect() };
}

const callback = (name: string, ownerId: string | null) => ({
  kind: "missed",
  numberRaw: name,
  openKey: `number:${name}`,
  waitingSince: new Date(),
  dueAt: new Date(),
  ownerId,
});

it("people see their own and nobody's; what leaves them comes as closed, without its client", async () => {
  await setContactScope("own");
  const ivans = await office.db.callback.create({ data: callback("1", people.ivan) });
  const free = await office.db.callback.create({ data: callback("2", null) });
  const [olena, ivan, maria] = [
    await browser("olena"),
    await browser("ivan"),
    await browser("maria"),
  ];
  const numbers = ({ one }: typeof olena) => one.snapshot!.map(({ number }) => number.raw).sort();
  expect(numbers(olena)).toEqual(["2"]);
  expect(numbers(ivan)).toEqual(["1", "2"]);
  expect(numbers(maria)).toEqual(["1", "2"]);

  const data = { ownerId: people.ivan, version: 2 };
  await office.db.callback.update({ where: { id: free.id }, data });
  realtime.publisher.callbacks(await callbacksForPublishing([ivans.id, free.id]));
  for (const { one } of [olena, ivan, maria]) {
    await vi.waitFor(() => expect(one.pushed).toHaveLength(2), eventually);
  }
  for (const { one } of [ivan, maria]) {
    expect(one.pushed.every(({ closed }) => closed === null)).toBe(true);
  }
  for (const gone of olena.one.pushed) {
    expect(gone).toMatchObject({ closed: { userId: null }, number: { raw: "" }, ownerId: null });
  }
  for (const { close } of [olena, ivan, maria]) close();
});
