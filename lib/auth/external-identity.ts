/**
 * Who somebody is whom an identity provider sends. The first time, by their verified e-mail; from then on by the
 * provider's own name for them, whatever becomes of the e-mail.
 */
import { details } from "#lib/audit/changes";
import { recordAudit } from "#lib/audit/record-audit";
import { config } from "#lib/base/config";
import { transaction, type Tx } from "#lib/db/client";
import { unknownPasswordHash } from "./password";
import { personSubject } from "./second-factor";

export interface Identity {
  issuer: string;
  subject: string;
  /** In lower case; null unless the provider says that it is verified. */
  verifiedEmail: string | null;
  name: string | null;
}

/**
 * unknown: nobody here has this e-mail; unverified: the provider does not vouch for it; disabled: the account is
 * closed; bound: the account belongs to somebody else there.
 */
export type IdentityRefusal = "unknown" | "unverified" | "disabled" | "bound";

export type Identified = { ok: true; userId: string } | { ok: false; reason: IdentityRefusal };

export async function identify(identity: Identity): Promise<Identified> {
  // Hashing takes its time: not within the transaction.
  const passwordHash = config().oidc?.create ? await unknownPasswordHash() : null;
  return transaction((tx) => identifyIn(tx, identity, passwordHash));
}

interface Account {
  id: string;
  name: string;
  disabledAt: Date | null;
}

/** @param passwordHash of a new account; null: none is made */
async function identifyIn(
  tx: Tx,
  identity: Identity,
  passwordHash: string | null,
): Promise<Identified> {
  const { issuer, subject } = identity;
  const known = await tx.externalIdentity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    select: { user: true },
  });
  if (known) return comeIn(tx, known.user, identity);
  const found = await findAccount(tx, identity, passwordHash);
  if (typeof found === "string") return { ok: false, reason: found };
  if (found.disabledAt) return { ok: false, reason: "disabled" };
  const others = await tx.externalIdentity.count({ where: { userId: found.id, issuer } });
  if (others > 0) return { ok: false, reason: "bound" };
  await tx.externalIdentity.create({ data: { issuer, subject, userId: found.id } });
  // They are in: an invitation that still waits would only be a second way.
  await tx.accessLink.deleteMany({ where: { userId: found.id } });
  return comeIn(tx, found, identity);
}

async function findAccount(
  tx: Tx,
  { verifiedEmail: email, name }: Identity,
  passwordHash: string | null,
): Promise<Account | IdentityRefusal> {
  if (!email) return "unverified";
  const user = await tx.user.findUnique({ where: { email } });
  if (user) return user;
  if (!passwordHash) return "unknown";
  return tx.user.create({ data: { email, name: name ?? email, role: "sales", passwordHash } });
}

async function comeIn(tx: Tx, user: Account, { issuer }: Identity): Promise<Identified> {
  if (user.disabledAt) return { ok: false, reason: "disabled" };
  await recordAudit(tx, {
    event: "sign-in.single-sign-on",
    subject: personSubject(user),
    changes: details({ issuer }),
  });
  return { ok: true, userId: user.id };
}
