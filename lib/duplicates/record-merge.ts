/** What the history says of a merge: from the value that could not stay to the one that did. */
import type { Tx } from "#lib/db/client";
import { numberKey } from "./join-numbers";
import type { Columns, MergedRow } from "./merge-record";

interface Recorded {
  kept: MergedRow;
  gone: MergedRow;
  after: Columns;
  userId: string;
  at: Date;
}

export async function recordMerge(tx: Tx, { userId, at, ...both }: Recorded): Promise<void> {
  const { kept, gone } = both;
  const change = { userId, at, kind: "merged" };
  const fields = JSON.stringify(changesOf(both));
  await tx.contactChange.create({ data: { ...change, contactId: kept.id, fields } });
  await tx.contactChange.create({ data: { ...change, contactId: gone.id } });
}

export async function recordUndo(
  tx: Tx,
  ids: readonly string[],
  done: { userId: string; at: Date },
): Promise<void> {
  for (const contactId of ids) {
    await tx.contactChange.create({ data: { ...done, contactId, kind: "unmerged" } });
  }
}

function changesOf({ kept, gone, after }: Omit<Recorded, "userId" | "at">) {
  const values = (row: MergedRow) => ({
    name: row.name,
    company: row.company?.name ?? null,
    ownerId: row.ownerId,
    source: row.source,
    note: row.note,
  });
  const [own, other] = [values(kept), values(gone)];
  const takesCompany = after.companyId !== kept.companyId;
  const stays = { ...after, company: takesCompany ? other.company : own.company };
  const single = (Object.keys(own) as (keyof typeof own)[]).flatMap((field) => {
    if (own[field] === other[field]) return [];
    const lost = stays[field] === own[field] ? other[field] : own[field];
    return [[field, { from: lost, to: stays[field] }] as const];
  });
  const lists = {
    ...grown("numbers", numbersOf(kept), newOnes(kept, gone)),
    ...grown("emails", emailsOf(kept), newEmails(kept, gone)),
  };
  return { ...Object.fromEntries(single), ...lists };
}

function grown(field: string, from: object[], more: object[]): object {
  return more.length > 0 ? { [field]: { from, to: [...from, ...more] } } : {};
}

const numbersOf = ({ numbers }: Pick<MergedRow, "numbers">) =>
  numbers.map(({ raw, label }) => ({ raw, label }));
const emailsOf = ({ emails }: Pick<MergedRow, "emails">) =>
  emails.map(({ address, label }) => ({ address, label }));

function newOnes(kept: MergedRow, gone: MergedRow) {
  const own = new Set(kept.numbers.map(numberKey));
  return numbersOf({ numbers: gone.numbers.filter((number) => !own.has(numberKey(number))) });
}

function newEmails(kept: MergedRow, gone: MergedRow) {
  const own = new Set(kept.emails.map(({ key }) => key));
  return emailsOf({ emails: gone.emails.filter(({ key }) => !own.has(key)) });
}
