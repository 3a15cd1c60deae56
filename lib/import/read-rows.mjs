// A thread of its own: takes a file apart while the calls' thread goes on. Answers each `{ take }` with
// so many rows, and `{ count }` with how many are left; ends with the last of them.
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { parentPort, workerData } from "node:worker_threads";
import { parse } from "csv-parse";
import { readSheet } from "read-excel-file/node";
import { plainNumber } from "./plain-number.mjs";
import { refuseBomb } from "./zip-limits.mjs";

/** A cell, and a row, beyond is no address book: a quote that is never closed, say. In characters. */
const longestRow = 1024 * 1024;
/** What our own export, and other careful ones, put before what a spreadsheet would calculate. */
const guarded = /^'(?=['=+\-@\t\r＝＋－＠])/;

const { path, format, mostColumns } = workerData;

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

async function* csvRows({ encoding, delimiter }) {
  const parser = Readable.from(decoded(encoding)).compose(
    parse({
      delimiter,
      info: true,
      bom: true,
      record_delimiter: "\n",
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: longestRow,
    }),
  );
  for await (const { record, info } of parser) {
    const cells = record.slice(0, mostColumns).map((cell) => cell.replace(guarded, ""));
    const inside = record.join("").split("\n").length - 1;
    yield { line: info.lines - inside, cells };
  }
}

async function* xlsxRows() {
  await refuseBomb(path);
  const rows = await readSheet(path, { parseNumber: plainNumber, trim: false });
  for (const [index, row] of rows.entries()) {
    yield { line: index + 1, cells: row.slice(0, mostColumns).map(textOf) };
  }
}

function textOf(cell) {
  if (cell === null || cell === undefined) return "";
  if (!(cell instanceof Date)) return String(cell);
  const text = cell.toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.slice(0, 16).replace("T", " ");
}

async function* filledRows() {
  const rows = format.kind === "csv" ? csvRows(format) : xlsxRows();
  for await (const row of rows) {
    if (row.cells.some((cell) => cell.trim() !== "")) yield row;
  }
}

const rows = filledRows();

async function take(most) {
  const taken = [];
  while (taken.length < most) {
    const { value, done } = await rows.next();
    if (done) return { rows: taken, done: true };
    taken.push(value);
  }
  return { rows: taken, done: false };
}

async function count() {
  let left = 0;
  while (!(await rows.next()).done) left += 1;
  return { left };
}

parentPort.on("message", async (asked) => {
  try {
    parentPort.postMessage("count" in asked ? await count() : await take(asked.take));
  } catch (error) {
    const { code = "", lines = null } = error;
    parentPort.postMessage({ failed: { code: String(code || error.name), line: lines } });
  }
});
