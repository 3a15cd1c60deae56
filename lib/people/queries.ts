import { sqltag as sql } from "@prisma/client/runtime/client";
import { cache } from "react";
import type { Role } from "#lib/auth/roles";
import type { WorkingHours } from "#lib/base/working-hours";
import { readHours } from "#lib/base/working-hours-text";
import { db } from "#lib/db/client";
import { direct } from "#lib/db/direct";
import type { PresenceView } from "./presence";

export interface PersonView {
  id: string;
  email: string;
  name: string;
  role: Role;
  locale: string | null;
  disabled: boolean;
  /** Null: the company's. */
  hours: WorkingHours | null;
  /** They have never chosen a password: their invitation waits, or has run out. */
  invited: "waiting" | "expired" | null;
  secondFactor: boolean;
  presence: PresenceView;
  extensions: { connectionId: string; connection: string; number: string }[];
}

/** All people, disabled ones last. */
export async function listPeople(): Promise<PersonView[]> {
  const rows = await db().user.findMany({
    orderBy: [{ name: "asc" }, { id: "asc" }],
    include: {
      extensions: { include: { connection: { select: { name: true, enabled: true } } } },
      accessLink: { select: { kind: true, expiresAt: true } },
      secondFactor: { select: { confirmedAt: true } },
    },
  });
  const people = rows.map((row) => ({
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role as Role,
    locale: row.locale,
    disabled: row.disabledAt !== null,
    hours: readHours(row.workingHours),
    invited: invitationState(row.accessLink),
    secondFactor: !!row.secondFactor?.confirmedAt,
    presence: {
      userId: row.id,
      doNotDisturb: row.doNotDisturb,
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

function invitationState(link: { kind: string; expiresAt: Date } | null): PersonView["invited"] {
  if (link?.kind !== "invitation") return null;
  return link.expiresAt > new Date() ? "waiting" : "expired";
}

/** Connections on which a person can have an extension. */
export function connectionChoices(): Promise<{ id: string; name: string }[]> {
  return db().connection.findMany({
    where: { deletedAt: null },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
}

export interface PersonName {
  id: string;
  name: string;
  /** Disabled people keep their name on past work and are offered for nothing new. */
  disabled: boolean;
}

/** Names of all people: who took a call, who owns a contact. A page and its frame share one answer. */
export const peopleNames = cache(async (): Promise<PersonName[]> => {
  const people = await direct().read<Omit<PersonName, "disabled"> & { disabled: unknown }>(
    sql`SELECT "id", "name", "disabledAt" IS NOT NULL AS "disabled" FROM "User" ORDER BY "name"`,
  );
  // SQLite knows numbers only.
  return people.map(({ disabled, ...person }) => ({ ...person, disabled: Boolean(disabled) }));
});

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
