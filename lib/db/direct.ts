/**
 * Prepared statements beside Prisma, on connections of their own. Prisma spends a quarter of a millisecond on a
 * statement that the database answers in ten microseconds, and one event of a call takes a dozen.
 *
 * Direct SQL is for four things: what every event of a provider reads and writes (inbox, calls, callbacks, texts,
 * presence), what is asked at each keystroke (search), what writes thousands of rows at once (import, relinking calls to
 * contacts), and what every page reads: who asks, and contacts with all that belongs to them. A table that one of these
 * writes has its writer here alone: a click that changes a callback uses it too, and a transaction of Prisma's borrows it
 * by `directOn`. Everything else, and the model, is Prisma's (docs/decisions/011-short-way.md).
 *
 * Each statement of a transaction takes one parameter, a JSON document, so that its text is always the same, however
 * many rows it is about (`json-sql.ts`).
 */
import type { Sql } from "@prisma/client/runtime/client";
import { processSlot } from "#lib/base/process-slot";
import type { Dialect } from "./migrations";

/** The rows a statement is about, each an array in the order of the statement's columns. */
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
  /** Whether what is written will be there: SQLite's file can be deleted while it is open. */
  isInPlace(): boolean;
  /** One transaction; rolled back when `work` throws. */
  transaction<T>(work: (tx: DirectTx) => Promise<T>): Promise<T>;
  /**
   * One statement in a transaction of its own: over the network it takes one round trip instead of three,
   * each of which would wait for the event loop.
   * @param about becomes the statement's only parameter
   */
  write<Row>(sql: string, about: Rows): Promise<Row[]>;
  /**
   * The same on a connection of its own that nothing else uses, answered within `urgentPatience` or failed: whoever asks
   * has to act on a database that is away.
   */
  urgent<Row>(sql: string, about: Rows): Promise<Row[]>;
  /** One query, of what is committed, on a connection that no writer waits for. */
  read<Row>(question: Sql): Promise<Row[]>;
  /** Has what was deleted so far gone from the database's files too; a backup keeps what it has. */
  forgetDeleted(): Promise<void>;
  close(): Promise<void>;
}

/** In ms; what is not answered by then may still have been done. */
export const urgentPatience = 1_500;

export const directSlot = processSlot<Direct>("direct");

/** @throws when the database is not open */
export function direct(): Direct {
  return directSlot.get();
}

/** A time as both databases read it and Prisma writes it. */
export function storedTime(time: Date): string {
  return time.toISOString().replace("Z", "+00:00");
}

/** Turns rows into a statement's parameter. */
export function toDocument(rows: Rows): string {
  return JSON.stringify(
    rows.map((row) => row.map((cell) => (cell instanceof Date ? storedTime(cell) : cell))),
  );
}
