/** A company whose one connection calls back: database, inbox, the vendor's simulator, the HTTP door. */
import type { AddressInfo } from "node:net";
import { configSlot, type Config } from "#lib/config";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { createLeadDesk } from "#lib/leads/lead-desk";
import { createPageScripts } from "#lib/leads/page-scripts";
import { log } from "#lib/log";
import { callKeeper } from "#lib/providers/callkeeper/adapter";
import {
  startCallKeeperSimulator,
  type CallKeeperSimulator,
} from "#lib/providers/callkeeper/simulator";
import type { ProviderAdapter } from "#lib/providers/contract";
import { createDoor } from "#lib/server/http";
import { hubSlot, type Hub } from "#lib/server/hub";
import { createIngest, type Ingest } from "#lib/telephony/ingest";
import type { Runtime } from "#lib/telephony/supervisor";

export interface LeadOffice {
  test: TestDatabase;
  ingest: Ingest;
  vendor: CallKeeperSimulator;
  /** The connection's; its slug is `site`. */
  runtime: Runtime;
  pages: ReturnType<typeof createPageScripts>;
  url: string;
  /** Leaves people and the connection alone. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export async function openLeadOffice(): Promise<LeadOffice> {
  // Behind a proxy, so that each request can come from an address of its own.
  configSlot.set({ publicUrl: "https://crm.example" } as Config);
  const test = await createTestDatabase();
  const vendor = await startCallKeeperSimulator({ port: 0 });
  const adapter = callKeeper as unknown as ProviderAdapter;
  const settings = callKeeper.settings.parse(vendor.settings);
  const data = { slug: "site", provider: "callkeeper", name: "Site", settings: `{"country":"RU"}` };
  const { id } = await test.db.connection.create({ data });
  const ingest = createIngest({ log: log(), publish: () => undefined });
  const runtime: Runtime = {
    ...{ id, slug: "site", adapter, settings, link: null, log: log() },
    source: { connectionId: id, slug: "site", country: "RU", adapter },
    abort: new AbortController(),
    tellExtensions: async () => undefined,
  };
  const runtimes = {
    runtime: (one: string) => (one === id ? runtime : undefined),
    runtimeOf: (slug: string) => (slug === "site" ? runtime : undefined),
  };
  const told = { ingest, publishCallbacks: async () => undefined };
  const desk = createLeadDesk({ ...runtimes, ...told });
  hubSlot.set({ leadForm: desk.form, receiveLead: desk.receive } as Hub);
  const { server } = createDoor({ publicUrl: null });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    ...{ test, ingest, vendor, runtime },
    pages: createPageScripts({ ...runtimes, ...told }),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async clear() {
      await ingest.idle();
      await test.db.callback.deleteMany();
      await test.db.lead.deleteMany();
      await test.db.call.deleteMany();
      await test.db.inboxMessage.deleteMany();
      await test.db.contact.deleteMany();
      vendor.refuseCommands(null);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await ingest.close();
      await vendor.close();
      hubSlot.clear();
      configSlot.clear();
      await test.close();
    },
  };
}
