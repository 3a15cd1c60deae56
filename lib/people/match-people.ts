/** Matches the provider's directory with people by e-mail, and assigns the extensions that are chosen. */
import { changesBetween } from "#lib/audit/changes";
import { recordAudit } from "#lib/audit/record-audit";
import { ActionError } from "#lib/auth/action-error";
import { db, transaction, type Tx } from "#lib/db/client";
import { providerDirectory } from "./ports";

export interface PersonMatch {
  /** As in the provider's directory. */
  extension: string;
  name: string;
  email: string | null;
  /** Person with this e-mail address, with their present extension on this connection. */
  person: { id: string; name: string; extension: string | null } | null;
  /** Name of another person who has this extension now. */
  holder: string | null;
}

/** @throws {ActionError} with the provider's words when it refuses its directory */
export async function matchPeople(connectionId: string): Promise<PersonMatch[]> {
  const read = await providerDirectory().read(connectionId);
  if (!read.ok) throw new ActionError(read.code, { message: read.message });
  const users = await db().user.findMany({
    where: { disabledAt: null },
    select: {
      id: true,
      name: true,
      email: true,
      extensions: { where: { connectionId }, select: { number: true } },
    },
  });
  const people = users.map(({ id, name, email, extensions }) => ({
    email: email.toLowerCase(),
    person: { id, name, extension: extensions[0]?.number ?? null },
  }));
  const entries = new Map(read.people.map((entry) => [entry.extension, entry]));
  return [...entries.values()].map(({ extension, name, email }) => {
    const person =
      people.find((user) => user.email === email?.trim().toLowerCase())?.person ?? null;
    const holder = people.find((user) => user.person.extension === extension)?.person;
    const other = holder && holder.id !== person?.id ? holder.name : null;
    return { extension, name, email, person, holder: other };
  });
}

/**
 * Assigns all extensions in one transaction, so that people may exchange theirs.
 * @throws {ActionError} `taken` when a person outside `choices` has one of the extensions
 */
export async function assignExtensions(
  connectionId: string,
  choices: readonly { userId: string; extension: string }[],
): Promise<void> {
  const userIds = choices.map(({ userId }) => userId);
  const numbers = choices.map(({ extension }) => extension);
  if (new Set(userIds).size < choices.length || new Set(numbers).size < choices.length) {
    throw new ActionError("invalid");
  }
  await transaction(async (tx) => {
    const people = await tx.user.count({ where: { id: { in: userIds }, disabledAt: null } });
    const connection = await tx.connection.findUnique({ where: { id: connectionId } });
    if (people < userIds.length || !connection) throw new ActionError("not-found");
    const holder = await tx.extension.findFirst({
      where: { connectionId, number: { in: numbers }, userId: { notIn: userIds } },
      include: { user: { select: { name: true } } },
    });
    if (holder) {
      const message = `${holder.number} belongs to ${holder.user.name}`;
      throw new ActionError("taken", { message });
    }
    const before = await numbersByName(tx, connectionId);
    await tx.extension.deleteMany({ where: { connectionId, userId: { in: userIds } } });
    for (const { userId, extension } of choices) {
      await tx.extension.create({ data: { connectionId, userId, number: extension } });
    }
    await recordAudit(tx, {
      event: "person.extensions-changed",
      subject: { kind: "connection", id: connectionId, name: connection.name },
      changes: changesBetween(before, await numbersByName(tx, connectionId)),
    });
  });
}

/** Who has which extension at a connection, by what the person signs in with. */
async function numbersByName(tx: Tx, connectionId: string): Promise<Record<string, string>> {
  const rows = await tx.extension.findMany({
    where: { connectionId },
    select: { number: true, user: { select: { email: true } } },
  });
  return Object.fromEntries(rows.map(({ number, user }) => [user.email, number]));
}
