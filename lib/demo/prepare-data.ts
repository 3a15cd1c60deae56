/** What the database must hold before the doors open: the file's people, the first administrator, or the demo. */
import { randomBytes } from "node:crypto";
import type { Config } from "#lib/config";
import { db } from "#lib/db/client";
import { applyProvision } from "#lib/provision/apply-provision";
import type { FirstSignIn } from "#lib/server/listen";
import { saveUser } from "#lib/users/save-user";
import { demoPeople } from "./people";
import { seedDemo } from "./seed-demo";
import { offerDemoAccounts } from "./offer-demo-accounts";

/** @returns how to sign in, when the operator can't know it yet */
export async function prepareData(config: Config): Promise<FirstSignIn | null> {
  const empty = (await db().user.count()) === 0;
  if (config.provisionFile) await applyProvision(config.provisionFile);
  if (config.admin) await ensureAdmin(config.admin);
  const configured = config.provisionFile !== null || config.admin !== null;
  const demo = config.demo ?? (empty && !configured);
  if (demo && (await db().connection.count({ where: { simulator: true } })) === 0) {
    await seedDemo();
  }
  if (config.demo !== false) await offerDemoAccounts();
  if (demo) return demoPeople[0]!;
  return (await db().user.count()) === 0 ? firstAdmin() : null;
}

/** The configured administrator exists and can sign in with the configured password from the first start on. */
async function ensureAdmin({ email, password }: FirstSignIn): Promise<void> {
  const known = await db().user.findUnique({ where: { email: email.toLowerCase() } });
  if (!known) await saveUser({ email, password, name: "Administrator", role: "admin" });
}

/** Nobody configured anybody: a random password, told once. */
async function firstAdmin(): Promise<FirstSignIn> {
  const account = { email: "admin@tinycrm.local", password: randomBytes(12).toString("base64url") };
  await saveUser({ ...account, name: "Administrator", role: "admin" });
  return account;
}
