/** A company on a database of its own: its people, its connections, its configuration. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "next-auth/jwt";
import { afterAll } from "vitest";
import { sessionCookieName, sessionSecret } from "#lib/auth/cookie";
import type { Viewer } from "#lib/auth/policy";
import type { Role } from "#lib/auth/roles";
import { beginSession } from "#lib/auth/sessions";
import { configSlot, type Config } from "#lib/base/config";
import type { AnyCallEvent } from "#lib/calls/call-record";
import type { CallView } from "#lib/calls/call-view";
import { neverCalled } from "#lib/calls/contact-calls";
import { recordCallEvents, type CallSource } from "#lib/calls/record-call-events";
import { db, type Db } from "#lib/db/client";
import { foldForSearch } from "#lib/search/search-text";
import { testConfig } from "./test-config";
import { createTestDatabase } from "./test-database";

export interface TestPerson {
  /** @default "sales" */
  role?: Role;
  /** At the office's first connection. */
  extension?: string;
}

export interface TestConnection {
  /** @default "prostie-zvonki" */
  provider?: string;
  /** @default "RU" */
  country?: string;
}

export interface Office<P extends string = string, C extends string = string> {
  db: Db;
  /** The database's. */
  url: string;
  /** Ids by name. */
  people: Record<P, string>;
  /** By slug, as whoever records calls knows them. */
  connections: Record<C, CallSource>;
  /** Records an event at the first connection. @returns the call as it is then */
  record(event: AnyCallEvent, options?: { receivedAt?: Date }): Promise<CallView>;
  /** Signs a person in; `cookie` is the header of their requests. */
  signIn(userId: string): Promise<{ cookie: string; sessionId: string }>;
}

/**
 * Opens an office while a test file is collected, and closes it after the file's last test:
 * `const office = await openOffice({ people: { olena: { extension: "101" } } })`.
 */
export async function openOffice<P extends string = never, C extends string = "office">(
  options: {
    people?: Record<P, TestPerson>;
    /** By slug. @default the one `office` */
    connections?: Record<C, TestConnection>;
    config?: Partial<Config>;
  } = {},
): Promise<Office<P, C>> {
  const dataDir = mkdtempSync(join(tmpdir(), "tinycrm-office-"));
  configSlot.set(testConfig({ dataDir, ...options.config }));
  const database = await createTestDatabase();
  afterAll(async () => {
    await database.close();
    configSlot.clear();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const connections = await addConnections(options.connections);
  const [first] = Object.values<CallSource>(connections);
  const people = {} as Record<P, string>;
  for (const [name, one] of Object.entries<TestPerson>(options.people ?? {})) {
    const extensions = one.extension && first ? { [first.connectionId]: one.extension } : {};
    people[name as P] = await addPerson(name, extensions, one.role);
  }

  return {
    db: database.db,
    url: database.url,
    people,
    connections,
    async record(event, { receivedAt = new Date() } = {}) {
      const [published] = await recordCallEvents([{ event, source: first!, receivedAt }]);
      return published!.view;
    },
    async signIn(userId) {
      const sessionId = (await beginSession(userId, { userAgent: "test", address: null }))!;
      const token = await encode({ token: { sid: sessionId }, secret: sessionSecret() });
      return { cookie: `${sessionCookieName()}=${token}`, sessionId };
    },
  };
}

/**
 * A person who can't sign in with a password.
 * @param extensions by the connection's id
 * @returns the id
 */
export async function addPerson(
  name: string,
  extensions: Record<string, string> = {},
  role: Role = "sales",
): Promise<string> {
  const data = { email: `${name}@x.test`, name, role, passwordHash: "-" };
  const { id } = await db().user.create({ data });
  for (const [connectionId, number] of Object.entries(extensions)) {
    await db().extension.create({ data: { userId: id, connectionId, number } });
  }
  return id;
}

/** A sales person as the record policy sees them. */
export function salesPerson(id: string): Viewer {
  return { id, role: "sales" };
}

/** A contact with one number. @returns the id */
export async function addContact(name: string, e164: string, ownerId?: string): Promise<string> {
  const number = { raw: e164, e164, digits: e164.slice(1) };
  const data = {
    name,
    searchText: foldForSearch(name),
    ownerId,
    numbers: { create: number },
    called: { create: { calledAt: neverCalled } },
  };
  return (await db().contact.create({ data })).id;
}

async function addConnections<C extends string>(
  asked: Record<C, TestConnection> = { office: {} } as Record<C, TestConnection>,
): Promise<Record<C, CallSource>> {
  const connections = {} as Record<C, CallSource>;
  for (const [slug, one] of Object.entries<TestConnection>(asked)) {
    const { provider = "prostie-zvonki", country = "RU" } = one;
    const settings = JSON.stringify({ country });
    const { id } = await db().connection.create({ data: { slug, provider, name: slug, settings } });
    connections[slug as C] = { connectionId: id, slug, country };
  }
  return connections;
}
