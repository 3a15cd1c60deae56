/**
 * The short way to the database, for what happens with every event of a call: prepared statements on a
 * connection of its own. Prisma takes a quarter of a millisecond for what the database does in ten
 * microseconds; a call's event would wait for a dozen of them. Everything else goes through `db()`.
 *
 * Each statement of a transaction takes one parameter, a JSON document, so that its text is always the same, however
 * many rows it is about (`json-sql.ts`).
 */
import type { Sql } from "@prisma/client/runtime/client";
import { processSlot } from "#lib/process-slot";
import type { Dialect } from "./migrations";

/** What a statement is about: an array a row, in the order of its columns. */
export type Rows = readonly (readonly unknown[])[];

export interface DirectTx {
  dialect: Dialect;
  /** @param about becomes the statement's only parameter */
  rows<Row>(sql: string, about: Rows): Promise<Row[]>;
  /** @returns how many rows were written */
  run(sql: string, about: Rows): Promise<number>;
}

export interface Direct {
  dialect: Dialect;
  /** One transaction; rolled back when `work` throws. */
  transaction<T>(work: (tx: DirectTx) => Promise<T>): Promise<T>;
  /**
   * One statement that is a transaction of its own: over the network it takes one way there and back
   * instead of three, each of which would wait for the loop's turn.
   * @param about becomes the statement's only parameter
   */
  write<Row>(sql: string, about: Rows): Promise<Row[]>;
  /** One question, of what is committed; on a connection that no writer waits for. */
  read<Row>(question: Sql): Promise<Row[]>;
  close(): Promise<void>;
}

export const directSlot = processSlot<Direct>("direct");

/** @throws when the database is not open */
export function direct(): Direct {
  return directSlot.get();
}

/** Dates as both databases read them, and as Prisma writes them to SQLite. */
export function toDocument(rows: Rows): string {
  return JSON.stringify(
    rows.map((row) =>
      row.map((cell) => (cell instanceof Date ? cell.toISOString().replace("Z", "+00:00") : cell)),
    ),
  );
}
