/** What the audit log says of contacts: which, and which fields. What stood in them is their own history's alone. */
import { recordAudit } from "#lib/audit/record-audit";
import type { DirectTx } from "#lib/db/direct";
import { changesBetween } from "./contact-history";
import { fieldsOf } from "./contact-state";
import type { Draft } from "./write-contacts";

/** Records who has new owners, as one entry. */
export async function recordHandOvers(tx: DirectTx, drafts: readonly Draft[]): Promise<void> {
  const handed = drafts.filter(({ before, after }) => before && before.ownerId !== after.ownerId);
  const [first] = handed;
  if (!first) return;
  const owners = new Set(handed.map(({ before }) => before!.ownerId));
  // Of several owners the contacts' histories tell who had whom.
  const from = owners.size === 1 ? first.before!.ownerId : null;
  await recordAudit(tx, {
    event: "contact.handed-over",
    subject: { kind: "contact", ids: handed.map(({ id }) => id) },
    changes: { ownerId: [from, first.after.ownerId] },
  });
}

/** Records what was changed in many contacts at once, as one entry. */
export async function recordBulkChange(tx: DirectTx, drafts: readonly Draft[]): Promise<void> {
  await recordHandOvers(tx, drafts);
  const changed = drafts.flatMap(({ id, before, after }) => {
    const fields = Object.keys(changesBetween(before && fieldsOf(before), fieldsOf(after)));
    const others = fields.filter((field) => field !== "ownerId");
    return others.length > 0 ? [{ id, fields: others }] : [];
  });
  if (changed.length === 0) return;
  const fields = [...new Set(changed.flatMap((one) => one.fields))].join(", ");
  await recordAudit(tx, {
    event: "contact.changed",
    subject: { kind: "contact", ids: changed.map(({ id }) => id) },
    changes: { fields: [null, fields] },
  });
}
