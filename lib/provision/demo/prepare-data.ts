/** What the database must hold before the doors open: the file's people, the first administrator, or the demo. */
import { hashPassword } from "#lib/auth/password";
import { faultWords, passwordFault } from "#lib/auth/password-policy";
import { endSessions } from "#lib/auth/sessions";
import { ConfigError, type Config } from "#lib/base/config";
import { log } from "#lib/base/log";
import { db, transaction } from "#lib/db/client";
import { languageOf, type Locale } from "#lib/i18n/locales";
import { isOpen, readDemo, saveDemo, type Demo } from "#lib/people/demo";
import { inviteFirstAdministrator } from "#lib/people/first-administrator";
import { recordNewPassword, saveUser } from "#lib/people/save-user";
import { applyProvision } from "../apply-provision";
import { accountsFile, earlierAccounts, offerAccounts } from "./demo-accounts";
import { demoPassword } from "./people";
import { seedDemo } from "./seed-demo";

/** What the operator has to know to get in. */
export type WayIn =
  | { kind: "accounts" }
  /** `file` holds the demo's passwords; null: each account has one of its own by now. */
  | { kind: "demo"; file: string | null }
  /** Nobody has an account yet: the token of the one-time link. */
  | { kind: "first-administrator"; token: string };

/** @throws {ConfigError} when the demo is asked for and has no place here; nothing is written then */
export async function prepareData(config: Config): Promise<WayIn> {
  let demo = (await readDemo()) ?? (await adoptEarlierDemo(config.secret));
  if (demo?.state === "begun" || (!demo && (await wantsDemo(config)))) {
    await seedDemo(config.secret, demo?.language ?? config.demoLanguage ?? machineLanguage());
    demo = await readDemo();
  }
  if (config.demo && demo?.state === "ended") log().warn({}, endedAlready);
  if (config.provisionFile) await applyProvision(config.provisionFile);
  if (config.admin) await ensureAdmin(config.admin);
  if (isOpen(demo)) return openDemo(config);
  if ((await db().user.count()) > 0) return { kind: "accounts" };
  return { kind: "first-administrator", token: await inviteFirstAdministrator() };
}

/** Until somebody comes who may have another. */
function machineLanguage(): Locale {
  return languageOf(new Intl.DateTimeFormat().resolvedOptions().locale);
}

const endedAlready =
  "TINYCRM_DEMO=1 does nothing here: the demo of this installation has been ended. Remove the variable";

async function wantsDemo(config: Config): Promise<boolean> {
  if (config.demo === false) return false;
  const empty = await isEmpty();
  if (config.demo === null) return empty && !config.provisionFile && !config.admin;
  if (!empty) {
    throw new ConfigError(
      "TINYCRM_DEMO=1: the demo needs an empty database, and this one holds data; remove the variable, or name another TINYCRM_DATA_DIR or DATABASE_URL",
    );
  }
  if (config.provisionFile) {
    throw new ConfigError(
      "TINYCRM_DEMO=1 and TINYCRM_PROVISION: a provisioned installation is no demo; remove one of them",
    );
  }
  return true;
}

async function isEmpty(): Promise<boolean> {
  const [users, connections, contacts, calls] = await Promise.all([
    db().user.count(),
    db().connection.count(),
    db().contact.count(),
    db().call.count(),
  ]);
  return users + connections + contacts + calls === 0;
}

async function openDemo(config: Config): Promise<WayIn> {
  const offered = await offerAccounts(config);
  return { kind: "demo", file: offered > 0 ? accountsFile(config) : null };
}

/** Makes the configured administrator's account; a password the person has changed since stays. */
async function ensureAdmin(account: { email: string; password: string }): Promise<void> {
  const [email, name] = [account.email.toLowerCase(), "Administrator"];
  if ((await db().user.count({ where: { email } })) > 0) return;
  const fault = await passwordFault(account.password, { email, name });
  if (fault) throw new ConfigError(`TINYCRM_ADMIN_PASSWORD: ${faultWords[fault]}`);
  await saveUser({ email, name, role: "admin", password: account.password });
}

/**
 * Gives accounts that still have the known password the installation's own, and ends their sessions.
 * An account whose password somebody has changed is that person's.
 * @returns null where no account had it
 */
async function adoptEarlierDemo(secret: string): Promise<Demo | null> {
  if ((await db().connection.count({ where: { simulator: true } })) === 0) return null;
  const people: string[] = [];
  for (const { id, email, name } of await earlierAccounts()) {
    const data = { passwordHash: await hashPassword(demoPassword(secret, email)) };
    await transaction(async (tx) => {
      await tx.user.update({ where: { id }, data });
      await recordNewPassword(tx, { id, name });
    });
    await endSessions(id);
    people.push(id);
  }
  if (people.length === 0) return null;
  const adopted: Demo = { state: "open", people };
  await saveDemo(adopted);
  return adopted;
}
