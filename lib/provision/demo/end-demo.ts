/**
 * Ends the demo, for good: its accounts are closed and its simulators go, after somebody has an account
 * of their own. Its data stays or goes as the administrator says.
 */
import { details } from "#lib/audit/changes";
import { recordAudit } from "#lib/audit/record-audit";
import { ActionError } from "#lib/auth/action-error";
import { hashPassword, unknownPasswordHash } from "#lib/auth/password";
import { assertGoodPassword } from "#lib/auth/password-policy";
import { endSessions } from "#lib/auth/sessions";
import type { EndDemo } from "#lib/connections/ports";
import { db, transaction, type Tx } from "#lib/db/client";
import { closeDemo, isOpen, readDemo } from "#lib/people/demo";
import { recordNewPerson } from "#lib/people/save-user";
import { dropDemoData, simulatedConnections } from "./drop-data";

/**
 * @returns ids of the connections that changed or are gone
 * @throws {ActionError} "no-demo" when none is open; "invalid" with the fault of the new account by field
 */
export async function endDemo({ actor, keepData, account }: EndDemo): Promise<string[]> {
  const demo = await readDemo();
  if (!isOpen(demo)) throw new ActionError("no-demo");
  const needsAccount = demo.people.includes(actor.id);
  const own = needsAccount ? await checkedAccount(account) : null;
  // Whoever enables such an account later makes a link for its person.
  const closedHash = await unknownPasswordHash();
  const connectionIds = await transaction(async (tx) => {
    const { people } = await closeDemo(tx);
    await recordAudit(tx, { event: "demo.ended", changes: details({ keepData }) });
    if (own) {
      const created = await tx.user.create({ data: { ...own, role: "admin" } });
      await recordNewPerson(tx, created);
    }
    await tx.user.updateMany({
      where: { id: { in: people } },
      data: { passwordHash: closedHash, disabledAt: new Date() },
    });
    const ids = await simulatedConnections(tx);
    if (keepData) await keepCallsOf(tx, ids);
    else await dropDemoData(tx, ids);
    return ids;
  });
  for (const id of demo.people) await endSessions(id);
  if (!keepData) await db().user.deleteMany({ where: { id: { in: demo.people } } });
  return connectionIds;
}

interface NewAccount {
  name: string;
  email: string;
  passwordHash: string;
}

async function checkedAccount(account: EndDemo["account"]): Promise<NewAccount> {
  if (!account) throw new ActionError("invalid", { fields: { "account.email": "required" } });
  const { name, email, password } = account;
  await assertGoodPassword(password, account, "account.password");
  if ((await db().user.count({ where: { email } })) > 0) {
    throw new ActionError("invalid", { fields: { "account.email": "taken" } });
  }
  return { name, email, passwordHash: await hashPassword(password) };
}

/** Calls hang on their connection: its row stays, off and without people's extensions. */
async function keepCallsOf(tx: Tx, ids: string[]): Promise<void> {
  await tx.connection.updateMany({
    where: { id: { in: ids } },
    data: { simulator: false, enabled: false },
  });
  await tx.extension.deleteMany({ where: { connectionId: { in: ids } } });
}
