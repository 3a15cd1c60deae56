/** Two outcomes that differ by case or blanks alone are one to people, and two in statistics. */
import { ActionError } from "#lib/auth/action-error";
import type { Tx } from "#lib/db/client";
import { exportWords } from "#lib/i18n/export-words";
import { locales } from "#lib/i18n/locales";

/**
 * @param besides id of the outcome that is to be called so
 * @throws {ActionError} `invalid` with the outcome that is called so already, in whatever language, be it archived
 */
export async function refuseKnown(tx: Tx, name: string, besides?: string): Promise<void> {
  const wanted = keyOf(name);
  const outcomes = await tx.outcome.findMany({
    where: besides === undefined ? {} : { id: { not: besides } },
    select: { key: true, name: true, archivedAt: true },
    orderBy: { archivedAt: "asc" },
  });
  for (const { key, name: own, archivedAt } of outcomes) {
    const known = namesOf(key, own).find((one) => keyOf(one) === wanted);
    if (known === undefined) continue;
    const fault = archivedAt === null ? "exists" : "inArchive";
    throw new ActionError("invalid", { fields: { name: fault }, values: { name: known } });
  }
}

/** What somebody has named it, or the product's words in all languages. */
function namesOf(key: string | null, name: string | null): string[] {
  if (name !== null) return [name];
  const words = locales.map((locale): Record<string, string> => exportWords(locale).outcomes);
  return words.flatMap((of) => (key && of[key] ? [of[key]] : []));
}

/** As people read it: neither case, ё nor blanks make another name of it. */
const keyOf = (name: string) =>
  name.normalize("NFKC").toLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ").trim();
