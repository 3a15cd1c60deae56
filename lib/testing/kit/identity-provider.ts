/** A real OpenID provider on a port of its own, where whoever is `current` signs in without being asked. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

export interface ProviderAccount {
  email: string;
  email_verified: boolean;
  name: string;
  /** Claims that its ID tokens hold beside the subject; userinfo tells those above. */
  signed?: { email?: string; email_verified?: boolean };
}

export interface IdentityProvider {
  issuer: string;
  /** By their subject. */
  accounts: Record<string, ProviderAccount>;
  /** Who sits at the provider's sign-in. */
  current: string;
  close(): void;
}

export const oidcClient = { clientId: "tinycrm", clientSecret: "a secret of the provider's" };

/** @param redirectUri where it sends people back to */
export async function openIdentityProvider(redirectUri: string): Promise<IdentityProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const opened: IdentityProvider = {
    issuer,
    accounts: {},
    current: "",
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: oidcClient.clientId,
        client_secret: oidcClient.clientSecret,
        redirect_uris: [redirectUri],
      },
    ],
    cookies: { keys: ["a key of the provider's"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, accountId) => ({
      accountId,
      claims(use) {
        const { signed, ...told } = opened.accounts[accountId]!;
        return { sub: accountId, ...(use === "id_token" ? signed : told) };
      },
    }),
    async loadExistingGrant({ oidc }) {
      const { client, session } = oidc;
      const grant = new oidc.provider.Grant({
        clientId: client!.clientId,
        accountId: session!.accountId,
      });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on("request", (request, response) => {
    if (!request.url?.startsWith("/interaction/")) return void answer(request, response);
    void provider.interactionFinished(request, response, {
      login: { accountId: opened.current, remember: false },
    });
  });
  return opened;
}
