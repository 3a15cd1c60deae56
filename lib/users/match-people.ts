/** The provider's people beside ours, by e-mail: what an administrator is shown before anything is set. */
import { ActionError } from "#lib/auth/action";
import { db, transaction } from "#lib/db/client";
import { hub } from "#lib/server/hub";

export interface PersonMatch {
  /** As the provider lists them. */
  extension: string;
  name: string;
  email: string | null;
  /** Who has this e-mail address here, with the extension they have on this connection now. */
  person: { id: string; name: string; extension: string | null } | null;
  /** Somebody else who has this extension here now. */
  holder: string | null;
}

/** @throws {ActionError} with the provider's words when it does not tell */
export async function matchPeople(connectionId: string): Promise<PersonMatch[]> {
  const read = await hub().readDirectory(connectionId);
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
  const entries = new Map(read.people.map((one) => [one.extension, one]));
  return [...entries.values()].map(({ extension, name, email }) => {
    const person = people.find((one) => one.email === email?.trim().toLowerCase())?.person ?? null;
    const holder = people.find((one) => one.person.extension === extension)?.person;
    const other = holder && holder.id !== person?.id ? holder.name : null;
    return { extension, name, email, person, holder: other };
  });
}

/**
 * Sets the extensions in one go, so that people may exchange theirs.
 * @throws {ActionError} `taken` when somebody who is not among them has one of the extensions
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
    const known = await tx.user.count({ where: { id: { in: userIds }, disabledAt: null } });
    const connection = await tx.connection.count({ where: { id: connectionId } });
    if (known < userIds.length || connection === 0) throw new ActionError("not-found");
    const holder = await tx.extension.findFirst({
      where: { connectionId, number: { in: numbers }, userId: { notIn: userIds } },
      include: { user: { select: { name: true } } },
    });
    if (holder) {
      const message = `${holder.number} belongs to ${holder.user.name}`;
      throw new ActionError("taken", { message });
    }
    await tx.extension.deleteMany({ where: { connectionId, userId: { in: userIds } } });
    for (const { userId, extension } of choices) {
      await tx.extension.create({ data: { connectionId, userId, number: extension } });
    }
  });
}
