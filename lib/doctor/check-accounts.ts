/** Passwords that others know. */
import { demoAccounts, earlierAccounts } from "#lib/provision/demo/demo-accounts";
import { isDemoOpen } from "#lib/people/demo";
import type { Config } from "#lib/base/config";
import { fault, ok, warning, type Finding } from "./finding";

export async function checkAccounts(config: Config): Promise<Finding> {
  const published = (await earlierAccounts()).map(({ email }) => email);
  if (published.length > 0) {
    return fault(
      "Passwords",
      `everybody knows the password of ${published.join(", ")}: reset or disable them (tinycrm user)`,
    );
  }
  if (!(await isDemoOpen())) return ok("Passwords", "no account has one that others know");
  const open = await demoAccounts(config);
  const says =
    open.length === 0
      ? "the demo is open, though each of its accounts has a password of its own by now"
      : `the demo is open, and its sign-in page shows the passwords of ${open.map(({ email }) => email).join(", ")}`;
  return warning("Passwords", `${says}: end it before anybody works here`);
}
