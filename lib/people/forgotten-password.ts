/** Who has forgotten their password asks for a link by mail, from the sign-in page. */
import { ActionError } from "#lib/auth/action-error";
import { countAttempt } from "#lib/auth/attempts";
import { networkOf } from "#lib/base/client-address";
import { config } from "#lib/base/config";
import { hasPasswords } from "#lib/auth/password";
import { db } from "#lib/db/client";
import { replaceLink } from "./access-links";
import { handLink } from "./mail-link";

/** Whether the sign-in page offers it: the link goes to the person's mail and nowhere else. */
export function canAskForReset(): boolean {
  return config().mail !== null && hasPasswords();
}

/**
 * Counts the request; nothing about the account shows in the answer or in its time.
 * @returns what mails the link, to be run when the answer is out
 * @throws {ActionError} "no-mail"; "too-many"
 */
export async function askForReset(email: string, address: string): Promise<() => Promise<void>> {
  if (!canAskForReset()) throw new ActionError("no-mail");
  const wait = await countAttempt([
    { limit: "forgottenPasswords", of: email },
    { limit: "forgottenPasswordsFromAddress", of: networkOf(address) },
  ]);
  if (wait > 0) throw new ActionError("too-many");
  return async () => {
    const user = await db().user.findUnique({
      where: { email },
      select: { id: true, disabledAt: true },
    });
    if (!user || user.disabledAt) return;
    await replaceLink(user.id, async (link) => (await handLink(user.id, link)).mailed);
  };
}
