import type { Role } from "#lib/auth/roles";
import { db } from "#lib/db/client";
import type { PresenceView } from "#lib/realtime/events";

export interface PersonView {
  id: string;
  email: string;
  name: string;
  role: Role;
  locale: string | null;
  disabled: boolean;
  presence: PresenceView;
  extensions: { connectionId: string; connection: string; number: string }[];
}

/** Everybody, those who may sign in first. */
export async function listPeople(): Promise<PersonView[]> {
  const rows = await db().user.findMany({
    orderBy: [{ name: "asc" }, { id: "asc" }],
    include: {
      extensions: { include: { connection: { select: { name: true, enabled: true } } } },
    },
  });
  const people = rows.map((row) => ({
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role as Role,
    locale: row.locale,
    disabled: row.disabledAt !== null,
    presence: {
      ...{ userId: row.id, doNotDisturb: row.doNotDisturb },
      away: row.extensions.some(({ away, connection }) => away && connection.enabled),
    },
    extensions: row.extensions.map(({ connectionId, connection, number }) => ({
      connectionId,
      connection: connection.name,
      number,
    })),
  }));
  return people.sort((a, b) => Number(a.disabled) - Number(b.disabled));
}

/** Connections on which a person can have an extension. */
export function connectionChoices(): Promise<{ id: string; name: string }[]> {
  return db().connection.findMany({ select: { id: true, name: true }, orderBy: { name: "asc" } });
}

export interface PersonName {
  id: string;
  name: string;
  /** They have left: named where they did something, offered for nothing new. */
  disabled: boolean;
}

/** Names of everybody, to tell who took a call or owns a contact. */
export async function peopleNames(): Promise<PersonName[]> {
  const people = await db().user.findMany({
    select: { id: true, name: true, disabledAt: true },
    orderBy: { name: "asc" },
  });
  return people.map(({ disabledAt, ...person }) => ({ ...person, disabled: disabledAt !== null }));
}

export interface OwnExtension {
  /** The connection's name. */
  connection: string;
  slug: string;
  number: string;
}

/** A person's own extensions, as the account menu shows them. */
export async function extensionsOf(userId: string): Promise<OwnExtension[]> {
  const rows = await db().extension.findMany({
    where: { userId },
    include: { connection: { select: { name: true, slug: true } } },
  });
  return rows.map(({ connection, number }) => {
    return { connection: connection.name, slug: connection.slug, number };
  });
}
