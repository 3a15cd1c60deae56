/** This copy of the program among the others that run on the same database (docs/scaling.md). */
import { randomUUID } from "node:crypto";
import { followClock } from "#lib/base/clock";
import { direct } from "#lib/db/direct";
import type { Logger } from "#lib/providers/contract";
import { leasesOfOne, sharedLeases, type Leases } from "./leases";
import { copyMessages, messagesToNobody, type CopyMessages } from "./messages";
import { watchNews, type News } from "./news";
import type { RedisLink } from "./redis";

export interface Copies {
  /** Whether there may be others. */
  isShared: boolean;
  leases: Leases;
  messages: CopyMessages;
  /** Null: there are no others. */
  news: News | null;
  close(): Promise<void>;
}

/**
 * Whether there may be other copies. An SQLite file is one program's (lib/db/sole-use.ts), whatever else Redis is for.
 * @param redis what there is of it, if anything: its link, or its address
 */
export function mayHaveCopies<T>(redis: T | null): redis is T {
  return redis !== null && direct().dialect === "postgresql";
}

/** The one copy of an installation. */
export const onlyCopy: Copies = {
  isShared: false,
  leases: leasesOfOne(),
  messages: messagesToNobody,
  news: null,
  close: () => Promise.resolve(),
};

/**
 * Joins the other copies: call it when the database is open.
 * @param options.installation its name, as `installationName` returns it
 * @param options.redis null: the program runs once
 */
export function joinCopies(options: {
  installation: string;
  redis: RedisLink | null;
  log: Logger;
}): Copies {
  const { redis, log } = options;
  if (!mayHaveCopies(redis)) return onlyCopy;
  const copy = randomUUID();
  const messages = copyMessages({ ...options, redis, copy });
  const onGivenUp = () => messages.tell("lease-given-up", null);
  const leases = sharedLeases({ copy, log, onGivenUp, onTime: followClock });
  messages.hear("lease-given-up", leases.look);
  const news = watchNews(redis, leases);
  return {
    isShared: true,
    leases,
    messages,
    news,
    async close() {
      news.close();
      await leases.close();
      messages.close();
    },
  };
}
