/** Looks an installation through, as its next start would, and beyond: nothing is made, migrated or changed. */
import { existsSync, statSync } from "node:fs";
import {
  ConfigError,
  configSlot,
  readConfig,
  readPlaces,
  type Config,
  type Places,
} from "#lib/base/config";
import { openLog } from "#lib/base/log";
import { isEmptyPlace } from "#lib/db/empty-place";
import { closeDatabase, dialectOf, openDatabase } from "#lib/db/client";
import { installationMark } from "#lib/db/setting";
import { checkProvision } from "#lib/provision/check-provision";
import { checkAccounts } from "./check-accounts";
import { checkClock, checkDatabase, checkSecret, checkVersion } from "./check-database";
import { checkBackupTools, checkCompiler, checkDisk, checkNode } from "./check-machine";
import { checkReach, checkRedis } from "./check-reach";
import { asFinding, ok, type Finding } from "./finding";

/** @param tell told of each finding as it is made */
export async function examine(tell: (finding: Finding) => void): Promise<void> {
  const say = async (check: string, look: () => Finding | Promise<Finding>) => {
    const finding = await asFinding(check, look);
    tell(finding);
    return finding.state !== "fault";
  };
  await say("Node", () => checkNode());
  await say("Compiler", checkCompiler);
  let config: Config | null = null;
  const isConfigured = await say("Environment", () => {
    config = readInstallation();
    return ok("Environment", `all variables are known; the data folder is ${config.dataDir}`);
  });
  if (!isConfigured || !config) return;
  const { databaseUrl, redisUrl } = config as Config;
  configSlot.set(config);
  openLog("silent");
  await say("Disk", () => checkDisk(config!));
  await say("Backup", () => checkBackupTools(config!));
  let mark: string | null = null;
  if (await say("Database", () => checkThere(config!))) {
    if (await say("Version", () => checkVersion(databaseUrl))) mark = await lookInside(config, say);
  }
  await say("Redis", () => checkRedis(redisUrl));
  for (const finding of await checkReach(config, mark)) tell(finding);
}

/** As the start reads it, without the folder and the secret that a first start makes. @throws {ConfigError} */
function readInstallation(): Config {
  const { dataDir, secretFile } = readPlaces();
  if (!existsSync(dataDir)) {
    throw new ConfigError(
      `TINYCRM_DATA_DIR: ${dataDir} does not exist: is a volume not mounted? A first start makes it`,
    );
  }
  if (!statSync(dataDir).isDirectory()) {
    throw new ConfigError(`TINYCRM_DATA_DIR: ${dataDir} is a file, and must be a folder`);
  }
  if (secretFile && !existsSync(secretFile)) {
    throw new ConfigError(
      `${secretFile} is missing: restore it from a backup. A first start makes it`,
    );
  }
  return readConfig();
}

async function checkThere(places: Places): Promise<Finding> {
  const { databaseUrl } = places;
  if (dialectOf(databaseUrl) === "sqlite" && (await isEmptyPlace(databaseUrl)))
    throw nothingThere();
  const found = await checkDatabase(databaseUrl);
  if (await isEmptyPlace(databaseUrl)) throw nothingThere();
  return found;
}

function nothingThere(): ConfigError {
  return new ConfigError(
    "the database is empty: set TINYCRM_DATA_DIR or DATABASE_URL as for the product",
  );
}

/** @returns the installation's mark; null before its first start with this version */
async function lookInside(
  config: Config,
  say: (check: string, look: () => Promise<Finding>) => Promise<boolean>,
): Promise<string | null> {
  await openDatabase({ url: config.databaseUrl, isPrepared: true });
  try {
    await say("Secret", checkSecret);
    await say("Clock", () => checkClock(config.databaseUrl));
    const { provisionFile } = config;
    if (provisionFile !== null) {
      await say("Provisioning", async () => {
        await checkProvision(provisionFile);
        return ok("Provisioning", `the next start takes ${provisionFile}`);
      });
    }
    await say("Passwords", () => checkAccounts(config));
    return await installationMark();
  } finally {
    await closeDatabase();
  }
}
