/** Takes an invitation back that nobody has accepted: its link is worth nothing, and the account is gone. */
import { recordAudit } from "#lib/audit/record-audit";
import { ActionError } from "#lib/auth/action-error";
import { personSubject } from "#lib/auth/second-factor";
import { db, transaction } from "#lib/db/client";
import { takeInvitation } from "#lib/people/access-links";
import { refuseLastAdmin } from "#lib/people/save-user";
import { heldWork } from "./held-work";

/**
 * @throws {ActionError} `not-found`; `not-invited`; `last-admin`; `holds-work` when something is theirs already, which
 *   is handed over as their account is disabled
 */
export async function withdrawInvitation(id: string): Promise<void> {
  const person = await db().user.findUnique({ where: { id } });
  if (!person) throw new ActionError("not-found");
  if (await holdsWork(id)) throw new ActionError("holds-work", { values: { name: person.name } });
  await transaction(async (tx) => {
    await refuseLastAdmin(tx, id);
    await takeInvitation(tx, id);
    await tx.user.delete({ where: { id } });
    await recordAudit(tx, { event: "person.invitation-withdrawn", subject: personSubject(person) });
  });
}

/** Telephones ring before their people have accepted: their calls are to be told by name. */
async function holdsWork(userId: string): Promise<boolean> {
  const { clients, callbacks, promises } = await heldWork(userId);
  if (clients + callbacks + promises > 0) return true;
  return (await db().callLeg.findFirst({ where: { userId }, select: { callId: true } })) !== null;
}
