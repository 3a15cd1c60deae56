/**
 * The only reader of the environment. Everything else is handed a `Config` or asks `config()`.
 * A wrong variable stops the start with its name and what is expected of it.
 */
import { isAbsolute, join, resolve } from "node:path";
import { z } from "zod";
import { hour } from "./duration";
import { networkList, parseNetwork, type Network } from "./networks";
import { processSlot } from "./process-slot";
import { readSecretFile } from "./secret-file";

const flag = z.enum(["1", "0"]).transform((value) => value === "1");
const blankAsUnset = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));

const networks = z
  .string()
  .transform((text) => text.split(",").map((part) => part.trim()))
  .refine((parts) => parts.every((part) => parseNetwork(part) !== null), {
    message: "must be addresses or CIDR blocks with commas between, e.g. 127.0.0.1,10.0.0.0/8",
  });
/** An address that programs can follow; a bare mail address becomes one. */
const securityContact = z
  .string()
  .trim()
  .transform((text) => (z.email().safeParse(text).success ? `mailto:${text}` : text))
  .refine(
    (text) => /^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/[^\s/]\S*|tel:\+?[\d().-]+)$/.test(text),
    "must be a mail address, or begin with https://, mailto: or tel:, like security@company.example",
  );

/** Plain http is for a provider on this machine, where nobody listens in. */
const issuer = z
  .url({ protocol: /^https?$/, error: "must be an address that begins with https://" })
  .refine((text) => {
    const { protocol, hostname, search, hash } = new URL(text);
    const near = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
    return (protocol === "https:" || near) && search === "" && hash === "";
  }, "must begin with https://, without a query; http:// is for a provider on this machine");
const longSecret = z.string().min(32, "must have at least 32 characters");

const environment = z.object({
  NODE_ENV: z.string().default("production"),
  HOST: z.string().optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
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
  TINYCRM_ADMIN_PASSWORD: z
    .string()
    .refine((text) => [...text].length >= 12, "must have at least 12 characters")
    .optional(),
  TINYCRM_SECRET: longSecret.optional(),
  TINYCRM_OLD_SECRETS: z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .pipe(z.array(longSecret))
    .optional(),
  TINYCRM_DEMO: flag.optional(),
  TINYCRM_IDLE_HOURS: z.coerce
    .number("must be a number of hours")
    .min(0.25, "must be at least 0.25")
    .max(168, "must be at most 168")
    .default(8),
  TINYCRM_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TINYCRM_TRUSTED_PROXIES: networks.optional(),
  TINYCRM_SECURITY_CONTACT: securityContact.optional(),
  TINYCRM_PROVISION: z.string().optional(),
  TINYCRM_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: "must begin with smtp:// or smtps://" })
    .optional(),
  TINYCRM_MAIL_FROM: z
    .string()
    .trim()
    .regex(
      /^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      'must be a mail address, like crm@company.example or "CRM <crm@company.example>"',
    )
    .optional(),
  TINYCRM_OIDC_ISSUER: issuer.optional(),
  TINYCRM_OIDC_CLIENT_ID: z.string().optional(),
  TINYCRM_OIDC_CLIENT_SECRET: z.string().optional(),
  TINYCRM_OIDC_NAME: z.string().trim().max(40, "must have at most 40 characters").optional(),
  TINYCRM_OIDC_ALLOW_CREATE: z.enum(["sales"]).optional(),
  TINYCRM_OIDC_ONLY: flag.optional(),
  TINYCRM_ALLOWED_NETWORKS: networkList.default([]),
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
  /** Where the secret lies, and is changed while running; null when the environment says it. */
  secretFile: string | null;
  /** null: decide by the database (on when it is empty and nobody configured an administrator). */
  demo: boolean | null;
  /** A session nobody uses for so long ends; in ms. */
  idleLimit: number;
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
  logLevel: "debug" | "info" | "warn" | "error" | "silent";
}

/** An error of configuration: one sentence that names the variable, shown without a stack. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** @throws {ConfigError} naming the variable */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environment.safeParse(blankAsUnset(env));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(`${issue?.path.join(".")}: ${issue?.message}`);
  }
  const value = parsed.data;
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
  const dataDir = resolve(value.TINYCRM_DATA_DIR);
  return {
    development: value.NODE_ENV === "development",
    host: value.HOST ?? "0.0.0.0",
    hostIsGiven: value.HOST !== undefined,
    port: value.PORT,
    dataDir,
    databaseUrl: value.DATABASE_URL ?? `file:${join(dataDir, "tinycrm.db")}`,
    redisUrl: value.REDIS_URL ?? null,
    admin:
      value.TINYCRM_ADMIN_EMAIL && value.TINYCRM_ADMIN_PASSWORD
        ? { email: value.TINYCRM_ADMIN_EMAIL, password: value.TINYCRM_ADMIN_PASSWORD }
        : null,
    ...secretOf(value, dataDir),
    demo: value.TINYCRM_DEMO ?? null,
    idleLimit: value.TINYCRM_IDLE_HOURS * hour,
    publicUrl: value.TINYCRM_PUBLIC_URL ? new URL(value.TINYCRM_PUBLIC_URL).origin : null,
    trustedProxies: value.TINYCRM_TRUSTED_PROXIES ?? [],
    securityContact: value.TINYCRM_SECURITY_CONTACT ?? null,
    mail:
      value.TINYCRM_SMTP_URL && value.TINYCRM_MAIL_FROM
        ? { smtpUrl: value.TINYCRM_SMTP_URL, from: value.TINYCRM_MAIL_FROM }
        : null,
    oidc: oidcOf(value),
    provisionFile: value.TINYCRM_PROVISION
      ? isAbsolute(value.TINYCRM_PROVISION)
        ? value.TINYCRM_PROVISION
        : resolve(value.TINYCRM_PROVISION)
      : null,
    allowedNetworks: value.TINYCRM_ALLOWED_NETWORKS,
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
  dataDir: string,
): Pick<Config, "secret" | "oldSecrets" | "secretFile"> {
  if (given !== undefined) return { secret: given, oldSecrets: old ?? [], secretFile: null };
  if (old) throw new ConfigError("TINYCRM_OLD_SECRETS: needs TINYCRM_SECRET beside it");
  const secretFile = join(dataDir, "secret");
  try {
    return { secret: readSecretFile(secretFile).secret, oldSecrets: [], secretFile };
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
