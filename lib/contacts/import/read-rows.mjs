// A thread of its own: takes a file apart while the calls' thread goes on. Answers each `{ take }` with
// up to so many rows, at least one while there are any, and `{ count }` with how many are left.
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { parentPort, workerData } from "node:worker_threads";
import { unguarded } from "../../base/formula-guard.mjs";
import { longestCell, longestRow, widestRow, mostRows, TooMuch } from "./file-limits.mjs";
import { plainNumber } from "./plain-number.mjs";

const { path, format, columnsRead } = workerData;

/** Of one answer, in characters: more rows wait for the next question. */
const largestAnswer = 256 * 1024;

/** Every line ends alike: the parser would count Windows' ends within quotes twice. */
async function* decoded(encoding) {
  const decoder = new TextDecoder(encoding);
  let held = "";
  for await (const chunk of createReadStream(path)) {
    const text = held + decoder.decode(chunk, { stream: true });
    held = text.endsWith("\r") ? "\r" : "";
    yield text.slice(0, text.length - held.length).replace(/\r\n?/g, "\n");
  }
  yield (held + decoder.decode()).replace(/\r\n?/g, "\n");
}

const linesIn = (text) => text.split("\n").length - 1;
/** One character more than there may be says that there were more. */
const short = (cell) => (cell.length > longestCell ? cell.slice(0, longestCell + 1) : cell);

async function* csvRows({ encoding, delimiter }) {
  const { parse } = await import("csv-parse");
  /** Where rows begin that are parsed and not yet asked for. */
  const beginnings = [];
  /** Of the row under way. */
  let line = 1;
  /** Where the last cell has ended, and how many lines were empty until then. */
  let ended = { lines: 0, empty_lines: 0 };
  function cast(cell, place) {
    const { column, lines } = place;
    if (column === 0) beginnings.push((line = lines - linesIn(cell)));
    ended = place;
    if (column >= widestRow) throw new TooMuch("TOO_WIDE", { line, column: column + 1 });
    if (column >= columnsRead) return "";
    return cell.length > longestCell ? short(cell) : unguarded(cell);
  }
  const parser = Readable.from(decoded(encoding)).compose(
    parse({
      delimiter,
      cast,
      bom: true,
      record_delimiter: "\n",
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: longestRow,
    }),
  );
  try {
    for await (const record of parser) {
      yield { line: beginnings.shift(), cells: record.slice(0, columnsRead) };
    }
  } catch (error) {
    if (error.column === undefined) throw error;
    // The parser names the end of what it could not read; a person looks for its beginning.
    const first = ended.lines + 1 + error.empty_lines - ended.empty_lines;
    error.place = { line: error.column > 0 ? line : first, column: error.column + 1 };
    throw error;
  }
}

async function* xlsxRows() {
  // A thread reads one kind of file, and what unpacks the other takes longer to load than most files to read.
  const { readSheet } = await import("read-excel-file/node");
  const { refuseBomb } = await import("./zip-limits.mjs");
  await refuseBomb(path);
  const { sheet } = format;
  const asPersonSees = { parseNumber: plainNumber, trim: false };
  const rows = await readSheet(path, ...(sheet === undefined ? [] : [sheet]), asPersonSees);
  for (const [index, row] of rows.entries()) {
    yield { line: index + 1, cells: row.slice(0, columnsRead).map((cell) => short(textOf(cell))) };
  }
}

function textOf(cell) {
  if (cell === null || cell === undefined) return "";
  if (!(cell instanceof Date)) return String(cell);
  const text = cell.toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.slice(0, 16).replace("T", " ");
}

/** Excel's own first line says what stands between the cells; it is none of them. */
const isSeparatorLine = ({ cells }) =>
  /^sep=.?$/i.test(cells[0] ?? "") && cells.every((cell, at) => at === 0 || cell === "");

function rowsOf() {
  if (format.kind === "vcard") return vcardRows();
  return format.kind === "csv" ? csvRows(format) : xlsxRows();
}

async function* vcardRows() {
  const { cardRows } = await import("./read-vcard.mjs");
  for await (const row of cardRows(decoded(format.encoding))) {
    yield { ...row, cells: row.cells.map(short) };
  }
}

async function* tableRows() {
  let above = format.skip ?? 0;
  let isFirst = true;
  for await (const row of filledRows()) {
    const leaveOut = isFirst && format.kind === "csv" && isSeparatorLine(row);
    isFirst = false;
    if (leaveOut) continue;
    if (above > 0) above -= 1;
    else yield row;
  }
}

async function* filledRows() {
  let read = 0;
  for await (const row of rowsOf()) {
    read += 1;
    if (read > mostRows) throw new TooMuch("TOO_MANY_ROWS", { line: row.line });
    if (row.cells.some((cell) => cell.trim() !== "")) yield row;
  }
}

const rows = tableRows();

async function take(most) {
  const taken = [];
  let size = 0;
  while (taken.length < most && size < largestAnswer) {
    const { value, done } = await rows.next();
    if (done) return { rows: taken, done: true };
    taken.push(value);
    for (const cell of value.cells) size += cell.length;
  }
  return { rows: taken, done: false };
}

async function count() {
  let left = 0;
  while (!(await rows.next()).done) left += 1;
  return { left };
}

async function answerTo(asked) {
  if ("count" in asked) return count();
  if (!("sheets" in asked)) return take(asked.take);
  const { refuseBomb, sheetNames } = await import("./zip-limits.mjs");
  await refuseBomb(path);
  return { sheets: await sheetNames(path) };
}

parentPort.on("message", async (asked) => {
  try {
    parentPort.postMessage(await answerTo(asked));
  } catch (error) {
    const { code = "", place = null } = error;
    parentPort.postMessage({ failed: { code: String(code || error.name), place } });
  }
});
