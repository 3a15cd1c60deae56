/**
 * One-time links by which people choose their own password: an invitation, or a reset. Nobody else ever knows a
 * password. A person has one link at most: a new one makes the earlier worthless, and so do its use, its time,
 * another password, and the end of the account.
 */
import { details } from "#lib/audit/changes";
import { recordAudit } from "#lib/audit/record-audit";
import { ActionError } from "#lib/auth/action-error";
import { digestOf, newToken } from "#lib/auth/one-time-token";
import { hashPassword, hasPasswords } from "#lib/auth/password";
import { assertGoodPassword } from "#lib/auth/password-policy";
import { endSessions } from "#lib/auth/sessions";
import { day } from "#lib/base/duration";
import { db, transaction, type Tx } from "#lib/db/client";

export type LinkKind = "invitation" | "reset";

/** How long a link works, in ms. */
export const linkLife: Readonly<Record<LinkKind, number>> = { invitation: 7 * day, reset: day };

/** Whose link it is. */
export interface LinkOwner {
  id: string;
  name: string;
  email: string;
  kind: LinkKind;
}

/**
 * The token of a person's new link. Who has never used their invitation gets another one.
 * The password of now works until the link is used.
 * @throws {ActionError} "not-found"; "disabled"; "no-passwords" where nobody signs in by one
 */
export async function makeLink(
  userId: string,
  now = Date.now(),
): Promise<{ token: string; kind: LinkKind }> {
  if (!hasPasswords()) throw new ActionError("no-passwords");
  const token = newToken();
  return transaction(async (tx) => {
    const { kind, ...owner } = await ownerOf(tx, userId);
    await writeLink(tx, owner, { token, kind, now });
    return { token, kind };
  });
}

/**
 * A new link that nobody but its owner asks for: the earlier one works until this one has reached them, and for good
 * when it has not. It is worth nothing when their password was changed on its way.
 * @param deliver whether the link has reached them
 * @throws {ActionError} as `makeLink`
 */
export async function replaceLink(
  userId: string,
  deliver: (link: { token: string; kind: LinkKind }) => Promise<boolean>,
  now = Date.now(),
): Promise<void> {
  if (!hasPasswords()) throw new ActionError("no-passwords");
  const token = newToken();
  const { kind, passwordHash } = await ownerOf(db(), userId);
  if (!(await deliver({ token, kind }))) return;
  await transaction(async (tx) => {
    const owner = await ownerOf(tx, userId);
    if (owner.passwordHash === passwordHash) await writeLink(tx, owner, { token, kind, now });
  });
}

async function ownerOf(tx: Pick<Tx, "user">, id: string) {
  const owner = await tx.user.findUnique({ where: { id }, include: { accessLink: true } });
  if (!owner) throw new ActionError("not-found");
  if (owner.disabledAt) throw new ActionError("disabled");
  const { name, passwordHash, accessLink } = owner;
  const kind: LinkKind = accessLink?.kind === "invitation" ? "invitation" : "reset";
  return { id, name, passwordHash, kind };
}

/** The token of a new person's invitation, in the transaction that makes their account. */
export async function makeInvitation(
  tx: Tx,
  person: { id: string; name: string },
  now = Date.now(),
): Promise<string> {
  const token = newToken();
  await writeLink(tx, person, { token, kind: "invitation", now });
  return token;
}

/**
 * Another invitation in place of the one that waits, whose link is worth nothing from now on.
 * @throws {ActionError} `not-invited` when they have chosen their password meanwhile
 */
export async function renewInvitation(
  tx: Tx,
  person: { id: string; name: string },
): Promise<string> {
  await takeInvitation(tx, person.id);
  return makeInvitation(tx, person);
}

/**
 * Makes an invitation worthless, so that nobody can use it any more. Of two at once, this and its use, one is refused.
 * @throws {ActionError} `not-invited` when there is none
 */
export async function takeInvitation(tx: Tx, userId: string): Promise<void> {
  const { count } = await tx.accessLink.deleteMany({ where: { userId, kind: "invitation" } });
  if (count === 0) throw new ActionError("not-invited");
}

async function writeLink(
  tx: Tx,
  { id: userId, name }: { id: string; name: string },
  { token, kind, now }: { token: string; kind: LinkKind; now: number },
): Promise<void> {
  const [createdAt, expiresAt] = [new Date(now), new Date(now + linkLife[kind])];
  const data = { digest: digestOf(token), kind, createdAt, expiresAt };
  await tx.accessLink.upsert({ where: { userId }, create: { userId, ...data }, update: data });
  await recordAudit(tx, {
    event: "person.invited",
    subject: { kind: "person", id: userId, name },
    changes: details({ link: kind }),
  });
}

/** @returns null when the link is unknown, used, replaced, too old, or of somebody who is disabled */
export async function findLink(token: string, now = Date.now()): Promise<LinkOwner | null> {
  if (!hasPasswords()) return null;
  const link = await db().accessLink.findFirst({
    where: linkWhere(token, now),
    select: { kind: true, user: { select: { id: true, name: true, email: true } } },
  });
  return link && { ...link.user, kind: link.kind as LinkKind };
}

/**
 * Gives the link's owner the password they have chosen, uses the link up, and ends their sessions.
 * @returns the e-mail to sign in with
 * @throws {ActionError} "link-expired"; "invalid" with the fault by field
 */
export async function choosePassword(
  token: string,
  password: string,
  now = Date.now(),
): Promise<LinkOwner> {
  const owner = await findLink(token, now);
  if (!owner) throw new ActionError("link-expired");
  await assertGoodPassword(password, owner);
  const passwordHash = await hashPassword(password);
  await transaction(async (tx) => {
    // Of two who use the link at once, the one that deletes the row sets the password.
    const { count } = await tx.accessLink.deleteMany({ where: linkWhere(token, now) });
    if (count === 0) throw new ActionError("link-expired");
    await tx.user.update({ where: { id: owner.id }, data: { passwordHash } });
    await recordAudit(tx, {
      event: "person.link-used",
      subject: { kind: "person", id: owner.id, name: owner.name },
      changes: details({ link: owner.kind }),
    });
  });
  await endSessions(owner.id);
  return owner;
}

/** Makes a person's link worthless, if there is one. */
export async function dropLink(tx: Tx, userId: string): Promise<void> {
  await tx.accessLink.deleteMany({ where: { userId } });
}

/**
 * Makes a person's link worthless as their account ends. An invitation stays as one that has expired: should the
 * account be opened again, its person still has no password, and is to be invited anew.
 */
export async function endLink(tx: Tx, userId: string, now = Date.now()): Promise<void> {
  await tx.accessLink.deleteMany({ where: { userId, kind: { not: "invitation" } } });
  const data = { digest: digestOf(newToken()), expiresAt: new Date(now) };
  await tx.accessLink.updateMany({ where: { userId }, data });
}

function linkWhere(token: string, now: number) {
  return { digest: digestOf(token), expiresAt: { gt: new Date(now) }, user: { disabledAt: null } };
}
