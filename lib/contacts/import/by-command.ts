/** A file taken over from the command line: read, recognised and written by what the import's screen uses. */
import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createTranslator } from "next-intl";
import { log } from "#lib/base/log";
import type { Locale } from "#lib/i18n/locales";
import { defaultCountry } from "#lib/numbers/default-country";
import en from "../../../messages/en/import.json";
import ru from "../../../messages/ru/import.json";
import uk from "../../../messages/uk/import.json";
import { type ColumnKind, isReachable, numberKinds } from "./columns";
import { isBusy, largestFile, type DuplicateMode, type ImportOptions } from "./import-options";
import { createImporter } from "./importer";
import { getImport, type ImportView } from "./queries";
import { readSample, type FileSample } from "./read-sample";
import type { UnreadableFile } from "./row-source";
import { beginImportOf } from "./steer-import";

const words = { en, ru, uk };

/** A file that can't be taken over, in the screen's words: shown without a stack. */
export class FileError extends Error {
  override readonly name = "FileError";
}

/** What a file is taken for. */
export interface Recognised {
  path: string;
  sample: FileSample;
  /** Rows without the heading. */
  total: number;
  /** Each column's heading, or its place, and what it becomes. */
  columns: { heading: string; kind: ColumnKind }[];
}

/** @throws {FileError} with the screen's words why it can't be taken over */
export async function recogniseFile(file: string): Promise<Recognised> {
  const path = resolve(file);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) throw new FileError(`${path} is a folder: name a file in it`);
  if (!found?.isFile()) throw new FileError(`${path}: there is no such file`);
  if (found.size > largestFile) throw refusal("too-large");
  if (found.size === 0) throw refusal("empty");
  const sample = await readSample(path).catch((error: Partial<UnreadableFile>) => {
    if (error.name !== "UnreadableFile") throw error;
    throw refusal(`file-${error.fault}`, error.place);
  });
  const { header, columns } = sample.guess;
  const total = sample.total - (header ? 1 : 0);
  if (total <= 0) throw refusal("empty");
  const headings = header ? (sample.rows[0]?.cells ?? []) : [];
  const named = columns.map((kind, index) => ({
    heading: headings[index]?.trim() || String(index + 1),
    kind,
  }));
  if (!columns.some(isReachable)) throw new FileError(en.review.noName);
  return { path, sample, total, columns: named };
}

function refusal(code: string, place?: { line: number; column?: number } | null): FileError {
  const t = createTranslator({ locale: "en", messages: en.errors });
  const at = `${code}At` as never;
  const { line, column = "" } = place ?? {};
  const key = (line && t.has(at) ? at : t.has(code as never) ? code : "failed") as never;
  return new FileError(t(key, { line, column } as never));
}

/** How often it is looked how far it is, in ms. */
const pause = 300;

/**
 * Takes a recognised file over. The product may run meanwhile; its pages show the contacts when they are opened anew.
 * @param options.language of the numbers' labels
 * @param options.stopped ends it after the batch under way; it can be continued on the screen
 */
export async function importFile(
  { path, sample, total, columns }: Recognised,
  options: {
    duplicates: DuplicateMode;
    country?: string;
    language: Locale;
    stopped: AbortSignal;
    onProgress: (view: ImportView) => void;
  },
): Promise<ImportView> {
  const { labels } = words[options.language];
  const settings: ImportOptions = {
    format: sample.format,
    header: sample.guess.header,
    columns: columns.map(({ kind }) => kind),
    country: options.country ?? (await defaultCountry()),
    monthFirst: sample.guess.monthFirst,
    duplicates: options.duplicates,
    labels: Object.fromEntries(numberKinds.map((kind) => [kind, labels[kind]])),
  };
  const fileName = basename(path).slice(0, 200);
  const { id } = await beginImportOf(path, { fileName, total, options: settings }).catch(
    (error: { name?: string; code?: string }) => {
      throw error.name === "ImportRefused" ? refusal(error.code!) : error;
    },
  );
  const importer = createImporter({ log: log(), publish: async () => undefined, isGuest: true });
  options.stopped.addEventListener("abort", () => void importer.close());
  importer.work(id);
  for (;;) {
    const view = (await getImport(id))!;
    options.onProgress(view);
    if (!isBusy(view.state)) return view;
    await sleep(pause);
  }
}
