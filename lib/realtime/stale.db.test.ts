/** What a browser shows and what is no more: a connection is deleted with the calls that are under way over it. */
import { io } from "socket.io-client";
import { afterAll, expect, it } from "vitest";
import { deleteConnection } from "#lib/connections/manage-connections";
import { aCallEvent } from "#lib/testing/kit/call-events";
import { openOffice } from "#lib/testing/kit/office";
import { openRealtime } from "#lib/testing/kit/open-realtime";
import type { CallsSnapshot } from "./events";

const office = await openOffice({ people: { olena: { extension: "101" } } });
const { realtime, url } = await openRealtime();
afterAll(() => realtime.close());

it("every browser is told to ask anew, and is not told of its calls again", async () => {
  await office.record(aCallEvent("call:ringing", { externalId: "1", extension: "101" }));
  const { cookie } = await office.signIn(office.people.olena);
  const socket = io(url, { transports: ["websocket"], extraHeaders: { cookie } });
  const told = <T>(event: string) => new Promise<T>((resolve) => socket.once(event, resolve));
  expect((await told<CallsSnapshot>("calls:snapshot")).calls).toHaveLength(1);

  const stale = told("stale");
  const { connectionId } = office.connections.office;
  const { name } = await office.db.connection.findUniqueOrThrow({ where: { id: connectionId } });
  await deleteConnection(connectionId, name);
  realtime.publisher.stale();

  expect(await stale).toEqual({ page: false });
  expect(await socket.emitWithAck("calls:refresh", {})).toEqual({ ok: true, calls: [] });
  socket.disconnect();
});
