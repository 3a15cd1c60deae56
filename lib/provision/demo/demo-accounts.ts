/** How people get into the demo: hints on the sign-in page, and a file for the operator. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { verifyPassword } from "#lib/auth/password";
import type { Config } from "#lib/base/config";
import { db } from "#lib/db/client";
import { type Demo, type SignInHint, signInHintsSlot } from "#lib/people/demo";
import { demoPassword } from "./people";

/** Where the operator reads the demo's passwords, who is at another machine than the program. */
export const accountsFile = ({ dataDir }: Pick<Config, "dataDir">) =>
  join(dataDir, "demo-accounts.txt");

/** Offers those accounts whose password is still the demo's. */
export async function offerAccounts(config: Config, { people }: Demo): Promise<void> {
  const where = { id: { in: people }, disabledAt: null };
  const users = await db().user.findMany({ where, orderBy: { id: "asc" } });
  const hints = await Promise.all(
    users.map(async ({ email, name, role, passwordHash }): Promise<SignInHint[]> => {
      const password = demoPassword(config.secret, email);
      const unchanged = await verifyPassword(passwordHash, password);
      return unchanged ? [{ email, password, name, role }] : [];
    }),
  );
  const offered = hints.flat();
  signInHintsSlot.set(offered);
  const lines = offered.map(({ email, password }) => `${email}  ${password}\n`);
  writeFileSync(accountsFile(config), lines.join(""), { mode: 0o600 });
}

/** After the end of the demo. */
export function withdrawAccounts(config: Pick<Config, "dataDir">): void {
  signInHintsSlot.set([]);
  rmSync(accountsFile(config), { force: true });
}
