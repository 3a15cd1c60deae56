/** Sign-in by an identity provider (OpenID Connect), as next-auth does it: PKCE, state, nonce, signed ID tokens. */
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { details } from "#lib/audit/changes";
import { recordAudit } from "#lib/audit/record-audit";
import { config, type OidcConfig } from "#lib/base/config";
import { second } from "#lib/base/duration";
import { transaction, type Tx } from "#lib/db/client";
import { agentFor } from "#lib/outgoing/agent";
import { unknownPasswordHash } from "./password";
import { personSubject } from "./second-factor";

export const oidcProviderId = "oidc";

/** How long the provider may take for each of its answers, in ms. */
const patience = 10 * second;

/** What next-auth hands on after it has checked it; its types leave this out. */
interface CheckedTokens {
  /** Of the ID token. */
  claims(): { sub: string; email?: string; email_verified?: unknown };
}

const claims = z.object({
  iss: z.string().min(1).max(500),
  sub: z.string().min(1).max(255),
  email: z.string().max(254).optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
  name: z.string().trim().max(200).optional().catch(undefined),
});

export function oidcProvider({ issuer, clientId, clientSecret }: OidcConfig): OAuthConfig<object> {
  const base = issuer.endsWith("/") ? issuer.slice(0, -1) : issuer;
  return {
    id: oidcProviderId,
    name: oidcProviderId,
    type: "oauth",
    wellKnown: `${base}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope: "openid email profile" } },
    httpOptions: { agent: agentFor(new URL(issuer)), timeout: patience },
    userinfo: {
      // Many providers tell the e-mail there alone. The ID token, whose signature and nonce were checked, comes first.
      async request({ tokens, client }) {
        const { issuer: named, userinfo_endpoint: endpoint } = client.issuer.metadata;
        if (named !== issuer) throw new Error("another issuer answers");
        const signed = (tokens as unknown as CheckedTokens).claims();
        const told = endpoint ? await client.userinfo(tokens.access_token!) : { sub: signed.sub };
        if (told.sub !== signed.sub) throw new Error("the e-mail is another subject's");
        // An address and the word that it is verified come from one and the same document.
        const { email, email_verified } = "email_verified" in signed ? signed : told;
        return { ...told, ...signed, email, email_verified };
      },
    },
    profile: (profile) => ({ id: claims.parse(profile).sub }),
  };
}

/** @param profile as `userinfo.request` has put it together */
export function identityOf(profile: unknown): Identity {
  const { iss, sub, email, email_verified: verified, name } = claims.parse(profile);
  const address = verified === true && email ? email.toLowerCase() : null;
  return { issuer: iss, subject: sub, verifiedEmail: address, name: name || null };
}

/**
 * Who somebody is whom an identity provider sends. The first time, by their verified e-mail; from then on by the
 * provider's own name for them, whatever becomes of the e-mail.
 */
interface Identity {
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
type IdentityRefusal = "unknown" | "unverified" | "disabled" | "bound";

type Identified = { ok: true; userId: string } | { ok: false; reason: IdentityRefusal };

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
