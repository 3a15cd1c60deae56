/**
 * How often somebody may do something, all of it in one table; docs/security.md explains it. What an attacker could
 * start anew by a restart or on another copy is counted in the database (lib/auth/attempts.ts), the rest in the memory
 * of each process, whose own time it guards; where several make pages, lib/server/pages.ts says which is whose.
 */
import { hour, minute, second } from "./duration";
import { processSlot } from "./process-slot";
import { createRateLimit, type RateLimit } from "./rate-limit";

export interface Limit {
  /** So many in a period. */
  most: number;
  /** In ms. */
  period: number;
  /** Whose doings are counted together. */
  key: "person" | "socket" | "address" | "account" | "account and address";
  /** @default "memory" */
  kept?: "memory" | "database";
  /** As of `createRateLimit`: how long to wait after the last that may pass (0), the one after it (1), …, in ms. */
  pause?(beyond: number): number;
}

/** From a second on, twice as long each time. */
const growing = (longest: number) => (beyond: number) => Math.min(second * 2 ** beyond, longest);

const quarter = 15 * minute;

export const limits = {
  /** Wrong passwords of one account from one address. */
  signIn: {
    most: 10,
    period: quarter,
    key: "account and address",
    kept: "database",
    pause: growing(quarter),
  },
  /** Wrong passwords from one address, whatever the account. */
  signInsFromAddress: { most: 30, period: quarter, key: "address", kept: "database" },
  /** Wrong passwords of one account; slows down those addresses alone that have failed themselves. */
  signInsToAccount: {
    most: 20,
    period: quarter,
    key: "account",
    kept: "database",
    pause: growing(minute),
  },
  /** All that sign-in is asked, right or wrong: each costs Next some milliseconds that calls then wait for. */
  signInRequests: { most: 100, period: 10 * second, key: "address" },
  /** Wrong present passwords of somebody who wants to change theirs. */
  ownPassword: {
    most: 5,
    period: quarter,
    key: "person",
    kept: "database",
    pause: growing(quarter),
  },
  /** Wrong codes of a second factor, after the right password, for one account from one address. */
  codes: {
    most: 5,
    period: quarter,
    key: "account and address",
    kept: "database",
    pause: growing(quarter),
  },
  /** The same from everywhere: a code is one of a million. */
  codesToAccount: {
    most: 20,
    period: hour,
    key: "account",
    kept: "database",
    pause: growing(quarter),
  },
  /** Sessions that one second step begins once it is finished; as long as its cookie holds. */
  finishedSteps: { most: 1, period: 5 * minute, key: "account", kept: "database" },
  /** Links by mail for one account whose password is forgotten: nobody's mailbox is flooded. */
  forgottenPasswords: { most: 3, period: hour, key: "account", kept: "database" },
  forgottenPasswordsFromAddress: { most: 20, period: hour, key: "address", kept: "database" },
  calls: { most: 30, period: minute, key: "person" },
  texts: { most: 30, period: minute, key: "person" },
  /** Files of lists and statistics. */
  exports: { most: 10, period: minute, key: "person", kept: "database" },
  /** A look into a file that is to be imported. */
  previews: { most: 20, period: minute, key: "person" },
  /** The REST API's lists. */
  rest: { most: 300, period: 10 * second, key: "person" },
  /** The REST API's pages of contacts, for sales people. */
  restContacts: { most: 30, period: hour, key: "person", kept: "database" },
  /** Nobody types as fast; a runaway script must not hold up everybody's calls. */
  searches: { most: 30, period: second, key: "person" },
  refreshes: { most: 1, period: second, key: "socket" },
  boardWatches: { most: 1, period: second, key: "socket" },
  /** Lead forms; behind one address there may be a whole office. */
  leads: { most: 10, period: 10 * minute, key: "address", kept: "database" },
  /** A person's calendars; the most eager ask every minute. */
  calendars: { most: 60, period: 10 * minute, key: "person" },
  /** Calendars' addresses that lead nowhere; behind one address there may be a whole office. */
  wrongCalendars: { most: 30, period: 10 * minute, key: "address", kept: "database" },
  /** Hooks without their right token: from then on the answer is held back. */
  wrongTokens: { most: 10, period: minute, key: "address", pause: growing(5 * second) },
} as const satisfies Record<string, Limit>;

type InMemory<K extends keyof typeof limits> = K extends K
  ? (typeof limits)[K] extends { kept: "database" }
    ? never
    : K
  : never;
export type LimitName = InMemory<keyof typeof limits>;
export type StoredLimitName = Exclude<keyof typeof limits, LimitName>;

/** How much of something there may be at once. */
export const ceilings = {
  /** Passwords that are hashed at once; each takes 19 MiB and a core. */
  passwordHashes: 2,
  /** Sign-ins under way, those that wait for their hash among them. */
  signIns: 18,
  /** Files a person has sent and neither imported nor thrown away. */
  openUploads: 3,
  /** Files that are looked into at once; a spreadsheet unpacks to hundreds of megabytes. */
  previews: 1,
  /** Refusals of those who ask sign-in too often that are held back; beyond them the connection is cut. */
  heldRefusals: 200,
  /** Answers to wrong hook tokens that are held back. */
  heldHooks: 100,
  /** Bytes of requests' bodies that wait to be whole, of all clients together. */
  heldBodies: 64 * 1024 * 1024,
} as const;

/** The counts, one for all of Next's copies of this module. */
const counts = processSlot<Map<LimitName, RateLimit>>("limits");

/** Counts in this process what the table says of `name`. */
export function limitOf(name: LimitName): RateLimit {
  const known = counts.peek() ?? new Map<LimitName, RateLimit>();
  counts.set(known);
  const limit = known.get(name) ?? createRateLimit(limits[name]);
  known.set(name, limit);
  return limit;
}
