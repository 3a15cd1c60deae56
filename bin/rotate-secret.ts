// npm run rotate-secret [-- --end-sessions]: changes the installation's secret while the product runs.
import { Command } from "commander";
import { ConfigError, configSlot, readConfig } from "#lib/base/config";
import { closeDatabase, openDatabase } from "#lib/db/client";
import { openLog } from "#lib/base/log";
import { rotateSecret } from "#lib/provision/rotation/rotate-secret";

const { endSessions = false } = new Command("rotate-secret")
  .description("Changes the secret under which stored passwords and sessions are")
  .option("--end-sessions", "sign everybody out: somebody else may have the old secret")
  .parse()
  .opts<{ endSessions?: boolean }>();

try {
  const config = readConfig();
  configSlot.set(config);
  openLog("error");
  await openDatabase({ url: config.databaseUrl });
  await rotateSecret(config, { endSessions, say: (line) => console.log(line) });
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
