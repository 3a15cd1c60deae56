/** A file's rows, as many at a time as one asks for; taken apart in a thread of their own. */
import { Worker } from "node:worker_threads";
import { projectFile } from "#lib/base/project-file";
import { mostColumns, type FileFormat } from "./import-options";

export interface FileRow {
  /** Where it begins in the file, counted from 1. */
  line: number;
  cells: string[];
}

export type FileFault =
  "unclosed" | "tooLarge" | "tooWide" | "tooManyRows" | "longRow" | "unreadable" | OtherKind;

/** Kinds of files that people take for a table, refused in words of their own. */
export type OtherKind = "oldExcel" | "webPage" | "pdf" | "picture" | "archive" | "json";

/** Both counted from 1. */
export interface FilePlace {
  line: number;
  column?: number;
}

/** The file, or the rest of it, can't be read. */
export class UnreadableFile extends Error {
  override readonly name = "UnreadableFile";
  constructor(
    readonly fault: FileFault,
    readonly place: FilePlace | null = null,
  ) {
    super(fault);
  }
}

export interface SheetName {
  name: string;
  hidden: boolean;
}

export interface RowSource {
  /**
   * Up to so many rows, fewer where they are long; none when there are no more. Rows in which every
   * cell is empty are left out, and a cell that is too long has one character more than it may have.
   */
  take(most: number): Promise<FileRow[]>;
  /** How many rows there are after those taken; none can be taken any more. */
  countRest(): Promise<number>;
  /** Of a workbook; none of other files. */
  sheets(): Promise<SheetName[]>;
  close(): Promise<void>;
}

type Answer =
  | { rows: FileRow[]; done: boolean }
  | { left: number }
  | { sheets: SheetName[] }
  | { failed: { code: string; place: FilePlace | null } };

/** A spreadsheet is unpacked as a whole; in megabytes. */
const mostMemory = 1_024;

/** All methods throw `UnreadableFile`; `close` must be called in any case. */
export function openRows(path: string, format: FileFormat): RowSource {
  const worker = new Worker(projectFile("lib", "contacts", "import", "read-rows.mjs"), {
    workerData: { path, format, columnsRead: mostColumns },
    resourceLimits: { maxOldGenerationSizeMb: mostMemory },
    execArgv: [],
  });
  let ended = false;
  /** Who waits for an answer; one question at a time. */
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | null = null;
  worker.on("message", (answer: Answer) => waiting?.resolve(answer));
  worker.on("error", (error) => waiting?.reject(unreadable(error)));
  worker.on("exit", () => waiting?.reject(new UnreadableFile("unreadable")));

  function ask(question: { take: number } | { count: true } | { sheets: true }): Promise<Answer> {
    return new Promise((resolve, reject) => {
      waiting = { resolve, reject };
      worker.postMessage(question);
    });
  }

  return {
    async take(most) {
      if (ended) return [];
      const answer = readable(await ask({ take: most }));
      if (!("rows" in answer)) return [];
      ended = answer.done;
      return answer.rows;
    },
    async countRest() {
      if (ended) return 0;
      const answer = readable(await ask({ count: true }));
      ended = true;
      return "left" in answer ? answer.left : 0;
    },
    async sheets() {
      const answer = readable(await ask({ sheets: true }));
      return "sheets" in answer ? answer.sheets : [];
    },
    async close() {
      waiting = null;
      await worker.terminate();
    },
  };
}

function readable(answer: Answer): Exclude<Answer, { failed: unknown }> {
  if (!("failed" in answer)) return answer;
  const { code, place } = answer.failed;
  throw new UnreadableFile(faults[code] ?? "unreadable", place);
}

const faults: Record<string, FileFault> = {
  CSV_QUOTE_NOT_CLOSED: "unclosed",
  CSV_MAX_RECORD_SIZE: "longRow",
  TOO_LARGE: "tooLarge",
  TOO_MANY_ROWS: "tooManyRows",
  TOO_WIDE: "tooWide",
};

function unreadable(error: unknown): UnreadableFile {
  const outOfMemory = (error as { code?: string }).code === "ERR_WORKER_OUT_OF_MEMORY";
  return new UnreadableFile(outOfMemory ? "tooLarge" : "unreadable");
}
