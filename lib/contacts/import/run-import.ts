/** Takes a file over, batch by batch, from where it was left. */
import { setImmediate as turn } from "node:timers/promises";
import { db, directTransaction } from "#lib/db/client";
import { direct } from "#lib/db/direct";
import { isStorageFailure } from "#lib/base/storage-failure";
import { applyBatch } from "./apply-batch";
import { storedOptions, type ImportOptions, type StoredOptions } from "./import-options";
import { createPace, longestOfImport, type Pace } from "./pace";
import { possibleOwners } from "../field-choices";
import type { Written } from "../write-contacts";
import { prepareRow, refusalAmong, type PreparedRow, type RowMeaning } from "./prepare-row";
import { keptOf, recordProgress, type Failure } from "./record-progress";
import { isSkip } from "./row-reading";
import { openRows, type FileRow, type RowSource } from "./row-source";

interface Ready {
  file: FileRow;
  row: PreparedRow;
  /** Fields that could not be understood: the row goes in without them. */
  leftOut: Failure[];
}

interface Batch {
  ready: Ready[];
  failures: Failure[];
  weight: number;
}

/** Rows taken at a time. */
const mostRows = 1_000;
/** How long rows are made ready between two turns of the event loop, in ms. */
const longestTurn = 8;

/** Has open pages show what a batch has changed. */
export type Publish = (written: Written) => Promise<void>;

interface Running {
  id: string;
  userId: string | null;
  options: ImportOptions;
  publish: Publish;
  headings: readonly string[];
  meaning: RowMeaning;
  /** Rows dealt with. */
  position: number;
}

/**
 * Each batch is one transaction, its progress included: whatever happens, and whoever else works on it, the rows up to
 * `position` are in, once, and no others.
 *
 * @param from.path the file; `options` of the import's row say how to read it
 * @param from.publish called after each batch's commit
 * @param from.stopped ends it between two batches
 * @param from.isGuest another process, the product's own, comes first
 * @throws {ImportEnded} when somebody has cancelled it, or another process has gone on with it
 * @throws {UnreadableFile}
 */
export async function runImport(
  importId: string,
  {
    path,
    publish,
    stopped,
    isGuest = false,
  }: { path: string; publish: Publish; stopped: AbortSignal; isGuest?: boolean },
): Promise<"done" | "stopped"> {
  const stored = await db().contactImport.findUniqueOrThrow({ where: { id: importId } });
  const options = storedOptions.parse(JSON.parse(stored.options));
  const source = openRows(path, options.format);
  try {
    const headings = options.header ? ((await source.take(1))[0]?.cells ?? []) : [];
    // The report is told in the file's own columns, when the file is gone.
    if (!options.headings) await keepHeadings(importId, { ...options, headings });
    await leaveOut(source, stored.position);
    const meaning: RowMeaning = { ...options, people: await possibleOwners() };
    const { userId, position } = stored;
    const running = { id: importId, userId, options, publish, headings, meaning, position };
    const pace = createPace(longestOfImport[direct().dialect], { isGuest });
    return await runBatches(running, source, { pace, stopped });
  } finally {
    await source.close();
  }
}

async function keepHeadings(id: string, options: StoredOptions): Promise<void> {
  const headings = keptOf(options.headings ?? []);
  await db().contactImport.update({
    where: { id },
    data: { options: JSON.stringify({ ...options, headings }) },
  });
}

async function runBatches(
  running: Running,
  source: RowSource,
  { pace, stopped }: { pace: Pace; stopped: AbortSignal },
) {
  let rows: FileRow[] = [];
  for (;;) {
    await pace.rest();
    if (stopped.aborted) return "stopped";
    if (rows.length === 0) rows = await source.take(mostRows);
    if (rows.length === 0) return "done";
    const batch = await prepare(rows, running, pace.size());
    rows = rows.slice(batch.ready.length + batch.failures.length);
    const began = performance.now();
    await write(running, batch);
    pace.took(performance.now() - began, batch.weight);
  }
}

/** Rows that an earlier run has dealt with. */
async function leaveOut(source: RowSource, count: number): Promise<void> {
  for (let left = count; left > 0;) {
    const rows = await source.take(Math.min(left, 1_000));
    if (rows.length === 0) return;
    left -= rows.length;
  }
}

/** The first rows, as many as together weigh `most`, and at least one. */
async function prepare(
  rows: readonly FileRow[],
  { meaning, headings }: Running,
  most: number,
): Promise<Batch> {
  const batch: Batch = { ready: [], failures: [], weight: 0 };
  let began = performance.now();
  for (const file of rows) {
    if (batch.weight >= most) break;
    if (performance.now() - began > longestTurn) {
      await turn();
      began = performance.now();
    }
    const { row, problems } = prepareRow(file.cells, meaning);
    const problem = refusalAmong(problems);
    const leftOut = problems.map(({ reason, column }) => failureOf(file, reason, column, headings));
    if (!problem) batch.ready.push({ file, row, leftOut });
    else batch.failures.push(failureOf(file, problem.reason, problem.column, headings));
    batch.weight += problem ? 1 : 1 + row.numbers.length + row.emails.length + row.tags.length;
  }
  return batch;
}

function failureOf(file: FileRow, reason: string, column: number, headings: readonly string[]) {
  const name = headings[column]?.replaceAll("\0", "").trim().slice(0, 100);
  return { line: file.line, column: name || String(column + 1), reason, cells: file.cells };
}

/** A row the database itself refuses is found by halves, so that the others get in. */
async function write(
  running: Running,
  { ready, failures }: Pick<Batch, "ready" | "failures">,
): Promise<void> {
  try {
    await writeOnce(running, ready, failures);
  } catch (error) {
    if (isNotTheRow(error) || ready.length === 0) throw error;
    const [only] = ready;
    if (ready.length === 1 && only) {
      const refused = failureOf(only.file, "refused", 0, running.headings);
      return writeOnce(running, [], [...failures, refused]);
    }
    const middle = Math.ceil(ready.length / 2);
    await write(running, { ready: ready.slice(0, middle), failures });
    await write(running, { ready: ready.slice(middle), failures: [] });
  }
}

function isNotTheRow(error: unknown): boolean {
  const { name, code } = error as { name?: string; code?: unknown };
  return name === "ImportEnded" || code === "P2028" || isStorageFailure(error);
}

async function writeOnce(running: Running, ready: readonly Ready[], failures: readonly Failure[]) {
  const { id, userId, options } = running;
  const rowCount = ready.length + failures.length;
  const written = await directTransaction(async (tx) => {
    const rows = ready.map(({ row }) => row);
    const by = { duplicates: options.duplicates, importId: id, userId };
    const { created, fates, ...changed } = await applyBatch(tx, rows, by);
    const told = ready.flatMap(({ file, leftOut }, index) => {
      const fate = fates[index]!;
      if (fate === "created" || fate === "updated") return leftOut;
      return [{ line: file.line, column: "", reason: fate, cells: file.cells }];
    });
    const refused = fates.filter((fate) => fate === "tooMany").length;
    const done = {
      from: running.position,
      position: rowCount,
      created: created.length,
      updated: fates.filter((fate) => fate === "updated").length,
      skipped: fates.filter(isSkip).length,
      failed: failures.length + refused,
    };
    await recordProgress(tx, id, done, [...failures, ...told].sort(byLine));
    return changed;
  });
  running.position += rowCount;
  await running.publish(written);
}

/** Reports are read along with the file. */
const byLine = (a: Failure, b: Failure) => a.line - b.line;
