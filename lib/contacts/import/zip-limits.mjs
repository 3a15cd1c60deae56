/**
 * A spreadsheet is a zip archive: 50 MB of one can hold terabytes, and a few bytes of a sheet can name
 * its millionth column. Both are found here, piece by piece, before the whole is in memory.
 */
import { createReadStream } from "node:fs";
import { SaxesParser } from "saxes";
import { Parse } from "unzipper-esm";
import {
  mostCells,
  widestRow,
  mostParts,
  mostRows,
  mostUnpacked,
  TooMuch,
} from "./file-limits.mjs";

/**
 * Reads the archive as the spreadsheet's reader does, from its beginning, with the same library: what a
 * directory at the end says of it plays no part. Sizes are counted, not believed.
 * @param {string} path
 * @throws {TooMuch} or what the archive or its XML is not well-formed with
 */
export async function refuseBomb(path) {
  const file = createReadStream(path);
  const archive = file.pipe(Parse({ forceStream: true }));
  file.on("error", (error) => archive.destroy(error));
  let current = null;
  let failure = null;
  // An archive that ends too early says so once, and leaves its last part without an end.
  archive.on("error", (error) => {
    failure = error;
    current?.destroy(error);
  });
  let parts = 0;
  let left = mostUnpacked;
  try {
    for await (const part of archive) {
      if (failure) throw failure;
      current = part;
      parts += 1;
      if (parts > mostParts) throw new TooMuch("TOO_LARGE");
      // The reader leaves out pictures and the like.
      if (!/\.xml(?:\.rels)?$/.test(part.path)) part.autodrain();
      else left -= await sizeOf(part, left);
    }
  } finally {
    file.destroy();
  }
}

/** @returns unpacked, in bytes; what the part says of itself counts too, because the reader makes room for it */
async function sizeOf(part, limit) {
  const said = part.vars.uncompressedSize;
  if (said > limit) throw new TooMuch("TOO_LARGE");
  const decoder = new TextDecoder();
  const check = sheetCheck();
  let size = 0;
  for await (const bytes of part) {
    size += bytes.length;
    if (size > limit) throw new TooMuch("TOO_LARGE");
    check.write(decoder.decode(bytes, { stream: true }));
  }
  return Math.max(size, said);
}

/**
 * The workbook's sheets, in its order.
 * @param {string} path of an archive that `refuseBomb` has let through
 */
export async function sheetNames(path) {
  const file = createReadStream(path);
  const sheets = [];
  try {
    for await (const part of file.pipe(Parse({ forceStream: true }))) {
      if (part.path !== "xl/workbook.xml") {
        part.autodrain();
        continue;
      }
      const parser = new SaxesParser();
      parser.on("opentag", ({ name, attributes }) => {
        if (localName(name) !== "sheet" || attributes.name === undefined) return;
        sheets.push({
          name: attributes.name,
          hidden: (attributes.state ?? "visible") !== "visible",
        });
      });
      parser.write((await part.buffer()).toString("utf8"));
    }
  } finally {
    file.destroy();
  }
  return sheets;
}

const localName = (name) => name.slice(name.indexOf(":") + 1);

/** Follows XML, whatever it is, and throws where it is a sheet with too many rows, columns or cells. */
function sheetCheck() {
  const parser = new SaxesParser();
  let row = 0;
  let column = 0;
  /** The farthest cell that holds something. */
  const filled = { row: 0, column: 0 };
  let elements = 0;
  const refuse = (code) => {
    throw new TooMuch(code, { line: row, ...(code === "TOO_WIDE" && { column }) });
  };

  function visit(name, place) {
    if (name === "row") {
      row = place === undefined ? row + 1 : Number(place);
      column = 0;
    } else if (name === "c") {
      [row, column] = addressOf(place, row);
    } else if (column > 0 && (name === "v" || name === "t")) {
      filled.row = Math.max(filled.row, row);
      filled.column = Math.max(filled.column, column);
    }
  }

  parser.on("opentag", ({ name, attributes }) => {
    const local = localName(name);
    const place = Object.keys(attributes).findLast((one) => localName(one) === "r");
    visit(local, place === undefined ? undefined : attributes[place]);
    elements += 1;
    if (!(row <= mostRows)) refuse("TOO_MANY_ROWS");
    if (filled.column > widestRow) refuse("TOO_WIDE");
    if (filled.row * filled.column > mostCells) throw new TooMuch("TOO_LARGE");
    if (elements > 4 * mostCells) throw new TooMuch("TOO_LARGE");
  });
  return parser;
}

/** @returns row and column of "AB12"; no column where it is no address, which the reader refuses */
function addressOf(place, row) {
  const [, letters = "", digits] = /^([A-Z]{0,7})(\d{1,15})$/.exec(place ?? "") ?? [];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return [digits === undefined ? row : Number(digits), column];
}
