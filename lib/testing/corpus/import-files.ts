/** What `import-files.json` holds: cells of an address book, and whole files that are called one. */
import type { FileFault } from "#lib/contacts/import/row-source";
import type { ProblemReason } from "#lib/contacts/import/prepare-row";
import { workbook, zipArchive } from "../kit/zip-archive";
import { readCorpus } from "./corpus";
import { bytesOf, type Made } from "./made";

/** Many entries of one cell; NNNN is each one's number. */
type MadeCell = Made | { numbered: string; times: number };

export interface CellCase {
  name: string;
  /** Each value in each of them. */
  columns: string[];
  /**
   * `same`: the contact has just this text, without the blanks around it. `leftOut`: the row goes in without it,
   * and the report says so.
   */
  outcome: "kept" | "same" | "leftOut" | "refused";
  reason?: ProblemReason;
  values: MadeCell[];
}

interface MadePart {
  name: string;
  content: Made;
  said?: number;
  hidden?: boolean;
}

type MadeFile =
  | Made
  | { zip: MadePart[] }
  /** Rows of a sheet, and parts beside it. */
  | { workbook: string; others?: MadePart[] }
  | { cut: MadeFile; to: number };

export interface FileCase {
  name: string;
  /** `nobody`: read or not, it brings nobody. */
  outcome: "read" | "nobody" | FileFault;
  /** Who is in it. */
  people?: string[];
  /** There are other rows in it, with something wrong. */
  failed?: boolean;
  /** The fault is told with its line. */
  place?: boolean;
  values: MadeFile[];
}

export const readImportFiles = () =>
  readCorpus<{ cells: CellCase[]; files: FileCase[] }>("import-files");

export function cellText(made: MadeCell): string {
  if (typeof made === "string" || !("numbered" in made)) return bytesOf(made).toString();
  const number = (index: number) => String(1_000 + index);
  const entries = Array.from({ length: made.times }, (_, index) =>
    made.numbered.replace("NNNN", number(index)),
  );
  return entries.join("");
}

export function fileBytes(made: MadeFile): Buffer {
  if (typeof made === "object" && "cut" in made) return fileBytes(made.cut).subarray(0, made.to);
  if (typeof made === "object" && "zip" in made) return zipArchive(made.zip.map(part));
  if (typeof made === "object" && "workbook" in made) {
    return zipArchive(workbook(made.workbook, (made.others ?? []).map(part)));
  }
  return bytesOf(made);
}

const part = ({ content, ...rest }: MadePart) => ({ ...rest, content: bytesOf(content) });
