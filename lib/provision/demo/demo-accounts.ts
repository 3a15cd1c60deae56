/** How people get into the demo: hints on the sign-in page, and a file for the operator. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { verifyPassword } from "#lib/auth/password";
import type { Config } from "#lib/base/config";
import { db } from "#lib/db/client";
import { readDemo, type SignInHint, signInHintsSlot } from "#lib/people/demo";
import { demoPassword } from "./people";

/** Where the operator reads the demo's passwords, who is at another machine than the program. */
export const accountsFile = ({ dataDir }: Pick<Config, "dataDir">) =>
  join(dataDir, "demo-accounts.txt");

/** Those of the demo's accounts whose password is still the demo's. */
export async function demoAccounts(config: Pick<Config, "secret">): Promise<SignInHint[]> {
  const people = (await readDemo())?.people ?? [];
  const where = { id: { in: people }, disabledAt: null };
  const users = await db().user.findMany({ where, orderBy: { id: "asc" } });
  const hints = await Promise.all(
    users.map(async ({ email, name, role, passwordHash }): Promise<SignInHint[]> => {
      const password = demoPassword(config.secret, email);
      const unchanged = await verifyPassword(passwordHash, password);
      return unchanged ? [{ email, password, name, role }] : [];
    }),
  );
  return hints.flat();
}

/** Offers those accounts whose password is still the demo's. @returns how many there are */
export async function offerAccounts(config: Config): Promise<number> {
  const offered = await demoAccounts(config);
  signInHintsSlot.set(offered);
  const lines = offered.map(({ email, password }) => `${email}  ${password}\n`);
  writeFileSync(accountsFile(config), lines.join(""), { mode: 0o600 });
  return offered.length;
}

/**
 * The demo of earlier versions, whose accounts had a password that everybody knows and whose database
 * did not say that it was one.
 */
const earlierEmails = ["admin", "olena", "ivan"].map((name) => `${name}@tinycrm.local`);
const earlierPassword = "tinycrm-demo";

/** Accounts that still have the password everybody knows, the oldest first. */
export async function earlierAccounts(): Promise<{ id: string; email: string; name: string }[]> {
  const users = await db().user.findMany({
    where: { email: { in: earlierEmails }, disabledAt: null },
    orderBy: { id: "asc" },
  });
  const known = await Promise.all(
    users.map(({ passwordHash }) => verifyPassword(passwordHash, earlierPassword)),
  );
  return users.filter((_, index) => known[index]);
}

/** After the end of the demo. */
export function withdrawAccounts(config: Pick<Config, "dataDir">): void {
  signInHintsSlot.set([]);
  rmSync(accountsFile(config), { force: true });
}
