/**
 * Has imports worked on in this process. Of several copies of the program the one that holds an import's lease does so;
 * when it dies another goes on, at the row where it was.
 */
import { hour, second } from "#lib/base/duration";
import { createTroubleLog } from "#lib/base/trouble-log";
import { leasesOfOne, type Leases } from "#lib/copies/leases";
import { db } from "#lib/db/client";
import type { Logger } from "#lib/providers/contract";
import { removeLeftCopies } from "./disk-copy";
import { removeStaleFiles } from "./files";
import type { Publish } from "./run-import";
import { workOn, type Worked } from "./work-on";

export interface Importer {
  /** At the start: goes on with what a process that ended has left, and from then on with what other copies leave. */
  open(): Promise<void>;
  /** Begins, or goes on with, what the import's row says: `running` or `undoing`. */
  work(importId: string): void;
  /** Stops after the batch under way; the next process goes on. */
  close(): Promise<void>;
}

/** How often it is looked whether a copy has left an import, in ms. */
const lookEvery = 3 * second;

interface Work {
  done: Promise<void>;
  lost: AbortController;
}

/**
 * @param options.publish called after the commit of whatever has changed contacts
 * @param options.isGuest this is no process of the product's, which may be running and comes first
 * @param options.leases of several copies; null: there is one
 */
export function createImporter(options: {
  log: Logger;
  publish: Publish;
  isGuest?: boolean;
  leases?: Pick<Leases, "want" | "giveUp"> | null;
}): Importer {
  const { log, publish, isGuest = false, leases = null } = options;
  const turns = leases ?? leasesOfOne();
  const stopping = new AbortController();
  const works = new Map<string, Work>();
  /** Whose work the database's own trouble has ended. */
  const troubled = new Set<string>();
  const timers: NodeJS.Timeout[] = [];
  const trouble = createTroubleLog(log, {
    failed: "imports that a process has left can't be looked for",
    passed: "imports that a process has left can be looked for again",
  });
  // What is written is written: pages that could not be told show it when they are opened anew.
  const publishCalmly: Publish = (written) =>
    publish(written).catch((error: unknown) => {
      log.error({ err: error }, "an import's changes could not be published");
    });

  function work(importId: string): void {
    if (stopping.signal.aborted) return;
    turns.want(leaseOf(importId), {
      taken: () => begin(importId),
      lost: () => works.get(importId)?.lost.abort(),
    });
  }

  function begin(importId: string): void {
    const before = works.get(importId)?.done;
    const lost = new AbortController();
    const stopped = AbortSignal.any([stopping.signal, lost.signal]);
    const about = { publish: publishCalmly, stopped, isGuest, log };
    const done = Promise.resolve(before)
      .then(() => workOn(importId, about))
      .then((worked) => ended(importId, worked, lost));
    works.set(importId, { done, lost });
  }

  function ended(importId: string, worked: Worked, lost: AbortController): void {
    if (worked === "troubled") troubled.add(importId);
    // Somebody has ordered more meanwhile.
    if (works.get(importId)?.lost !== lost) return;
    works.delete(importId);
    turns.giveUp(leaseOf(importId));
  }

  /** @param all whosever they are, else those that trouble has ended here */
  async function look(all: boolean): Promise<void> {
    const busy = await db().contactImport.findMany({
      where: { state: { in: ["running", "undoing"] } },
      select: { id: true },
    });
    for (const { id } of busy) {
      if (works.has(id)) continue;
      if (troubled.delete(id) || all) work(id);
    }
  }

  async function tidy(): Promise<void> {
    await removeStaleFiles();
    await removeLeftCopies();
  }

  const calmly = (step: () => Promise<void>) => () =>
    void step().then(trouble.passed, trouble.failed);

  return {
    async open() {
      await tidy();
      await look(true);
      timers.push(setInterval(calmly(tidy), hour));
      timers.push(
        setInterval(
          calmly(() => look(leases !== null)),
          lookEvery,
        ),
      );
    },
    work,
    async close() {
      stopping.abort();
      for (const timer of timers) clearInterval(timer);
      await Promise.all([...works.values()].map(({ done }) => done));
    },
  };
}

const leaseOf = (importId: string) => `import:${importId}`;
