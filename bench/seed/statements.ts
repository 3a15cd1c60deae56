/** What the benchmark's installation holds, as statements both databases make by themselves, from a row of numbers. */
import type { Dialect } from "#lib/db/migrations";
import { companiesOf, seededNames } from "./names";

export interface SeedSize {
  contacts: number;
  people: number;
  /** Ended calls with one leg each. */
  calls: number;
}

/** The parts of SQL in which the two databases differ. */
interface Words {
  /** A table with the one column `i`: 0, 1, … `count` - 1. */
  series(count: number): string;
  padded(number: string, width: number): string;
  /** @param seconds since 1970 */
  time(seconds: string): string;
}

const words: Record<Dialect, Words> = {
  sqlite: {
    series: (count) =>
      `(WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${count})
        SELECT i FROM n)`,
    padded: (number, width) => `printf('%0${width}d', ${number})`,
    // The way the product's adapter writes it: as text, and compared as text.
    time: (seconds) => `strftime('%Y-%m-%dT%H:%M:%S.000+00:00', ${seconds}, 'unixepoch')`,
  },
  postgresql: {
    series: (count) => `generate_series(0::bigint, ${count - 1}) AS n(i)`,
    padded: (number, width) => `lpad((${number})::text, ${width}, '0')`,
    time: (seconds) => `(to_timestamp(${seconds}) AT TIME ZONE 'UTC')`,
  },
};

/** Shaped like the product's time-ordered UUIDs, and told apart by what they name. */
const prefixes = {
  user: 1,
  session: 2,
  extension: 3,
  contact: 4,
  number: 5,
  call: 6,
  leg: 7,
  company: 8,
  email: 9,
};
const prefixOf = (kind: keyof typeof prefixes) => `01900000-000${prefixes[kind]}-7000-8000-`;

export const connectionId = "01900000-0000-7000-8000-000000000000";
export const userId = (person: number) => prefixOf("user") + String(person).padStart(12, "0");
export const sessionId = (person: number) => prefixOf("session") + String(person).padStart(12, "0");
export const contactId = (contact: number) =>
  prefixOf("contact") + String(contact).padStart(12, "0");
/** The extension of a person, as the PBX spells it. */
export const extensionOf = (person: number) => String(10_000 + person);
/** Prime to the numbers there are: without an order, none twice, and none of a stranger (load/plan.ts). */
const apart = 999_983;
/** A contact's number, as the PBX spells it: digits alone. */
export const contactNumber = (contact: number) =>
  String(79_000_000_000 + ((contact * apart) % 500_000_000));

/** Prime to any round number, so that multiples of it visit all rows in a scattered order. */
export const scatter = 7919;

export function seedStatements(dialect: Dialect, size: SeedSize, now: Date): string[] {
  const { series, padded, time } = words[dialect];
  const id = (kind: keyof typeof prefixes, row = "i") =>
    `'${prefixOf(kind)}' || ${padded(row, 12)}`;
  const seconds = Math.floor(now.getTime() / 1000);
  const today = time(String(seconds));
  const oneEach = 30;
  const begun = `${seconds - size.calls * oneEach} + i * ${oneEach}`;
  const contact = `(i * ${scatter}) % ${size.contacts}`;
  const digits = (row: string) => `CAST(79000000000 + (${row}) * ${apart} % 500000000 AS TEXT)`;
  const person = `i % ${size.people}`;
  const names = seededNames(dialect, size.contacts);
  const statements = [
    `INSERT INTO "User" ("id", "email", "name", "role", "passwordHash", "updatedAt")
     SELECT ${id("user")}, 'person' || i || '@bench.test', 'Person ' || i, 'sales', '-', ${today}
     FROM ${series(size.people)}`,
    `INSERT INTO "Session" ("id", "userId", "expiresAt")
     SELECT ${id("session")}, ${id("user")}, ${time(String(seconds + 365 * 86_400))}
     FROM ${series(size.people)}`,
    // Imports, and is connected to nothing: everybody else sees their own calls alone.
    `INSERT INTO "User" ("id", "email", "name", "role", "passwordHash", "updatedAt")
     SELECT ${id("user", String(size.people))}, 'manager@bench.test', 'Manager', 'manager', '-', ${today}`,
    `INSERT INTO "Session" ("id", "userId", "expiresAt")
     SELECT ${id("session", String(size.people))}, ${id("user", String(size.people))},
       ${time(String(seconds + 365 * 86_400))}`,
    `INSERT INTO "Connection" ("id", "slug", "provider", "name", "settings", "updatedAt")
     VALUES ('${connectionId}', 'bench', 'prostie-zvonki', 'Bench', '{}', ${today})`,
    `INSERT INTO "Extension" ("id", "number", "userId", "connectionId")
     SELECT ${id("extension")}, CAST(10000 + i AS TEXT), ${id("user")}, '${connectionId}'
     FROM ${series(size.people)}`,
    `INSERT INTO "Company" ("id", "name", "nameKey")
     SELECT ${id("company")}, ${names.companyName}, ${names.companyKey}
     FROM ${series(companiesOf(size.contacts))}`,
    `INSERT INTO "Contact" ("id", "name", "companyId", "companyKey", "ownerId", "searchText", "updatedAt")
     SELECT ${id("contact")}, ${names.name}, ${id("company", names.companyOf)}, ${names.companyKeyOf},
       ${id("user", person)}, ${names.searchText(digits("i"))}, ${today}
     FROM ${series(size.contacts)}`,
    `INSERT INTO "ContactNumber" ("id", "contactId", "raw", "e164", "digits")
     SELECT ${id("number")}, ${id("contact")}, '+' || ${digits("i")}, '+' || ${digits("i")}, ${digits("i")}
     FROM ${series(size.contacts)}`,
    `INSERT INTO "ContactNumber" ("id", "contactId", "raw", "e164", "digits", "position")
     SELECT ${id("number", `${size.contacts} + i`)}, ${id("contact")}, '+' || ${names.secondDigits},
       '+' || ${names.secondDigits}, ${names.secondDigits}, 1
     FROM ${series(size.contacts)} WHERE i % 2 = 0`,
    `INSERT INTO "ContactEmail" ("id", "contactId", "address", "key")
     SELECT ${id("email")}, ${id("contact")}, ${names.email}, ${names.email}
     FROM ${series(size.contacts)}`,
  ];
  if (size.calls === 0) return statements;
  return [
    ...statements,
    `INSERT INTO "Call" ("id", "version", "connectionId", "externalId", "direction", "state",
       "disposition", "clientRaw", "clientE164", "trunk", "contactId", "startedAt", "answeredAt",
       "endedAt", "talkSeconds")
     SELECT ${id("call")}, 3, '${connectionId}', CAST(i + 1 AS TEXT), 'incoming', 'ended',
       'answered', ${digits(contact)}, '+' || ${digits(contact)}, '1', ${id("contact", contact)},
       ${time(begun)}, ${time(`${begun} + 10`)}, ${time(`${begun} + 70`)}, 60
     FROM ${series(size.calls)}`,
    `INSERT INTO "CallLeg" ("id", "callId", "extension", "userId", "state", "startedAt", "answeredAt",
       "endedAt")
     SELECT ${id("leg")}, ${id("call")}, CAST(10000 + ${person} AS TEXT), ${id("user", person)},
       'ended', ${time(begun)}, ${time(`${begun} + 10`)}, ${time(`${begun} + 70`)}
     FROM ${series(size.calls)}`,
    // As the product has it in a database that is not just upgraded: else it would fill this in while it is measured.
    `INSERT INTO "ContactCalls" ("contactId", "calledAt", "talkedAt")
     SELECT c."id", coalesce(max(r."startedAt"), ${time("0")}), max(r."answeredAt")
     FROM "Contact" c LEFT JOIN "Call" r ON r."contactId" = c."id" GROUP BY c."id"`,
  ];
}
