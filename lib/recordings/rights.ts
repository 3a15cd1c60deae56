/**
 * Who may do what with recordings. Whoever may see a call may listen to it: in their journal, or on the
 * page of its contact, which shows the whole team's calls. To take a recording away is another matter.
 */
import { hasRole, type Role } from "#lib/auth/roles";
import { isVisible, type Viewer } from "#lib/calls/visible-calls";
import { db } from "#lib/db/client";

/** @param call.contact null, or whether the contact is in the bin */
export async function mayListen(
  user: Viewer,
  call: { id: string; contact: { deletedAt: Date | null } | null },
): Promise<boolean> {
  return call.contact?.deletedAt === null || isVisible(db(), user, call.id);
}

/** Whether the person may keep recordings as files: managers and administrators. */
export function mayDownload(user: { role: Role }): boolean {
  return hasRole(user, "manager");
}
