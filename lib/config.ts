/**
 * The only reader of the environment. Everything else is handed a `Config` or asks `config()`.
 * A wrong variable stops the start with its name and what is expected of it.
 */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { z } from "zod";
import { processSlot } from "#lib/process-slot";

const flag = z.enum(["1", "0"]).transform((value) => value === "1");
const blankAsUnset = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));

const environment = z.object({
  NODE_ENV: z.string().default("production"),
  HOST: z.string().default("0.0.0.0"),
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
  TINYCRM_ADMIN_PASSWORD: z.string().min(8, "must have at least 8 characters").optional(),
  TINYCRM_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  TINYCRM_DEMO: flag.optional(),
  TINYCRM_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TINYCRM_PROVISION: z.string().optional(),
  TINYCRM_LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

export interface Config {
  development: boolean;
  host: string;
  port: number;
  dataDir: string;
  databaseUrl: string;
  redisUrl: string | null;
  admin: { email: string; password: string } | null;
  /** Key material of sessions and of stored secrets. At least 32 characters. */
  secret: string;
  /** null: decide by the database (on when it is empty and nobody configured an administrator). */
  demo: boolean | null;
  /** Origin people's browsers use, without a trailing slash; null when they come straight to host:port. */
  publicUrl: string | null;
  provisionFile: string | null;
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
  const dataDir = resolve(value.TINYCRM_DATA_DIR);
  return {
    development: value.NODE_ENV === "development",
    host: value.HOST,
    port: value.PORT,
    dataDir,
    databaseUrl: value.DATABASE_URL ?? `file:${join(dataDir, "tinycrm.db")}`,
    redisUrl: value.REDIS_URL ?? null,
    admin:
      value.TINYCRM_ADMIN_EMAIL && value.TINYCRM_ADMIN_PASSWORD
        ? { email: value.TINYCRM_ADMIN_EMAIL, password: value.TINYCRM_ADMIN_PASSWORD }
        : null,
    secret: value.TINYCRM_SECRET ?? ownSecret(dataDir),
    demo: value.TINYCRM_DEMO ?? null,
    publicUrl: value.TINYCRM_PUBLIC_URL ? new URL(value.TINYCRM_PUBLIC_URL).origin : null,
    provisionFile: value.TINYCRM_PROVISION
      ? isAbsolute(value.TINYCRM_PROVISION)
        ? value.TINYCRM_PROVISION
        : resolve(value.TINYCRM_PROVISION)
      : null,
    logLevel: value.TINYCRM_LOG_LEVEL,
  };
}

/** The installation's own secret, made once. Losing it ends all sessions and makes stored passwords unreadable. */
function ownSecret(dataDir: string): string {
  const path = join(dataDir, "secret");
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(path, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  }
  const secret = readFileSync(path, "utf8").trim();
  if (secret.length < 32) {
    throw new ConfigError(`${path} must hold at least 32 characters: restore it from a backup`);
  }
  return secret;
}

/**
 * next-auth learns its own address from the environment alone. Behind a public URL it is that; else it
 * is the host the browser asked for, which lib/server/http.ts keeps strangers from forging.
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
