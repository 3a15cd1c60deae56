/**
 * Deletes what is older than the settings say, and what deleted connections have left: soon after the start and
 * every hour, in small pieces with rests.
 */
import type { Logger } from "pino";
import { forgetEntries } from "#lib/audit/retention";
import { day, hour, minute } from "#lib/base/duration";
import { createPace } from "#lib/contacts/import/pace";
import { direct } from "#lib/db/direct";
import { forgetClients } from "./forget-clients";
import { forgetConnections } from "./forget-connections";
import { forgetNotices, noticesKept } from "#lib/notices/retention";
import { forgetMessages } from "./forget-messages";
import { forgetRecordings } from "./forget-recordings";
import { retentionNames, type RetentionKind } from "./kinds";
import type { Pass } from "./pass";
import { readRetention } from "./settings";

/** How long one piece may take, in ms. */
export const longestPiece = 50;
/** What a piece is made for, in ms: a machine that is busy takes longer than it did a moment ago. */
const wanted = { quiet: longestPiece / 3, calls: longestPiece / 3 };

const passes: Record<RetentionKind, (before: Date) => Pass | Promise<Pass>> = {
  messages: forgetMessages,
  recordings: forgetRecordings,
  clients: forgetClients,
  audit: forgetEntries,
};

/** How many rows lost what they held, by kind; of deleted connections, how many rows went, and of notices. */
export type Forgotten = Record<RetentionKind | "connections" | "notices", number>;

interface SweepOptions {
  now?: number;
  stopped?: AbortSignal;
  /** Told how long each piece took, in ms. */
  onPiece?: (ms: number) => void;
}

/** Goes once through all that is to go. What was deleted is in no file of the database afterwards. */
export async function forgetOld(options: SweepOptions = {}): Promise<Forgotten> {
  const { now = Date.now() } = options;
  const days = await readRetention();
  const none = { messages: 0, recordings: 0, clients: 0, audit: 0 };
  const forgotten: Forgotten = { connections: 0, notices: 0, ...none };
  try {
    forgotten.connections = await goThrough(forgetConnections(), options);
    forgotten.notices = await goThrough(forgetNotices(new Date(now - noticesKept)), options);
    for (const kind of retentionNames) {
      const kept = days[kind];
      if (kept === null || options.stopped?.aborted) continue;
      forgotten[kind] = await goThrough(await passes[kind](new Date(now - kept * day)), options);
    }
  } finally {
    if (isAnything(forgotten)) await direct().forgetDeleted();
  }
  return forgotten;
}

const isAnything = (forgotten: Forgotten) => Object.values(forgotten).some((count) => count > 0);

async function goThrough(pass: Pass, { stopped, onPiece }: SweepOptions): Promise<number> {
  const pace = createPace(wanted, { isGuest: true });
  let all = 0;
  while (!stopped?.aborted) {
    const started = performance.now();
    const { seen, gone } = await pass(pace.size());
    const took = performance.now() - started;
    if (seen === 0) break;
    onPiece?.(took);
    all += gone;
    pace.took(took, seen);
    await pace.rest();
  }
  return all;
}

export interface Sweeping {
  /** Begins at once, or after the sweep that is under way: a connection was deleted. */
  soon(): void;
  close(): Promise<void>;
}

/** @param isMine whether this copy of the program does the chores; asked each time */
export function sweepOld(log: Logger, isMine: () => boolean): Sweeping {
  const stopping = new AbortController();
  let running = Promise.resolve();
  const sweep = () => {
    running = running
      .then(() => forgetOld({ stopped: stopping.signal }))
      .then((forgotten) => {
        if (isAnything(forgotten)) log.info(forgotten, "what was to go is gone");
      })
      .catch((error: unknown) => log.error({ err: error }, "what is to go could not be deleted"));
  };
  const sweepMine = () => isMine() && sweep();
  const timers = [setTimeout(sweepMine, minute), setInterval(sweepMine, hour)];
  return {
    soon: sweep,
    async close() {
      stopping.abort();
      for (const timer of timers) clearTimeout(timer);
      await running;
    },
  };
}
