/**
 * The same frames, one behind the other, in a whole office: the inbox has each with its reason, and the calls are
 * those that somebody made.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { log } from "#lib/base/log";
import { saveConnection } from "#lib/connections/save-connection";
import { saveExtensions } from "#lib/people/extensions";
import { createHistoryReader } from "#lib/telephony/read-history";
import { createIngest, type Ingest } from "#lib/telephony/ingest";
import { createSupervisor, type Supervisor } from "#lib/telephony/supervisor";
import { eventually } from "../kit/eventually";
import { openOffice } from "../kit/office";
import { openProviderPeer, type ProviderPeer } from "../kit/provider-peer";
import { nobody } from "../kit/telephony";
import { frameProviderNames, frameProviders, framesOf, readFrames } from "./frames";
import { onlyCopy } from "#lib/copies/copies";

const { db, people } = await openOffice({ people: { olena: {} }, connections: {} });

describe.each(frameProviderNames)("%s", (name) => {
  const provider = frameProviders[name];
  const corpus = readFrames(name);
  const frames = corpus.cases.flatMap((one) => framesOf(one, corpus, provider));
  let peer: ProviderPeer;
  let ingest: Ingest;
  let supervisor: Supervisor;
  let connectionId: string;

  beforeAll(async () => {
    peer = await openProviderPeer();
    const settings = provider.settings(peer.port) as Record<string, unknown>;
    const connection = { slug: name, provider: name, name, enabled: true, settings };
    ({ id: connectionId } = await saveConnection(connection));
    await saveExtensions(people.olena, { [connectionId]: "101" });
    ingest = createIngest({ log: log(), audience: nobody as never });
    supervisor = createSupervisor({
      log: log(),
      installation: "corpus",
      copies: onlyCopy,
      ingest,
      history: createHistoryReader(ingest),
      publishConnection: () => undefined,
    });
    await supervisor.startAll();
    await vi.waitFor(() => expect(peer.links.length).toBeGreaterThan(0), eventually);
  });
  afterAll(async () => {
    await supervisor.stopAll();
    await ingest.close();
    peer.close();
    await db.connection.delete({ where: { id: connectionId } });
  });

  it("records what is right, and sets aside what is not", async () => {
    const { socket } = peer.links[0]!;
    for (const { frame, good } of frames) {
      socket.send(frame);
      socket.send(provider.encode(good));
    }
    const last = frames.at(-1)!.good;
    await vi.waitFor(async () => {
      const row = await db.inboxMessage.findFirst({ where: { connectionId, raw: last } });
      expect(row?.status).toBe("applied");
    }, eventually);
    await ingest.idle();

    const stored = await db.inboxMessage.findMany({ where: { connectionId } });
    const refused = stored.filter(({ status }) => status === "refused");
    const faults = frames.filter(({ outcome }) => outcome === "unread" || outcome === "aside");
    expect(refused.filter(({ reason }) => !reason || reason.startsWith("could not"))).toEqual([]);
    expect(refused).toHaveLength(faults.length);
    const read = frames.filter(({ outcome }) => outcome === "event");
    const events = read.reduce((sum, { events = 1 }) => sum + events, frames.length);
    expect(stored.filter(({ status }) => status === "applied")).toHaveLength(events);
    expect(stored).toHaveLength(refused.length + events);
    expect(peer.links).toHaveLength(1);
  });
});
