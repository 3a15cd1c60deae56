/** Numbers and e-mails of two contacts in one list, each once. */
import type { Tx } from "#lib/db/client";
import type { ContactEmail, ContactNumber } from "#lib/db/generated/sqlite/client";
import type { MergedRow, MergeRecord } from "./merge-record";

/** What has no E.164 is compared as it was typed. */
export const numberKey = ({ e164, digits, raw }: Pick<ContactNumber, "e164" | "digits" | "raw">) =>
  e164 ?? (digits || raw);

/** Appends what the kept contact does not have; what it has stays where it is, on both sides. */
export async function joinNumbers(
  tx: Tx,
  kept: MergedRow,
  gone: MergedRow,
): Promise<Pick<MergeRecord, "numbers" | "emails" | "labels">> {
  const own = new Map(kept.numbers.map((number) => [numberKey(number), number]));
  const numbers = gone.numbers.filter((number) => !own.has(numberKey(number)));
  const labels = gone.numbers.flatMap((number) => {
    const same = own.get(numberKey(number));
    return same && !same.label && number.label ? [{ id: same.id, label: number.label }] : [];
  });
  const keys = new Set(kept.emails.map(({ key }) => key));
  const emails = gone.emails.filter(({ key }) => !keys.has(key));

  const behind = (rows: readonly { position: number }[]) =>
    Math.max(-1, ...rows.map(({ position }) => position)) + 1;
  const [firstNumber, firstEmail] = [behind(kept.numbers), behind(kept.emails)];
  for (const [index, { id }] of numbers.entries()) {
    const data = { contactId: kept.id, position: firstNumber + index };
    await tx.contactNumber.update({ where: { id }, data });
  }
  for (const { id, label } of labels) {
    await tx.contactNumber.update({ where: { id }, data: { label } });
  }
  for (const [index, { id }] of emails.entries()) {
    const data = { contactId: kept.id, position: firstEmail + index };
    await tx.contactEmail.update({ where: { id }, data });
  }
  return { numbers, emails, labels };
}

/** Back to whose they were, as they were, also when somebody has rewritten the kept contact's list. */
export async function partNumbers(
  tx: Tx,
  kept: MergedRow,
  record: Pick<MergeRecord, "numbers" | "emails" | "labels">,
): Promise<void> {
  const numbers = new Set(record.numbers.map(numberKey));
  const keys = new Set(record.emails.map(({ key }) => key));
  await tx.contactNumber.deleteMany({
    where: { id: { in: idsOf(kept.numbers.filter((number) => numbers.has(numberKey(number)))) } },
  });
  await tx.contactEmail.deleteMany({
    where: { id: { in: idsOf(kept.emails.filter(({ key }) => keys.has(key))) } },
  });
  for (const data of record.numbers) await tx.contactNumber.create({ data });
  for (const data of record.emails) await tx.contactEmail.create({ data });
  for (const { id, label } of record.labels) {
    await tx.contactNumber.updateMany({ where: { id, label }, data: { label: null } });
  }
}

function idsOf(rows: readonly Pick<ContactNumber | ContactEmail, "id">[]): string[] {
  return rows.map(({ id }) => id);
}
