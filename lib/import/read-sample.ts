/** The beginning of a file, for whoever is to say what is in it. */
import { guessColumns, type ColumnGuess } from "./guess-columns";
import { guessFormat } from "./guess-format";
import type { FileFormat } from "./import-options";
import { openRows, type FileRow } from "./row-source";

export interface FileSample {
  format: FileFormat;
  /** The first rows, a heading among them. */
  rows: FileRow[];
  /** Rows altogether, a heading among them. */
  total: number;
  guess: ColumnGuess;
}

const sampleRows = 50;
/** Of a sample's cells, in characters: it is shown, no more. */
const longestCell = 500;

/**
 * @param format guessed when it is not given
 * @throws {UnreadableFile} also when only its end can't be read: a half is not taken over unasked
 */
export async function readSample(path: string, format?: FileFormat): Promise<FileSample> {
  const known = format ?? (await guessFormat(path));
  const source = openRows(path, known);
  try {
    const rows = await source.take(sampleRows);
    const total = rows.length + (await source.countRest());
    const guess = guessColumns(rows.map(({ cells }) => cells));
    const short = rows.map(({ line, cells }) => {
      return { line, cells: cells.map((cell) => cell.slice(0, longestCell)) };
    });
    return { format: known, rows: short, total, guess };
  } finally {
    await source.close();
  }
}
