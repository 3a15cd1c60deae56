/**
 * The pages' processes together: one, or as many as `TINYCRM_PAGES` says. A page, or what is done on it, goes to the
 * one with the fewest requests under way; one that dies is started anew while the others answer.
 *
 * A person's next request may be another process's, because nothing that it needs is in the memory of one alone:
 * sessions, wrong passwords, uploads and imports are rows; Next keeps no page (all are made for who asks, and
 * `revalidatePath` tells the asking browser alone); ids and keys of actions are the build's; what the engine shares
 * (`sharedSlots`) is sent to each; caches hold what does not change, or are made anew by time (secrets, samples of the
 * search). What would differ from one process, and what is done about it:
 * - Imports and the mails of the morning are the first's (`hasChores`); whoever is asked to begin an import tells it.
 * - All of `/api/` is the first's as long as it is there: limits of REST, calendars and sign-ins under way, passwords
 *   hashed at once and "who has listened" count as ever, and programs keep one process busy, not all.
 * - Limits of calls, texts, searches and looks into files, bodies held and files looked into at once count in each, as
 *   in several copies (lib/base/limits.ts): they guard that process.
 * - On SQLite each leaves the calls their turn (`betweenWrites` in pages.ts).
 */
import { rmSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Config } from "#lib/base/config";
import { projectFile } from "#lib/base/project-file";
import type { MetricsReading } from "#lib/metrics/registry";
import { leastLoaded } from "./least-loaded";
import { createPageTurns } from "./page-turns";
import { startPagesProcess, type PagesProcess } from "./pages-process";
import { clearSocketFolders, makeSocketFolder, socketIn } from "./socket-folder";

export interface Pages extends Pick<PagesProcess, "answer" | "upgrade" | "workOn"> {
  /** Opens all of them once the database is ready, and each again whenever it has ended. */
  open(): Promise<void>;
  /** What each has counted that answers soon. */
  metrics(): Promise<MetricsReading[]>;
  close(): Promise<void>;
}

const ofPrograms = /^\/api\//;

/** Starts to load the pages' program at once; `open` lets it begin. */
export function startPages({
  development,
  pages: count,
}: Pick<Config, "development" | "pages">): Pages {
  const program = development ? projectFile("pages.ts") : projectFile("dist", "pages.mjs");
  const folder = process.platform === "win32" ? null : makeSocketFolder();
  if (folder) void clearSocketFolders(folder);
  const pathOf = (number: number) =>
    folder ? socketIn(folder, number) : String.raw`\\.\pipe\tinycrm-${process.pid}-${number}`;
  const start = (number: number) =>
    startPagesProcess({ number, program, socketPath: pathOf(number), hasChores: number === 1 });
  const first = start(1);
  const all = [first, ...Array.from({ length: count - 1 }, (_, n) => start(n + 2))];
  const inTurn = createPageTurns(count);

  function handOver(request: IncomingMessage, response: ServerResponse, away: () => void): void {
    const isFirsts = first.isOpen && ofPrograms.test(request.url ?? "");
    const chosen = isFirsts ? first : leastLoaded(all);
    if (chosen) chosen.answer(request, response, away);
    else away();
  }

  return {
    answer(request, response, away) {
      inTurn(request, response, () => handOver(request, response, away), away);
    },
    upgrade: first.upgrade,
    async open() {
      await Promise.all(all.map((one) => one.open()));
    },
    workOn: first.workOn,
    async metrics() {
      const readings = await Promise.all(all.map((one) => one.metrics()));
      return readings.filter((reading) => reading !== null);
    },
    async close() {
      await Promise.all(all.map((one) => one.close()));
      if (folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}
