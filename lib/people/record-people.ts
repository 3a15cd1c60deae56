/** What the audit log says of people's accounts, whoever changes them: a form, the provisioning file, a link. */
import { changesBetween, secretChange } from "#lib/audit/changes";
import { recordAudit } from "#lib/audit/record-audit";
import { personSubject } from "#lib/auth/second-factor";
import type { Tx } from "#lib/db/client";

interface Person {
  id: string;
  name: string;
}

export async function recordNewPerson(
  tx: Tx,
  { id, name, email, role }: Person & { email: string; role: string },
): Promise<void> {
  const changes = changesBetween(null, { name, email, role });
  await recordAudit(tx, { event: "person.created", subject: personSubject({ id, name }), changes });
}

/** A new role is an entry of its own. */
export async function recordChangedPerson(
  tx: Tx,
  before: Person & { role: string },
  after: { name: string; role: string },
): Promise<void> {
  const subject = personSubject({ id: before.id, name: after.name });
  if (before.name !== after.name) {
    const changes = { name: [before.name, after.name] } as const;
    await recordAudit(tx, { event: "person.changed", subject, changes });
  }
  if (before.role !== after.role) {
    const changes = { role: [before.role, after.role] } as const;
    await recordAudit(tx, { event: "person.role-changed", subject, changes });
  }
}

export async function recordNewPassword(tx: Tx, person: Person): Promise<void> {
  const changes = { password: secretChange };
  await recordAudit(tx, {
    event: "person.password-changed",
    subject: personSubject(person),
    changes,
  });
}
