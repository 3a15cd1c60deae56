/** One id finds a call's whole life in the log: its messages in the inbox, its changes, whom it was pushed to, commands. */
import { createServer } from "node:http";
import { afterAll, expect, it, vi } from "vitest";
import { pino, type Logger } from "pino";
import { processSlot } from "#lib/base/process-slot";
import { saveConnection } from "#lib/connections/save-connection";
import { saveExtensions } from "#lib/people/extensions";
import { startSimulator } from "#lib/providers/prostie-zvonki/simulator";
import { createRealtime } from "#lib/realtime/server";
import { eventually } from "#lib/testing/kit/eventually";
import { openOffice } from "#lib/testing/kit/office";
import { startTelephony } from "./start-telephony";
import { onlyCopy } from "#lib/copies/copies";

interface Line {
  msg: string;
  callId?: string;
  events?: string[];
  inboxIds?: number[];
  people?: string[];
}

const printed: string[] = [];
const slot = processSlot<Logger>("log");
const before = slot.peek();
const log = pino({ base: null }, { write: (line) => void printed.push(line) });
slot.set(log);

const office = await openOffice({ people: { olena: {} }, connections: {} });
const pbx = await startSimulator({ port: 0, host: "127.0.0.1", password: "p" });
const { id: connectionId } = await saveConnection({
  slug: "office",
  provider: "prostie-zvonki",
  name: "Office",
  enabled: true,
  settings: { url: pbx.url, password: "p" },
});
await saveExtensions(office.people.olena, { [connectionId]: "101" });
const realtime = await createRealtime(createServer(), {
  publicUrl: null,
  redis: null,
  news: null,
  log,
  connections: () => Promise.resolve([]),
});
const telephony = startTelephony({ installation: "test", copies: onlyCopy, log, realtime });
await telephony.open();
afterAll(async () => {
  await telephony.close();
  await realtime.close();
  await pbx.close();
  if (before) slot.set(before);
  else slot.clear();
});

const linesOf = (callId: string) =>
  printed.filter((line) => line.includes(callId)).map((line) => JSON.parse(line) as Line);

it("a clicked call's lines have its id, the ids of its messages and of its people, and no number", async () => {
  const online = async () => expect((await telephony.supervisor.views())[0]?.state).toBe("online");
  await vi.waitFor(online, eventually);
  const placed = await telephony.dispatcher.place({
    userId: office.people.olena,
    number: "+73430112233",
  });
  expect(placed).toMatchObject({ ok: true });
  const { callId } = placed as { callId: string };
  pbx.generate({ type: "8", callID: "99", from: "101", to: "73430112233" });
  pbx.generate({ type: "16", callID: "99", from: "101", to: "73430112233" });
  const pushes = () => linesOf(callId).filter(({ msg }) => msg === "call pushed");
  await vi.waitFor(() => expect(pushes().length).toBeGreaterThanOrEqual(2), eventually);
  const answered = () =>
    expect(linesOf(callId).flatMap(({ events = [] }) => events)).toContain("call:answered");
  await vi.waitFor(answered, eventually);

  const lines = linesOf(callId);
  const rows = await office.db.inboxMessage.findMany({ select: { id: true } });
  const told = lines.flatMap(({ inboxIds = [] }) => inboxIds);
  expect(new Set(told)).toEqual(new Set(rows.map(({ id }) => id)));
  expect(lines[0]).toMatchObject({ msg: "call", events: ["call:requested"], inboxIds: [] });
  expect(pushes()[0]).toMatchObject({ people: [office.people.olena] });
  expect(lines.find(({ msg }) => msg === "command")).toMatchObject({
    command: "call",
    connection: "office",
    outcome: "ok",
  });
  expect(printed.join("")).not.toContain("0112233");
});
