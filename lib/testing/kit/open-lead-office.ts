/** A company whose one connection calls back: database, inbox, the vendor's simulator, the HTTP door. */
import { afterAll } from "vitest";
import type { Db } from "#lib/db/client";
import { createLeadDesk } from "#lib/leads/lead-desk";
import { createPageScripts } from "#lib/leads/page-scripts";
import { leadDesk, pageScripts, type PageScripts } from "#lib/leads/ports";
import { log } from "#lib/base/log";
import { callKeeper } from "#lib/providers/callkeeper/adapter";
import { startSimulator, type CallKeeperSimulator } from "#lib/providers/callkeeper/simulator";
import { createIngest, type Ingest } from "#lib/telephony/ingest";
import type { Runtime } from "#lib/telephony/runtime";
import { openDoor } from "./door";
import { openOffice } from "./office";
import { testRuntime } from "./runtime";
import { nobody } from "./telephony";

export interface LeadOffice {
  db: Db;
  olena: string;
  ingest: Ingest;
  vendor: CallKeeperSimulator;
  /** The connection's; its slug is `site`. */
  runtime: Runtime;
  pages: PageScripts;
  url: string;
  signIn(userId: string): Promise<{ cookie: string }>;
  /** Headers of a visitor whose address nobody else has. */
  from(): Record<string, string>;
  /** The address of an order, as the widget makes it. @param client whom it calls */
  order(client?: string): string;
  /** What a visitor sends: Аркадий, with the widget's order. */
  filled(given?: object): object;
  /** Sends the form as a browser does. @param headers by default, of an address of its own */
  post(fields: object, headers?: Record<string, string>, slug?: string): Promise<Response>;
  /** Leaves people and the connection alone. */
  clear(): Promise<void>;
}

/** Opened while a test file is collected, and closed after its last test. */
export async function openLeadOffice(): Promise<LeadOffice> {
  const office = await openOffice({
    people: { olena: {} },
    connections: { site: { provider: "callkeeper" } },
  });
  const vendor = await startSimulator({ port: 0 });
  const adapter = callKeeper;
  const settings = callKeeper.settings.parse(vendor.settings);
  const ingest = createIngest({ log: log(), audience: nobody });
  const runtime = testRuntime(office.connections.site, adapter, settings);
  const runtimes = {
    runtime: (one: string) => (one === runtime.id ? runtime : undefined),
    runtimeOf: (slug: string) => (slug === "site" ? runtime : undefined),
  };
  const ports = { ingest, publishCallbacks: async () => undefined };
  const desk = createLeadDesk({ ...runtimes, ...ports });
  leadDesk.fill(desk);
  const pages = createPageScripts({ ...runtimes, ...ports });
  pageScripts.fill(pages);
  // Behind a proxy, so that each request can come from an address of its own.
  const door = await openDoor({ trustedProxies: ["127.0.0.1"] });
  afterAll(async () => {
    door.close();
    await ingest.close();
    await vendor.close();
    leadDesk.clear();
    pageScripts.clear();
  });
  const { db } = office;
  const order = (client = "79005551001") => `${vendor.url}order?client=${client}`;
  let addresses = 0;
  // The proxy adds the last hop.
  const from = () => ({ "x-forwarded-for": `198.51.100.7, 203.0.113.${++addresses}` });
  return {
    db,
    olena: office.people.olena,
    ingest,
    vendor,
    runtime,
    pages,
    url: door.url,
    signIn: office.signIn,
    from,
    order,
    filled: (given = {}) => ({
      name: "Аркадий",
      phone: "8 900 555-10-01",
      callkeeper_storage: order(),
      ...given,
    }),
    post: (fields, headers = from(), slug = "site") =>
      fetch(`${door.url}/api/leads/${slug}`, {
        method: "POST",
        headers: { "content-type": "application/json", "accept-language": "en", ...headers },
        body: JSON.stringify(fields),
      }),
    async clear() {
      await ingest.idle();
      await db.callback.deleteMany();
      await db.lead.deleteMany();
      await db.call.deleteMany();
      await db.inboxMessage.deleteMany();
      await db.contact.deleteMany();
      vendor.refuseCommands(null);
    },
  };
}
