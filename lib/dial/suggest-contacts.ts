/** Whose number begins so: found by the index of the digits, among a million at once. */
import { getCountryCallingCode, isSupportedCountry } from "libphonenumber-js";
import { defaultCountry } from "#lib/contacts/default-country";
import { db } from "#lib/db/client";

export interface DialSuggestion {
  contactId: string;
  name: string;
  company: string | null;
  number: { raw: string; e164: string | null };
}

const fewestDigits = 3;
const most = 5;
/** What is dialled before a national number. */
const trunkPrefix = /^[80]/;

export async function suggestContacts(typed: string): Promise<DialSuggestion[]> {
  const digits = typed.replace(/\D/g, "");
  if (digits.length < fewestDigits) return [];
  const beginnings = beginningsOf(digits, typed.startsWith("+") ? null : await defaultCountry());
  const rows = await db().contactNumber.findMany({
    where: {
      OR: beginnings.map((from) => ({ digits: { gte: from, lt: after(from) } })),
      contact: { deletedAt: null },
    },
    select: {
      ...{ raw: true, e164: true },
      contact: { select: { id: true, name: true, company: { select: { name: true } } } },
    },
    orderBy: [{ digits: "asc" }, { id: "asc" }],
    take: most,
  });
  return rows.map(({ raw, e164, contact: { id, name, company } }) => ({
    ...{ contactId: id, name, company: company?.name ?? null },
    number: { raw, e164 },
  }));
}

/** As numbers are stored: as typed, or with the country's code for its trunk prefix. */
function beginningsOf(digits: string, country: string | null): string[] {
  if (country === null || !isSupportedCountry(country)) return [digits];
  const national = digits.replace(trunkPrefix, "");
  return [...new Set([digits, `${getCountryCallingCode(country)}${national}`])];
}

/** The first text behind all that begin so; digits come before letters in every collation. */
function after(beginning: string): string {
  const kept = beginning.replace(/9+$/, "");
  return kept === "" ? "a" : `${kept.slice(0, -1)}${Number(kept.at(-1)) + 1}`;
}
