/** Sign-in by an identity provider (OpenID Connect), as next-auth does it: PKCE, state, nonce, signed ID tokens. */
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import type { OidcConfig } from "#lib/base/config";
import { second } from "#lib/base/duration";
import { agentFor } from "#lib/outgoing/agent";
import type { Identity } from "./external-identity";

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
