/**
 * Whether database, secret and data folder belong together, before anything is written: a database that is suddenly
 * empty must not become a demo, and one made with another secret can't be used.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { config, ConfigError, type Config } from "#lib/base/config";
import { secrets } from "#lib/base/installation-secrets";
import { log } from "#lib/base/log";
import { isSealed, reseal, seal } from "#lib/base/secrets";
import { db } from "#lib/db/client";
import {
  installationName,
  isNamed,
  markInstallation,
  readSetting,
  writeSetting,
} from "#lib/db/setting";

/** Beside the secret: the name of the installation whose database this was. */
const markFile = (dataDir: string) => join(dataDir, "installation");
/** A value that the installation's secret has sealed, for nothing but this question. */
const sealKey = "installation.seal";

type InFolder = Pick<Config, "dataDir">;

/** Of a database without tables. @throws {ConfigError} when there was one before */
export function refuseLostDatabase({ dataDir }: InFolder): void {
  const mark = markFile(dataDir);
  if (!existsSync(mark)) return;
  throw new ConfigError(
    `the database is empty, and there was one before: restore it from a backup, or correct DATABASE_URL. To begin anew, delete ${mark}`,
  );
}

/** The same of the open database, whose tables may hold nothing. @throws {ConfigError} */
export async function refuseEmptiedDatabase(installation: InFolder): Promise<void> {
  if ((await isNamed()) || (await db().user.count()) > 0) return;
  refuseLostDatabase(installation);
}

/** @throws {ConfigError} when they do not */
export async function recogniseInstallation(
  installation: Pick<Config, "dataDir" | "secretIsLost">,
): Promise<void> {
  await refuseEmptiedDatabase(installation);
  const mark = markFile(installation.dataDir);
  const before = existsSync(mark) ? readFileSync(mark, "utf8").trim() : null;
  await assertSecret(installation);
  const name = await installationName();
  await markInstallation();
  if (name !== before) writeFileSync(mark, `${name}\n`, { mode: 0o600 });
}

async function assertSecret({ secretIsLost }: Pick<Config, "secretIsLost">): Promise<void> {
  try {
    await fitsSecret();
  } catch (error) {
    if (!secretIsLost) throw error;
    await writeSetting(sealKey, await seal("tinyCRM", sealKey));
    log().warn({}, "the secret is another one: stored passwords have to be typed anew");
    return;
  }
  if ((await readSetting(sealKey)) === null) {
    await writeSetting(sealKey, await seal("tinyCRM", sealKey));
  }
}

/** Looks whether the secret in force opens what the database holds; writes nothing. @throws {ConfigError} */
export async function fitsSecret(): Promise<void> {
  const known = (await readSetting(sealKey)) ?? (await anySealed());
  if (known === null || (await opens(known))) return;
  throw new ConfigError(
    `${secretWords(config())}. When it is lost for good, start once with TINYCRM_SECRET_LOST=1; stored passwords of connections and second factors then have to be set anew`,
  );
}

/** Where the right one may be: a variable that is set hides the file, and one that is gone lets a file be made. */
function secretWords({ secretFile, dataDir }: Pick<Config, "secretFile" | "dataDir">): string {
  const wrong = "is not the secret with which this database was made";
  if (secretFile) {
    return `${secretFile} ${wrong}: restore that one from a backup, or set TINYCRM_SECRET to it where the environment said it before`;
  }
  const file = join(dataDir, "secret");
  const or = existsSync(file) ? `, or remove the variable, so that ${file} is read` : "";
  return `TINYCRM_SECRET ${wrong}: set it to that one${or}`;
}

/** What an earlier version has sealed, which made no seal of its own. */
async function anySealed(): Promise<string | null> {
  const rows = await db().connection.findMany({ select: { settings: true }, take: 100 });
  const values = rows.flatMap(({ settings }) =>
    Object.values(JSON.parse(settings) as Record<string, unknown>),
  );
  return values.filter((value) => typeof value === "string").find(isSealed) ?? null;
}

async function opens(sealed: string): Promise<boolean> {
  try {
    await reseal(sealed, secrets());
    return true;
  } catch {
    return false;
  }
}
