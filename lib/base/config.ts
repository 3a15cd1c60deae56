/**
 * The only reader of the environment. Everything else is handed a `Config` or asks `config()`.
 * A wrong variable stops the start with its name and what is expected of it.
 */
import { join, resolve } from "node:path";
import { z } from "zod";
import { prepareDataFolder } from "./data-folder";
import { hour, second } from "./duration";
import { unknownVariables } from "./known-variables";
import { isOpenToAll, metricsPort, type MetricsConfig } from "./metrics-config";
import {
  adminPassword,
  issuer,
  longSecret,
  mailSender,
  networks,
  pages,
  port,
  publicUrl,
  securityContact,
} from "./config-values";
import { networkList, type Network } from "./networks";
import { processSlot } from "./process-slot";
import { readSecretFile } from "./secret-file";

const flag = z.enum(["1", "0"]).transform((value) => value === "1");
const blankAsUnset = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));

const environment = z.object({
  NODE_ENV: z.string().default("production"),
  HOST: z.string().optional(),
  PORT: port.default(3000),
  TINYCRM_DATA_DIR: z.string().default("./data"),
  DATABASE_URL: z
    .string()
    .regex(/^(file:|postgres(ql)?:\/\/)/, "must begin with file: or postgresql://")
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, "must begin with redis:// or rediss://")
    .optional(),
  TINYCRM_ADMIN_EMAIL: z.email().optional(),
  TINYCRM_ADMIN_PASSWORD: adminPassword.optional(),
  TINYCRM_SECRET: longSecret.optional(),
  TINYCRM_SECRET_LOST: flag.optional(),
  TINYCRM_OLD_SECRETS: z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .pipe(z.array(longSecret))
    .optional(),
  TINYCRM_DEMO: flag.optional(),
  TINYCRM_DEMO_LANGUAGE: z.enum(["en", "ru", "uk"], "must be en, ru or uk").optional(),
  TINYCRM_IDLE_HOURS: z.coerce
    .number("must be a number of hours")
    .min(0.25, "must be at least 0.25")
    .max(168, "must be at most 168")
    .default(8),
  TINYCRM_DRAIN_SECONDS: z.coerce
    .number("must be a number of seconds")
    .min(0, "must be at least 0")
    .max(60, "must be at most 60")
    .default(3),
  TINYCRM_PAGES: pages.default(1),
  TINYCRM_PUBLIC_URL: publicUrl.optional(),
  TINYCRM_TRUSTED_PROXIES: networks.optional(),
  TINYCRM_SECURITY_CONTACT: securityContact.optional(),
  TINYCRM_PROVISION: z.string().optional(),
  TINYCRM_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: "must begin with smtp:// or smtps://" })
    .optional(),
  TINYCRM_MAIL_FROM: mailSender.optional(),
  TINYCRM_OIDC_ISSUER: issuer.optional(),
  TINYCRM_OIDC_CLIENT_ID: z.string().optional(),
  TINYCRM_OIDC_CLIENT_SECRET: z.string().optional(),
  TINYCRM_OIDC_NAME: z.string().trim().max(40, "must have at most 40 characters").optional(),
  TINYCRM_OIDC_ALLOW_CREATE: z.enum(["sales"]).optional(),
  TINYCRM_OIDC_ONLY: flag.optional(),
  TINYCRM_ALLOWED_NETWORKS: networkList.default([]),
  TINYCRM_METRICS_TOKEN: longSecret.optional(),
  TINYCRM_METRICS_PORT: metricsPort.optional(),
  TINYCRM_LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

/** An identity provider with which people sign in (OpenID Connect). */
export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What its button says; null: in general words. */
  name: string | null;
  /** The role of whoever it sends and nobody knows; null: they are refused. */
  create: "sales" | null;
  /** There are no passwords beside it. */
  only: boolean;
}

export interface Config {
  development: boolean;
  host: string;
  /** Without a HOST in the environment, a demo listens on this machine alone. */
  hostIsGiven: boolean;
  port: number;
  dataDir: string;
  databaseUrl: string;
  redisUrl: string | null;
  admin: { email: string; password: string } | null;
  /**
   * Key material of sessions and of stored secrets, at least 32 characters: as it was at the start. What is in force
   * is said by lib/base/installation-secrets.ts.
   */
  secret: string;
  /** Of the environment: accepted while the secret is changed. */
  oldSecrets: string[];
  /** The operator says that the secret of this database is lost for good: it is used with another one from now on. */
  secretIsLost: boolean;
  /** Where the secret lies, and is changed while running; null when the environment says it. */
  secretFile: string | null;
  /** null: decide by the database (on when it is empty and nobody configured an administrator). */
  demo: boolean | null;
  /** Of the demo's people and their notes; null: whoever opens it first decides. */
  demoLanguage: "en" | "ru" | "uk" | null;
  /** A session nobody uses for so long ends; in ms. */
  idleLimit: number;
  /** How long requests are still answered after SIGTERM, so that a proxy in front can turn to another copy; in ms. */
  drain: number;
  /** How many processes make pages. */
  pages: number;
  /** Origin people's browsers use, without a trailing slash; null when they come straight to host:port. */
  publicUrl: string | null;
  /** Addresses and CIDR blocks of proxies whose word about who the client is counts. */
  trustedProxies: string[];
  /** Whom security.txt names, a URI; null: nobody. */
  securityContact: string | null;
  /** The operator's mail server and the sender of its mails; null: no mail is sent. */
  mail: { smtpUrl: string; from: string } | null;
  oidc: OidcConfig | null;
  provisionFile: string | null;
  /** Loopback and private networks that our server may go to (lib/outgoing). */
  allowedNetworks: Network[];
  metrics: MetricsConfig;
  logLevel: "debug" | "info" | "warn" | "error" | "silent";
}

/** Where people reach the installation, as far as the configuration tells: else it is on their own machine. */
export function ownOrigin({ publicUrl, port }: Pick<Config, "publicUrl" | "port">): string {
  return publicUrl ?? `http://localhost:${port}`;
}

/** Where an installation keeps what it has. */
export type Places = Pick<Config, "dataDir" | "databaseUrl" | "secretFile">;

/** An error of configuration: one sentence that names the variable, shown without a stack. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Makes nothing, not even a secret. @throws {ConfigError} naming the variable */
export function readPlaces(env: NodeJS.ProcessEnv = process.env): Places {
  return placesOf(readEnvironment(env));
}

function readEnvironment(env: NodeJS.ProcessEnv): z.output<typeof environment> {
  const unknown = unknownVariables(env, Object.keys(environment.shape));
  if (unknown.length > 0) throw new ConfigError(unknown.join(". "));
  const parsed = environment.safeParse(blankAsUnset(env));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ConfigError(`${issue?.path.join(".")}: ${issue?.message}`);
}

function placesOf(value: z.output<typeof environment>): Places {
  const dataDir = resolve(value.TINYCRM_DATA_DIR);
  return {
    dataDir,
    databaseUrl: value.DATABASE_URL ?? `file:${join(dataDir, "tinycrm.db")}`,
    secretFile: value.TINYCRM_SECRET === undefined ? join(dataDir, "secret") : null,
  };
}

/** The environment of another program that this one starts. */
export function environmentWith(more: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...more };
}

/** @throws {ConfigError} naming the variable */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const value = readEnvironment(env);
  if (!!value.TINYCRM_ADMIN_EMAIL !== !!value.TINYCRM_ADMIN_PASSWORD) {
    throw new ConfigError(
      "TINYCRM_ADMIN_EMAIL and TINYCRM_ADMIN_PASSWORD: set both of them or neither",
    );
  }
  if (!!value.TINYCRM_SMTP_URL !== !!value.TINYCRM_MAIL_FROM) {
    throw new ConfigError("TINYCRM_SMTP_URL and TINYCRM_MAIL_FROM: set both of them or neither");
  }
  // Without it a link would lead to the host that a stranger's request names.
  if (value.TINYCRM_SMTP_URL && !value.TINYCRM_PUBLIC_URL) {
    throw new ConfigError(
      "TINYCRM_SMTP_URL: needs TINYCRM_PUBLIC_URL, where the links in mails lead",
    );
  }
  const { TINYCRM_METRICS_TOKEN: token = null, TINYCRM_METRICS_PORT: listen = null } = value;
  const metrics = { token, listen };
  if (isOpenToAll(metrics)) {
    throw new ConfigError(
      "TINYCRM_METRICS_PORT: beyond this machine it needs TINYCRM_METRICS_TOKEN",
    );
  }
  const places = placesOf(value);
  try {
    prepareDataFolder(places.dataDir);
  } catch (error) {
    throw new ConfigError(`TINYCRM_DATA_DIR: ${(error as Error).message}`, { cause: error });
  }
  return {
    ...places,
    development: value.NODE_ENV === "development",
    host: value.HOST ?? "0.0.0.0",
    hostIsGiven: value.HOST !== undefined,
    port: value.PORT,
    redisUrl: value.REDIS_URL ?? null,
    admin:
      value.TINYCRM_ADMIN_EMAIL && value.TINYCRM_ADMIN_PASSWORD
        ? { email: value.TINYCRM_ADMIN_EMAIL, password: value.TINYCRM_ADMIN_PASSWORD }
        : null,
    ...secretOf(value, places.secretFile),
    secretIsLost: value.TINYCRM_SECRET_LOST ?? false,
    demo: value.TINYCRM_DEMO ?? null,
    demoLanguage: value.TINYCRM_DEMO_LANGUAGE ?? null,
    idleLimit: value.TINYCRM_IDLE_HOURS * hour,
    drain: value.NODE_ENV === "development" ? 0 : value.TINYCRM_DRAIN_SECONDS * second,
    // An edited page is loaded anew in one process.
    pages: value.NODE_ENV === "development" ? 1 : value.TINYCRM_PAGES,
    publicUrl: value.TINYCRM_PUBLIC_URL ? new URL(value.TINYCRM_PUBLIC_URL).origin : null,
    trustedProxies: value.TINYCRM_TRUSTED_PROXIES ?? [],
    securityContact: value.TINYCRM_SECURITY_CONTACT ?? null,
    mail:
      value.TINYCRM_SMTP_URL && value.TINYCRM_MAIL_FROM
        ? { smtpUrl: value.TINYCRM_SMTP_URL, from: value.TINYCRM_MAIL_FROM }
        : null,
    oidc: oidcOf(value),
    provisionFile: value.TINYCRM_PROVISION ? resolve(value.TINYCRM_PROVISION) : null,
    allowedNetworks: value.TINYCRM_ALLOWED_NETWORKS,
    metrics,
    logLevel: value.TINYCRM_LOG_LEVEL,
  };
}

/** @throws {ConfigError} */
function oidcOf(value: z.output<typeof environment>): OidcConfig | null {
  const {
    TINYCRM_OIDC_ISSUER: issuer,
    TINYCRM_OIDC_CLIENT_ID: clientId,
    TINYCRM_OIDC_CLIENT_SECRET: clientSecret,
  } = value;
  const named = Object.keys(value).find(
    (name) => name.startsWith("TINYCRM_OIDC_") && value[name as "TINYCRM_OIDC_NAME"] !== undefined,
  );
  if (!named) return null;
  if (!issuer || !clientId || !clientSecret) {
    const names = "TINYCRM_OIDC_ISSUER, TINYCRM_OIDC_CLIENT_ID and TINYCRM_OIDC_CLIENT_SECRET";
    throw new ConfigError(`${named}: set ${names}, all of them or none`);
  }
  if (!value.TINYCRM_PUBLIC_URL) {
    throw new ConfigError(
      "TINYCRM_OIDC_ISSUER: needs TINYCRM_PUBLIC_URL, where the provider sends people back to",
    );
  }
  return {
    issuer,
    clientId,
    clientSecret,
    name: value.TINYCRM_OIDC_NAME ?? null,
    create: value.TINYCRM_OIDC_ALLOW_CREATE ?? null,
    only: value.TINYCRM_OIDC_ONLY ?? false,
  };
}

/** The operator's, or the installation's own. Losing it ends all sessions and makes stored passwords unreadable. */
function secretOf(
  { TINYCRM_SECRET: given, TINYCRM_OLD_SECRETS: old }: z.output<typeof environment>,
  secretFile: string | null,
): Pick<Config, "secret" | "oldSecrets"> {
  if (given !== undefined) return { secret: given, oldSecrets: old ?? [] };
  if (old) throw new ConfigError("TINYCRM_OLD_SECRETS: needs TINYCRM_SECRET beside it");
  try {
    return { secret: readSecretFile(secretFile!).secret, oldSecrets: [] };
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * next-auth learns its own address from the environment alone. Behind a public URL it is that; else it
 * is the host the browser asked for, which lib/server/guard.ts keeps strangers from forging.
 */
export function tellNextAuth({ publicUrl }: Config, env: NodeJS.ProcessEnv = process.env): void {
  if (publicUrl) env.NEXTAUTH_URL = publicUrl;
  else env.AUTH_TRUST_HOST = "1";
}

export const configSlot = processSlot<Config>("config");

/** The configuration server.ts read at start. */
export function config(): Config {
  return configSlot.get();
}
