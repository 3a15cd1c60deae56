import type { Config } from "#lib/base/config";
import { hour } from "#lib/base/duration";
import { parseNetwork } from "#lib/base/networks";

/** A whole configuration of a closed-in installation; a test names what it is about. */
export function testConfig(over: Partial<Config> = {}): Config {
  return {
    development: false,
    host: "127.0.0.1",
    hostIsGiven: true,
    port: 0,
    dataDir: "/nonexistent",
    databaseUrl: "file:/nonexistent/tinycrm.db",
    redisUrl: null,
    admin: null,
    secret: "a secret of at least thirty-two characters",
    oldSecrets: [],
    secretIsLost: false,
    secretFile: null,
    demo: false,
    demoLanguage: "en",
    idleLimit: 8 * hour,
    drain: 0,
    pages: 1,
    publicUrl: null,
    trustedProxies: [],
    securityContact: null,
    mail: null,
    oidc: null,
    provisionFile: null,
    // Simulators listen there; a test of what is closed names its own.
    allowedNetworks: [parseNetwork("127.0.0.0/8")!],
    metrics: { token: null, listen: null },
    logLevel: "silent",
    ...over,
  };
}
