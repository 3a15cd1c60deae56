/**
 * Attempts that are counted in the database, so that neither a restart nor another copy of the program starts them
 * anew. They are counted before anything is found out about them: a burst gets no further than one after the other.
 */
import { currentTime } from "#lib/base/clock";
import { createHmac } from "node:crypto";
import { secrets } from "#lib/base/installation-secrets";
import { limits, type Limit, type StoredLimitName } from "#lib/base/limits";
import { deriveKey } from "#lib/base/secrets";
import { db, transaction, type Tx } from "#lib/db/client";

export interface Attempt {
  limit: StoredLimitName;
  /** Who or what is counted, in the terms of the limit. */
  of: string;
  /** Counts, and never makes anybody wait. */
  lenient?: boolean;
}

interface Count {
  count: number;
  blockedUntil: Date | null;
  expiresAt: Date;
}

class TooMany extends Error {
  constructor(readonly seconds: number) {
    super("too many attempts");
  }
}

/**
 * Counts an attempt everywhere, or nowhere when one of the limits is reached.
 * @param attempts each limit in the same order as everywhere, or two writers wait for each other
 * @returns 0 when it may go on, else the seconds to wait
 */
export async function countAttempt(
  attempts: readonly Attempt[],
  now = currentTime(),
): Promise<number> {
  const seconds = await secondsToWait(attempts, now);
  if (seconds > 0) return seconds;
  try {
    const isNew = await transaction(async (tx) => {
      const fresh: boolean[] = [];
      for (const attempt of attempts) fresh.push(await countOne(tx, attempt, now));
      return fresh.includes(true);
    });
    // The table grows with new rows alone, so they pay for throwing old ones away.
    if (isNew) await forgetExpired(now);
    return 0;
  } catch (error) {
    if (error instanceof TooMany) return error.seconds;
    throw error;
  }
}

/** Whether attempts of this kind have lately been counted. */
export async function hasAttempts(attempt: Attempt, now = currentTime()): Promise<boolean> {
  const where = { key: keyOf(attempt), expiresAt: { gt: now } };
  return (await db().attemptCount.count({ where })) > 0;
}

/** Starts a count anew. */
export async function forgetAttempts(attempt: Attempt): Promise<void> {
  await db().attemptCount.deleteMany({ where: { key: keyOf(attempt) } });
}

/** Takes one attempt back: it was none of those that are limited. */
export async function takeBack(attempt: Attempt): Promise<void> {
  await db().attemptCount.updateMany({
    where: { key: keyOf(attempt), count: { gt: 0 } },
    data: { count: { decrement: 1 } },
  });
}

async function secondsToWait(attempts: readonly Attempt[], now: Date): Promise<number> {
  const strict = new Map(
    attempts
      .filter(({ lenient }) => !lenient)
      .map((one) => [keyOf(one), limits[one.limit] as Limit]),
  );
  const rows = await db().attemptCount.findMany({ where: { key: { in: [...strict.keys()] } } });
  return Math.max(0, ...rows.map((row) => wait(row, row.count + 1, strict.get(row.key)!, now)));
}

/** @returns whether it is the first that counts */
async function countOne(tx: Tx, attempt: Attempt, now: Date): Promise<boolean> {
  const key = keyOf(attempt);
  const limit: Limit = limits[attempt.limit];
  await tx.attemptCount.deleteMany({ where: { key, expiresAt: { lte: now } } });
  // One statement, which locks the row: whoever counts at the same time comes after us, the first ones too.
  const row = await tx.attemptCount.upsert({
    where: { key },
    create: { key, ...counted(1, null, limit, now) },
    update: { count: { increment: 1 } },
  });
  if (row.count === 1) return true;
  const seconds = attempt.lenient ? 0 : wait(row, row.count, limit, now);
  if (seconds > 0) throw new TooMany(seconds);
  await tx.attemptCount.update({ where: { key }, data: counted(row.count, row, limit, now) });
  return false;
}

async function forgetExpired(now: Date): Promise<void> {
  const where = { expiresAt: { lte: now } };
  await transaction((tx) => tx.attemptCount.deleteMany({ where }));
}

/** What a row holds after its `count`th attempt. */
function counted(count: number, before: Count | null, limit: Limit, now: Date): Count {
  const { most, period, pause } = limit;
  const later = (ms: number) => new Date(now.getTime() + ms);
  if (!pause) return { count, blockedUntil: null, expiresAt: before?.expiresAt ?? later(period) };
  const paused = count >= most ? pause(count - most) : 0;
  return {
    count,
    blockedUntil: paused > 0 ? later(paused) : null,
    // The next attempt after a pause still counts as one more of the same.
    expiresAt: later(period + paused),
  };
}

/** @param count with this attempt @returns the seconds until it may be made */
function wait(row: Count, count: number, { most, pause }: Limit, now: Date): number {
  if (row.expiresAt <= now) return 0;
  const until = pause ? row.blockedUntil : count > most ? row.expiresAt : null;
  return until ? Math.max(0, Math.ceil((until.getTime() - now.getTime()) / 1000)) : 0;
}

/** E-mail addresses, and what was typed into their field by mistake, are not to be read from here. */
function keyOf({ limit, of }: Attempt): string {
  const key = deriveKey(secrets().current, "attempts");
  return createHmac("sha256", key).update(`${limit} ${of}`).digest("base64url");
}
