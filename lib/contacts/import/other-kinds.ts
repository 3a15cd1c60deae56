/** Files that people take for a table and that are none, by how they begin. */
import type { OtherKind } from "./row-source";

/** In hexadecimal digits; the first is that of all old Office files. */
const beginnings: readonly (readonly [string, OtherKind])[] = [
  ["d0cf11e0", "oldExcel"],
  ["0904", "oldExcel"],
  ["25504446", "pdf"],
  ["89504e47", "picture"],
  ["ffd8ff", "picture"],
  ["47494638", "picture"],
  ["424d", "picture"],
  ["52494646", "picture"],
  ["49492a00", "picture"],
  ["4d4d002a", "picture"],
  ["1f8b08", "archive"],
  ["504b0506", "archive"],
  ["52617221", "archive"],
  ["377abcaf", "archive"],
  ["7f454c46", "archive"],
];

const markup = /^[\s\uFEFF]*<(?:!doctype|html|head|meta|body|table|\?xml|style|div)(?![\w-])/i;
const json = /^[\s\uFEFF]*(?:\{\s*["}]|\[\s*(?:[{["\]]))/;

/** What the file is, when it is no table and no cards. */
export function otherKindOf(bytes: Buffer): OtherKind | null {
  const start = bytes.toString("hex", 0, 4);
  const binary = beginnings.find(([beginning]) => start.startsWith(beginning))?.[1];
  // "BM" and "RIFF" begin words as well: pictures have zeros behind them.
  const isWord = start.startsWith("424d") || start === "52494646";
  if (binary && (!isWord || bytes.subarray(0, 16).includes(0))) return binary;
  const text = textOf(bytes.subarray(0, 400));
  if (markup.test(text)) return "webPage";
  return json.test(text) ? "json" : null;
}

/** Old programs write web pages in UTF-16 too. */
const textOf = (bytes: Buffer) =>
  bytes.toString(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf16le" : "utf8");

export const isCard = (text: string): boolean => /^[\s\uFEFF]*BEGIN:VCARD/i.test(text);
