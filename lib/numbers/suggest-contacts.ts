/** Type-ahead of the dial pad: contacts with a number that begins as typed, by the index of digits. */
import { getCountryCallingCode, isSupportedCountry } from "libphonenumber-js";
import { contactsWithin, reachOf, type Viewer } from "#lib/auth/policy";
import { defaultCountry } from "./default-country";
import { db } from "#lib/db/client";

export interface DialSuggestion {
  contactId: string;
  name: string;
  company: string | null;
  number: { raw: string; e164: string | null };
}

const fewestDigits = 3;
const most = 5;
/** Digit dialled before a national number. */
const trunkPrefix = /^[80]/;

export async function suggestContacts(viewer: Viewer, typed: string): Promise<DialSuggestion[]> {
  const digits = typed.replace(/\D/g, "");
  if (digits.length < fewestDigits) return [];
  const beginnings = beginningsOf(digits, typed.startsWith("+") ? null : await defaultCountry());
  const rows = await db().contactNumber.findMany({
    where: {
      OR: beginnings.map((from) => ({ digits: { gte: from, lt: after(from) } })),
      contact: { deletedAt: null, AND: contactsWithin(await reachOf(viewer)) },
    },
    select: {
      raw: true,
      e164: true,
      contact: { select: { id: true, name: true, company: { select: { name: true } } } },
    },
    orderBy: [{ digits: "asc" }, { id: "asc" }],
    take: most,
  });
  return rows.map(({ raw, e164, contact: { id, name, company } }) => ({
    contactId: id,
    name,
    company: company?.name ?? null,
    number: { raw, e164 },
  }));
}

/** Beginnings of stored digits: as typed, or with the country's code in place of the trunk prefix. */
function beginningsOf(digits: string, country: string | null): string[] {
  if (country === null || !isSupportedCountry(country)) return [digits];
  const national = digits.replace(trunkPrefix, "");
  return [...new Set([digits, `${getCountryCallingCode(country)}${national}`])];
}

/** Upper bound of all texts with this beginning; digits sort before letters in every collation. */
function after(beginning: string): string {
  const kept = beginning.replace(/(?<!9)9+$/, "");
  return kept === "" ? "a" : `${kept.slice(0, -1)}${Number(kept.at(-1)) + 1}`;
}
