/**
 * The one place that decides whether a number may be called or texted. Everything that makes a provider dial asks
 * here: click-to-call, transfers to outside numbers, text messages, campaigns, orders of lead forms.
 */
import { details } from "#lib/audit/changes";
import { recordAudit } from "#lib/audit/record-audit";
import { refusal, type CommandRefusal } from "#lib/base/command-result";
import { roles, type Role } from "#lib/auth/roles";
import { db, transaction } from "#lib/db/client";
import { readSetting, writeSetting } from "#lib/db/setting";
import {
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
  type PhoneNumber as ParsedNumber,
} from "libphonenumber-js/max";
import { defaultDialRules, dialRules, type DialRefusal, type DialRules } from "./dial-rules";
import { isDialable, isInternal, parsePhoneNumber } from "./phone-number";
import { connectionCountries } from "./default-country";

const key = "dial.rules";

export async function readDialRules(): Promise<DialRules> {
  const value = await readSetting(key);
  const known = value === null ? null : dialRules.safeParse(JSON.parse(value));
  return known?.success ? known.data : defaultDialRules;
}

export async function saveDialRules(rules: DialRules): Promise<void> {
  const before = await readDialRules();
  await transaction(async (tx) => {
    await writeSetting(key, JSON.stringify(rules), tx);
    const subject = { kind: "setting", id: key } as const;
    const changes = { dialRules: [JSON.stringify(before), JSON.stringify(rules)] as const };
    await recordAudit(tx, { event: "setting.changed", subject, changes });
  });
}

/** Who wants it called: a person, or the program for nobody in particular, with the rights of sales people. */
export type Caller = { userId: string } | { userId: null };

/**
 * @param number as it would be dialled
 * @param country of the connection: gives national numbers their meaning, ISO 3166 alpha-2
 * @returns null when it may be called
 */
export async function refuseDial(
  { number, country }: { number: string; country: string },
  { userId }: Caller,
): Promise<CommandRefusal | null> {
  const place = placeOf(number, country);
  const code = await dialRefusal({ number, country }, { userId });
  if (code === null || place === "inside") return null;
  await transaction((tx) =>
    recordAudit(tx, {
      event: "refused.call",
      subject: { kind: "person", id: userId },
      changes: details({ rule: code, country: place.countries[0] ?? null }),
      counted: `${userId ?? "program"} ${code}`,
    }),
  );
  return refusal(code, words[code]);
}

/** Why it may not be called, before somebody tries; null when it may. */
export async function dialRefusal(
  { number, country }: { number: string; country: string },
  { userId }: Caller,
): Promise<DialRefusal | null> {
  const place = placeOf(number, country);
  if (place === "inside") return null;
  const rules = await readDialRules();
  const role = await roleOf(userId);
  return refusalFor(place, { rules, role, home: await homeCountries(country) });
}

const words: Record<DialRefusal, string> = {
  "dial-dear":
    "Premium-rate, shared-cost and satellite numbers are not called from here. Administrators change this rule under Numbers",
  "dial-country":
    "This country is not called from here. Administrators change this rule under Numbers",
  "dial-unknown":
    "It can't be told to which country this number belongs. Administrators change this rule under Numbers",
};

interface Place {
  /** Those with which it may be; empty when nobody can tell. */
  countries: readonly string[];
  /** unknown: may be dear, as nobody can tell where it leads. */
  cost: "usual" | "dear" | "unknown";
}

/** Of a telephone number; shorter ones that are not internal cost nobody anything. */
const fewestDigits = 7;
/** A local number, dialled without its area. */
const local = /^[1-9]\d{6}$/;
/** How one dials abroad without a plus. */
const exitCode = /^(?:00|810)(?=\d)/;
/** Calling codes of satellites and of premium services that belong to no country. */
const dearCodes = new Set(["870", "878", "881", "882", "883", "979"]);
const dearTypes = new Set(["PREMIUM_RATE", "SHARED_COST"]);

function placeOf(number: string, country: string): Place | "inside" {
  if (isInternal(number)) return "inside";
  if (!isDialable(number)) return { countries: [], cost: "unknown" };
  const whole = parse(number, country);
  if (whole?.isValid()) return placeOfParsed(whole);
  const typed = number.replace(/[^\d+]/g, "");
  const dialled = typed.replace(exitCode, "+");
  // Codes of satellites are of no country, and may be of no plan that is known.
  const isAbroad = dialled.startsWith("+");
  if (isAbroad && dearCodes.has(dialled.slice(1, 4))) return { countries: [], cost: "dear" };
  // An exchange ignores surplus digits: it connects as soon as it has a number.
  for (let length = dialled.length; length >= fewestDigits; length--) {
    const parsed = parse(dialled.slice(0, length), country);
    if (parsed) return placeOfParsed(parsed);
  }
  if (local.test(dialled)) return "inside";
  const isShort = typed.replace("+", "").length < fewestDigits;
  return { countries: [], cost: isShort ? "usual" : "unknown" };
}

function parse(number: string, country: string): ParsedNumber | undefined {
  const { e164 } = parsePhoneNumber(number, country);
  return e164 === null ? undefined : parsePhoneNumberFromString(e164);
}

function placeOfParsed(parsed: ParsedNumber): Place {
  const { country, countryCallingCode: code } = parsed;
  const isDear = dearCodes.has(code) || isOfDearRange(parsed);
  return { countries: country ? [country] : countriesOf(code), cost: isDear ? "dear" : "usual" };
}

/**
 * A number that no plan knows counts like what it begins with, and like those that differ from it in the fourth
 * digit: premium ranges grow within their first three.
 */
function isOfDearRange({ countryCallingCode, nationalNumber }: ParsedNumber): boolean {
  const typeOf = (national: string) =>
    parsePhoneNumberFromString(`+${countryCallingCode}${national}`)?.getType();
  const isDear = (national: string) => dearTypes.has(typeOf(national) ?? "");
  const shortest = Math.min(fewestDigits, nationalNumber.length);
  for (let length = nationalNumber.length; length >= shortest; length--) {
    const national = nationalNumber.slice(0, length);
    if (typeOf(national)) return isDear(national);
    const [start, end] = [national.slice(0, 3), national.slice(4)];
    if ([..."0123456789"].some((digit) => isDear(start + digit + end))) return true;
  }
  return false;
}

function countriesOf(code: string): string[] {
  return getCountries().filter((country) => getCountryCallingCode(country) === code);
}

function refusalFor(
  { countries, cost }: Place,
  { rules, role, home }: { rules: DialRules; role: Role; home: readonly string[] },
): DialRefusal | null {
  const mayBeDear = rules.dear === "everybody" || (rules.dear === "admins" && role === "admin");
  if (cost !== "usual" && !mayBeDear) return cost === "dear" ? "dial-dear" : "dial-unknown";
  const reach = rules.reach[role];
  if (reach === "everywhere") return null;
  const allowed = reach === "listed" ? [...home, ...rules.countries] : home;
  if (countries.some((country) => allowed.includes(country))) return null;
  return countries.length === 0 ? "dial-unknown" : "dial-country";
}

async function roleOf(userId: string | null): Promise<Role> {
  if (userId === null) return "sales";
  const user = await db().user.findUnique({ where: { id: userId }, select: { role: true } });
  return roles.find((role) => role === user?.role) ?? "sales";
}

/** Where the company is: the countries of its connections. */
async function homeCountries(country: string): Promise<string[]> {
  const connections = await connectionCountries({ where: { enabled: true } });
  return [country, ...connections.flatMap((one) => one.country ?? [])];
}
