/** People's extensions: as they are saved, and as the provider's directory proposes them, by e-mail. */
import { changesBetween } from "#lib/audit/changes";
import { recordAudit } from "#lib/audit/record-audit";
import { ActionError } from "#lib/auth/action-error";
import { personSubject } from "#lib/auth/second-factor";
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
 * Assigns all extensions in one transaction, so that people may exchange theirs. Who may no longer sign in gives
 * theirs up.
 * @throws {ActionError} `taken` when another person outside `choices` has one of the extensions
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
    const connection = await tx.connection.findFirst({
      where: { id: connectionId, deletedAt: null },
    });
    if (people < userIds.length || !connection) throw new ActionError("not-found");
    const holder = await tx.extension.findFirst({
      where: {
        connectionId,
        number: { in: numbers },
        userId: { notIn: userIds },
        user: { disabledAt: null },
      },
      include: { user: { select: { name: true } } },
    });
    if (holder) {
      throw new ActionError("taken", { values: { number: holder.number, name: holder.user.name } });
    }
    const before = await numbersByName(tx, connectionId);
    await tx.extension.deleteMany({
      where: { connectionId, OR: [{ userId: { in: userIds } }, { number: { in: numbers } }] },
    });
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

/** `holder`: who has the number. */
export type SavedExtensions =
  { ok: true } | { ok: false; connectionId: string; number: string; holder: string };

/** A person's numbers by connection id. An empty one removes theirs; connections that are not named keep theirs. */
type Numbers = Readonly<Record<string, string>>;

/** @returns the connection and holder of a number that is taken; nothing is written then */
export function saveExtensions(userId: string, numbers: Numbers): Promise<SavedExtensions> {
  return saveAllExtensions(new Map([[userId, numbers]]));
}

/** The same of several people, who may exchange theirs. @param wanted by the person's id */
export function saveAllExtensions(wanted: ReadonlyMap<string, Numbers>): Promise<SavedExtensions> {
  return transaction((tx) => writeExtensions(tx, wanted));
}

/** The same within a transaction of the caller's. */
export async function writeExtensions(
  tx: Tx,
  wanted: ReadonlyMap<string, Numbers>,
): Promise<SavedExtensions> {
  const each = [...wanted].flatMap(([userId, numbers]) =>
    Object.entries(numbers).map(([connectionId, number]) => ({ userId, connectionId, number })),
  );
  const keeps = ({ userId, connectionId, number }: (typeof each)[number]) =>
    [undefined, number].includes(wanted.get(userId)?.[connectionId]);
  for (const { userId, connectionId, number } of each) {
    const holder = await tx.extension.findUnique({
      where: { connectionId_number: { connectionId, number } },
      include: { user: { select: { name: true } } },
    });
    if (holder && holder.userId !== userId && keeps(holder)) {
      return { ok: false, connectionId, number, holder: holder.user.name };
    }
  }
  const before = new Map<string, Record<string, string>>();
  for (const userId of wanted.keys()) before.set(userId, await extensionsOf(tx, userId));
  for (const { userId, connectionId, number } of each) {
    await tx.extension.deleteMany({ where: { userId, connectionId, number: { not: number } } });
  }
  for (const data of each) {
    const { userId, connectionId, number } = data;
    if (!number || (await tx.extension.count({ where: { userId, connectionId } })) > 0) continue;
    await tx.extension.create({ data });
  }
  for (const [userId, former] of before) await recordNumbers(tx, userId, former);
  return { ok: true };
}

async function recordNumbers(tx: Tx, userId: string, before: Numbers): Promise<void> {
  const changes = changesBetween(before, await extensionsOf(tx, userId));
  if (Object.keys(changes).length === 0) return;
  const { name } = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  const subject = personSubject({ id: userId, name });
  await recordAudit(tx, { event: "person.extensions-changed", subject, changes });
}

/** A person's numbers by the connection's name in addresses. */
async function extensionsOf(tx: Tx, userId: string): Promise<Record<string, string>> {
  const rows = await tx.extension.findMany({
    where: { userId },
    select: { number: true, connection: { select: { slug: true } } },
  });
  return Object.fromEntries(rows.map(({ number, connection }) => [connection.slug, number]));
}
