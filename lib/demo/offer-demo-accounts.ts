import { verifyPassword } from "#lib/auth/password";
import { db } from "#lib/db/client";
import { signInHintsSlot } from "#lib/users/sign-in-hints";
import { demoPeople } from "./people";

/** Shows the demo's accounts on the sign-in page: those that still have the password everybody knows. */
export async function offerDemoAccounts(): Promise<void> {
  const simulators = await db().connection.count({ where: { simulator: true } });
  if (simulators === 0) return;
  const users = await db().user.findMany({
    where: { email: { in: demoPeople.map((person) => person.email) }, disabledAt: null },
  });
  const open = await Promise.all(
    demoPeople.map(async ({ email, password, name, role }) => {
      const user = users.find((one) => one.email === email);
      const unchanged = user && (await verifyPassword(user.passwordHash, password));
      return unchanged ? [{ email, password, name, role }] : [];
    }),
  );
  signInHintsSlot.set(open.flat());
}
