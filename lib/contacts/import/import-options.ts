import { isSupportedCountry } from "libphonenumber-js";
import { z } from "zod";
import { longestLabel } from "../fields";
import { columnKinds, numberKinds } from "./columns";

export const encodings = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1251",
  "koi8-r",
  "ibm866",
  "windows-1252",
] as const;
export type Encoding = (typeof encodings)[number];

export const delimiters = [";", "\t", "|", ","] as const;
export type Delimiter = (typeof delimiters)[number];

/** More columns of a file are not looked at. */
export const mostColumns = 200;

/** Rows above the table, empty ones left aside. */
const skip = z.number().int().min(0).max(100).optional();

/** How a file is to be read. */
export const fileFormat = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("csv"),
    encoding: z.enum(encodings),
    delimiter: z.enum(delimiters),
    skip,
  }),
  z.object({ kind: z.literal("xlsx"), sheet: z.string().max(100).optional(), skip }),
  z.object({ kind: z.literal("vcard"), encoding: z.enum(encodings), skip }),
]);
export type FileFormat = z.infer<typeof fileFormat>;

/** What to do with a row whose number or address somebody has already. */
export const duplicateModes = ["skip", "update", "create"] as const;
export type DuplicateMode = (typeof duplicateModes)[number];

const label = z.string().trim().max(longestLabel);

/** What a person decides about a file before it is taken over. */
export const importOptions = z.object({
  format: fileFormat,
  /** The first row names the columns. */
  header: z.boolean(),
  columns: z.array(z.enum(columnKinds)).min(1).max(mostColumns),
  /** Gives national numbers their meaning, ISO 3166 alpha-2. */
  country: z
    .string()
    .refine((code): boolean => isSupportedCountry(code), "must be a country's two capital letters"),
  /** 04/03 is the third of April. @default false */
  monthFirst: z.boolean().optional(),
  duplicates: z.enum(duplicateModes),
  /** Labels of the numbers, by the kind of their column, in the person's language. */
  labels: z.partialRecord(z.enum(numberKinds), label),
});
export type ImportOptions = z.infer<typeof importOptions>;

/** With the file's first row, once it has been read; empty where it names no columns. */
export const storedOptions = importOptions.extend({ headings: z.array(z.string()).optional() });
export type StoredOptions = z.infer<typeof storedOptions>;

export const importStates = [
  "running",
  /** The database was away, or processes end over it: can be continued, or undone. */
  "interrupted",
  "done",
  "cancelled",
  "failed",
  "undoing",
  "undone",
] as const;
export type ImportState = (typeof importStates)[number];

/** Something happens to it right now. */
export const isBusy = (state: ImportState): boolean => state === "running" || state === "undoing";
export const canUndo = (state: ImportState): boolean => !isBusy(state) && state !== "undone";

export const largestFile = 50 * 1024 * 1024;
/** A file comes in pieces, so that none takes a slow line longer than the server waits. */
export const pieceSize = 1024 * 1024;
