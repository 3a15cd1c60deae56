/**
 * Who has a page of ours open, at whichever copy of the program. Each copy knows its own people by itself, and tells the
 * others by rows that it renews: those of a copy that was killed run out. Redis plays no part: it would have to ask
 * every copy for every socket each time the board is read.
 */
import { randomUUID } from "node:crypto";
import { raw, sqltag as sql } from "@prisma/client/runtime/client";
import { second } from "#lib/base/duration";
import { createTroubleLog } from "#lib/base/trouble-log";
import { direct } from "#lib/db/direct";
import { documentRows, postgresqlNow as now } from "#lib/db/json-sql";
import type { Logger } from "#lib/providers/contract";

export interface ConnectedPeople {
  /** A browser of the person's has come: call `left` when it goes. */
  came(userId: string): void;
  left(userId: string): void;
  /** Ids of all who are connected. */
  all(): Promise<Set<string>>;
  isConnected(userId: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Of a program that runs once. */
export function peopleHere(onChange: () => void = () => undefined) {
  const browsers = new Map<string, number>();
  function count(userId: string, by: 1 | -1): void {
    const left = (browsers.get(userId) ?? 0) + by;
    if (left > 0) browsers.set(userId, left);
    else browsers.delete(userId);
    onChange();
  }
  return {
    came: (userId: string) => count(userId, 1),
    left: (userId: string) => count(userId, -1),
    all: () => Promise.resolve(new Set(browsers.keys())),
    isConnected: (userId: string) => Promise.resolve(browsers.has(userId)),
    close: () => Promise.resolve(),
  } satisfies ConnectedPeople;
}

/** How long a row counts without being renewed, in ms. */
const goodFor = 30 * second;
/** What comes and goes within this time, in ms, is told at once: pages are loaded anew. */
const settles = second / 5;

const person = { copy: "text", userId: "text" } as const;
const people = `SELECT * FROM (${documentRows("postgresql", person)}) AS people`;

/** What other copies have left goes by the way. */
const tellSql = `WITH told AS (${people}),
  over AS (DELETE FROM "ConnectedPerson" WHERE ("copy", "userId") IN (
    SELECT "copy", "userId" FROM "ConnectedPerson"
    WHERE "until" < ${now} AND "copy" NOT IN (SELECT "copy" FROM told) FOR UPDATE SKIP LOCKED))
  INSERT INTO "ConnectedPerson" ("copy", "userId", "until")
  SELECT "copy", "userId", ${now} + interval '${goodFor} milliseconds' FROM told
  ON CONFLICT ("copy", "userId") DO UPDATE SET "until" = excluded."until"`;
const takeBackSql = `DELETE FROM "ConnectedPerson" USING (${people}) AS gone
  WHERE "ConnectedPerson"."copy" = gone."copy" AND "ConnectedPerson"."userId" = gone."userId"`;

/**
 * Of this copy and of the others on the same database.
 * @param options.renewEvery in ms
 */
export function peopleOfAllCopies(log: Logger, { renewEvery = 10 * second } = {}): ConnectedPeople {
  const copy = randomUUID();
  const trouble = createTroubleLog(log, {
    failed: "other copies can't be told who is connected here",
    passed: "other copies are told again who is connected here",
  });
  let told = new Set<string>();
  let telling = Promise.resolve();
  let settling: NodeJS.Timeout | undefined;
  const here = peopleHere(() => {
    settling ??= setTimeout(() => {
      settling = undefined;
      tell("changes");
    }, settles);
  });
  const renewing = setInterval(() => tell("all"), renewEvery);

  function tell(what: "changes" | "all"): void {
    telling = telling.then(() => write(what)).then(trouble.passed, trouble.failed);
  }

  async function write(what: "changes" | "all"): Promise<void> {
    const present = await here.all();
    const fresh = [...present].filter((userId) => what === "all" || !told.has(userId));
    const gone = [...told].filter((userId) => !present.has(userId));
    await run(tellSql, fresh);
    await run(takeBackSql, gone);
    told = present;
  }

  async function run(statement: string, userIds: string[]): Promise<void> {
    const rows = userIds.map((userId) => [copy, userId]);
    if (rows.length > 0) await direct().write(statement, rows);
  }

  const others = sql`FROM "ConnectedPerson" WHERE "copy" <> ${copy} AND "until" > ${raw(now)}`;

  return {
    came: here.came,
    left: here.left,
    async all() {
      const rows = await direct().read<{ userId: string }>(sql`SELECT DISTINCT "userId" ${others}`);
      return new Set([...(await here.all()), ...rows.map(({ userId }) => userId)]);
    },
    async isConnected(userId) {
      if (await here.isConnected(userId)) return true;
      const elsewhere = sql`SELECT 1 ${others} AND "userId" = ${userId} LIMIT 1`;
      return (await direct().read(elsewhere)).length > 0;
    },
    async close() {
      clearInterval(renewing);
      clearTimeout(settling);
      await telling;
      // Else they run out by themselves.
      await run(takeBackSql, [...told]).catch(() => undefined);
    },
  };
}
