/**
 * The demo of earlier versions, whose accounts had a password that everybody knows and whose database
 * did not say that it was one.
 */
import { hashPassword, verifyPassword } from "#lib/auth/password";
import { endSessions } from "#lib/auth/sessions";
import { db, transaction } from "#lib/db/client";
import { saveDemo, type Demo } from "#lib/people/demo";
import { recordNewPassword } from "#lib/people/save-user";
import { demoPassword } from "./people";

const earlierEmails = ["admin", "olena", "ivan"].map((name) => `${name}@tinycrm.local`);
const earlierPassword = "tinycrm-demo";

/**
 * Gives accounts that still have the known password the installation's own, and ends their sessions.
 * An account whose password somebody has changed is that person's.
 * @returns null where no account had it
 */
export async function adoptEarlierDemo(secret: string): Promise<Demo | null> {
  if ((await db().connection.count({ where: { simulator: true } })) === 0) return null;
  const users = await db().user.findMany({
    where: { email: { in: earlierEmails } },
    orderBy: { id: "asc" },
  });
  const people: string[] = [];
  for (const { id, email, name, passwordHash } of users) {
    if (!(await verifyPassword(passwordHash, earlierPassword))) continue;
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
