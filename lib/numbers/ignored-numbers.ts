/** Ignored numbers, which match nobody: our own lines, switchboards, robots. */
import { details } from "#lib/audit/changes";
import { recordAudit } from "#lib/audit/record-audit";
import { db, transaction, type Tx } from "#lib/db/client";
import { defaultCountry } from "./default-country";
import { latestLines } from "./lines";
import { parsePhoneNumber } from "./phone-number";

export const ignoredKinds = ["own", "ignored"] as const;
export type IgnoredKind = (typeof ignoredKinds)[number];

export interface IgnoredNumberView {
  e164: string;
  kind: IgnoredKind;
  note: string | null;
  createdAt: string;
}

export async function listIgnoredNumbers(): Promise<IgnoredNumberView[]> {
  const rows = await db().ignoredNumber.findMany({ orderBy: [{ kind: "desc" }, { e164: "asc" }] });
  return rows.map(({ e164, kind, note, createdAt }) => ({
    e164,
    kind: kind as IgnoredKind,
    note,
    createdAt: createdAt.toISOString(),
  }));
}

/**
 * Calls from the number show no name from now on. Earlier calls keep theirs.
 * @returns null when the number can't be understood; `known` when it is in the list already, just so
 */
export async function ignoreNumber(number: {
  raw: string;
  kind: IgnoredKind;
  note: string | null;
}): Promise<{ e164: string; known: boolean } | null> {
  const { e164 } = parsePhoneNumber(number.raw, await defaultCountry());
  if (!e164) return null;
  const { kind, note } = number;
  const known = await transaction(async (tx) => {
    const before = await tx.ignoredNumber.findUnique({ where: { e164 } });
    if (before?.kind === kind && (note === null || note === before.note)) return true;
    await tx.ignoredNumber.upsert({
      where: { e164 },
      create: { e164, kind, note },
      update: { kind, note },
    });
    await recordNumber(tx, "number.ignored", { e164, kind });
    return false;
  });
  return { e164, known };
}

export async function forgetIgnoredNumber(e164: string): Promise<void> {
  await transaction(async (tx) => {
    const known = await tx.ignoredNumber.findUnique({ where: { e164 } });
    if (!known) return;
    await tx.ignoredNumber.delete({ where: { e164 } });
    await recordNumber(tx, "number.forgotten", known);
  });
}

/** A number that is no line of our own may be a client's: it is not written into the audit log. */
async function recordNumber(
  tx: Tx,
  event: "number.ignored" | "number.forgotten",
  { e164, kind }: { e164: string; kind: string },
): Promise<void> {
  const subject = { kind: "number", id: kind === "own" ? e164 : null } as const;
  await recordAudit(tx, { event, subject, changes: details({ kind }) });
}

/** Lines of the latest calls that are not ignored yet, in E.164: suggested as own lines. */
export async function linesToOffer(): Promise<string[]> {
  const lines = (await latestLines()).filter((line) => line.startsWith("+"));
  const ignored = await db().ignoredNumber.findMany({ where: { e164: { in: lines } } });
  const known = new Set(ignored.map(({ e164 }) => e164));
  return lines.filter((line) => !known.has(line));
}
