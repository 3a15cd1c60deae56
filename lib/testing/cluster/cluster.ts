/** Copies of the built product on one PostgreSQL and one Redis, a balancer before them, a vendor, load, and browsers. */
import type { Db } from "#lib/db/client";
import { startBalancer, type Balancer } from "#lib/testing/kit/balancer";
import { officeProvision } from "#lib/testing/kit/office-provision";
import { startOwnPostgresql, startOwnRedis, type OwnServer } from "#lib/testing/kit/own-server";
import { playCalls, type Load } from "#lib/testing/kit/play-calls";
import { seededRandom } from "#lib/testing/kit/random";
import { openReader } from "#lib/testing/kit/read-stored";
import { createPostgresql } from "#lib/testing/kit/test-database";
import { waitUntil } from "#lib/testing/kit/wait-until";
import { openBrowser, type Browser } from "./browsers";
import { clickNumbers, type Clicks } from "./clicks";
import { createCopy, type Copy } from "./copy";
import { startPbxWires } from "./pbx-wires";
import { extensionsOf, plantPeople, type People } from "./people";
import { startVendor, type Vendor } from "./vendor";

export interface ClusterOptions {
  copies: number;
  browsers: number;
  eventsPerSecond: number;
  clicksPerMinute: number;
  seed: number;
  /** The folder of a built product that all copies are started from first. @default this one */
  before?: string;
  progress(line: string): void;
}

export interface Cluster {
  options: ClusterOptions;
  copies: Copy[];
  balancer: Balancer;
  vendor: Vendor;
  postgresql: OwnServer;
  redis: OwnServer;
  /** The database from beside. */
  db: Db;
  databaseUrl: string;
  people: People;
  browsers: Browser[];
  load: Load;
  clicks: Clicks;
  /** The name of the copy that the person's browser was last sent to. */
  copyOf(personId: string): string | undefined;
  /** Waits until one copy has the link. */
  holder(): Promise<Copy>;
  /** Waits until all copies are ready and all browsers live. */
  whole(): Promise<void>;
  close(): Promise<void>;
}

/** Of one call of the script, on average (lib/testing/kit/call-script.ts). */
export const eventsOfCall = 4.84;
/** Between two steps of a call, in ms: a call that outlasts a browser's way back. */
const longestPause = 3_000;
const secret = "the cluster's secret, of more than 32 characters";
/** Another client for each call: a number of two calls would look like one call shown twice. */
export const clientOf = (id: number) => `8343${2_000_000 + id}`;
const patience = { timeout: 120_000 };

interface Closable {
  close(): unknown;
}
/** It is closed with the cluster, the last one first. */
type Keep = <T extends Closable>(thing: T) => T;

export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const cleanUps: Closable[] = [];
  const kept: Keep = (thing) => {
    cleanUps.push(thing);
    return thing;
  };
  const close = async () => {
    for (const thing of cleanUps.splice(0).reverse()) await thing.close();
  };
  try {
    return await open(options, kept, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  options: ClusterOptions,
  kept: Keep,
  close: () => Promise<void>,
): Promise<Cluster> {
  const names = Array.from({ length: options.copies }, (_, index) => `copy-${index + 1}`);
  const extensions = extensionsOf(options.browsers);
  const settings = ["shared_preload_libraries=pg_stat_statements", "max_connections=200"];
  const postgresql = kept(await startOwnPostgresql(settings));
  const redis = kept(await startOwnRedis());
  const { url: databaseUrl } = await createPostgresql(postgresql.url);
  const vendor = kept(await startVendor(extensions));
  const pbx = kept(await startPbxWires(vendor.simulator, names));
  const sentTo = new Map<string, string>();
  const onUpgrade = (path: string, copy: string) => {
    const person = new URL(path, "http://any").searchParams.get("person");
    if (person) sentTo.set(person, copy);
  };
  const balancer = kept(await startBalancer({ onUpgrade }));
  const provision = officeProvision(`ws://127.0.0.1:${pbx.port}`);
  const around = { secret, provision, postgresql: { port: postgresql.port, url: databaseUrl } };
  const copies: Copy[] = [];
  for (const name of names) {
    copies.push(kept(await createCopy(name, { ...around, redis, pbx, balancer })));
  }
  // The first makes the database.
  await copies[0]!.start(options.before);
  const db = await openReader(databaseUrl);
  kept({ close: () => db.$disconnect() });
  const people = await plantPeople(db, options.browsers, secret);
  await Promise.all(copies.slice(1).map((copy) => copy.start(options.before)));
  const browsers = people.staff.map((person) => kept(openBrowser(balancer.url, person)));

  const isReady = async (copy: Copy) => {
    const answer = await fetch(`${copy.url()}/api/health`).catch(() => null);
    await answer?.arrayBuffer();
    return answer?.status === 200;
  };
  const live = () => browsers.filter((browser) => browser.isLive()).length;
  async function whole(): Promise<void> {
    for (const copy of copies)
      await waitUntil(`${copy.name} is ready`, () => isReady(copy), patience);
    const all = () => live() === browsers.length;
    await waitUntil("all browsers are live", all, { ...patience, seen: live });
  }
  async function holder(): Promise<Copy> {
    await waitUntil("one copy has the link", vendor.isLinked, { ...patience, interval: 5 });
    const name = pbx.newest();
    return copies.find((copy) => copy.name === name)!;
  }

  await holder();
  await whole();
  const load = playCalls({
    random: seededRandom(options.seed),
    callsPerSecond: options.eventsPerSecond / eventsOfCall,
    longestPause,
    called: extensions,
    clientOf,
    tell: vendor.tell,
  });
  kept({ close: load.stop });
  const clicks = clickNumbers({
    url: balancer.url,
    people: people.staff,
    perMinute: options.clicksPerMinute,
  });
  kept({ close: clicks.stop });
  return {
    options,
    copies,
    balancer,
    vendor,
    postgresql,
    redis,
    db,
    databaseUrl,
    people,
    browsers,
    load,
    clicks,
    copyOf: (personId) => sentTo.get(personId),
    holder,
    whole,
    close,
  };
}
