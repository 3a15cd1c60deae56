/** What kind of file it is, in which letters it is written, and what stands between its columns. */
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import {
  delimiters,
  encodings,
  type Delimiter,
  type Encoding,
  type FileFormat,
} from "./import-options";
import { isCard, otherKindOf } from "./other-kinds";
import { UnreadableFile } from "./row-source";

/** So much of the beginning is looked at, in bytes. */
const head = 64 * 1024;
/** Of that for chardet, which takes 100 ms for the whole: it counts pairs of letters, and has enough here. */
const letters = 8 * 1024;
/** Rows by which the delimiter is found. */
const sampleLines = 20;
/** How sure chardet must be, in percent, of anything but what Excel writes on a Russian Windows. */
const sure = 75;

/** @throws {UnreadableFile} for what is neither text nor a workbook */
export async function guessFormat(path: string): Promise<FileFormat> {
  const bytes = await readHead(path);
  const other = otherKindOf(bytes);
  if (other) throw new UnreadableFile(other);
  // "PK": a zip archive, as every .xlsx is, whatever its name.
  if (bytes.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004"))) return { kind: "xlsx" };
  const encoding = byMark(bytes) ?? byZeros(bytes) ?? (await byContent(path, bytes));
  const text = new TextDecoder(encoding).decode(bytes);
  if (isCard(text)) return { kind: "vcard", encoding };
  return { kind: "csv", encoding, delimiter: guessDelimiter(text) };
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(head), 0, head, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function byMark(bytes: Buffer): Encoding | null {
  const marks = [
    ["utf-8", "efbbbf"],
    ["utf-16le", "fffe"],
    ["utf-16be", "feff"],
  ] as const;
  const start = bytes.subarray(0, 3).toString("hex");
  return marks.find(([, mark]) => start.startsWith(mark))?.[0] ?? null;
}

/** UTF-16 without its mark: digits, commas and line ends have a zero byte, before or after. */
function byZeros(bytes: Buffer): Encoding | null {
  let [even, odd] = [0, 0];
  for (const [index, byte] of bytes.entries()) {
    if (byte === 0 && index % 2 === 0) even += 1;
    if (byte === 0 && index % 2 === 1) odd += 1;
  }
  if (even + odd < bytes.length / 20) return null;
  return odd >= even ? "utf-16le" : "utf-16be";
}

/** Text in a Cyrillic code page is practically never valid UTF-8: all of the file is asked. */
async function byContent(path: string, bytes: Buffer): Promise<Encoding> {
  if (await isUtf8(path)) return "utf-8";
  const { analyse } = await import("chardet");
  const found = analyse(bytes.subarray(0, letters)).find(({ confidence }) => confidence >= sure);
  const name = found?.name.toLowerCase() ?? "";
  // Its words are Latin in either; which of both it is says no counting of pairs, but what they become.
  if (isWestern(bytes)) return "windows-1252";
  const known = encodings.find((one) => one === name);
  return known && known !== "utf-8" && known !== "windows-1252" ? known : "windows-1251";
}

/** A letter that was cut in half makes no other encoding: nearly all others have to be whole. */
const mostBroken = 0.01;

async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder("utf-8");
  let [broken, whole] = [0, 0];
  function count(text: string): void {
    for (const letter of text) {
      if (letter === "\uFFFD") broken += 1;
      else if (letter > "\u007F") whole += 1;
    }
  }
  for await (const chunk of createReadStream(path)) {
    count(decoder.decode(chunk as Buffer, { stream: true }));
  }
  count(decoder.decode());
  return broken === 0 || (whole >= 10 && broken <= Math.max(1, whole * mostBroken));
}

/** Read as Windows-1251, "José Müller" has Cyrillic letters in the middle of Latin words. */
function isWestern(bytes: Buffer): boolean {
  const text = new TextDecoder("windows-1251").decode(bytes);
  const cyrillic = text.match(/[\u0400-\u04FF]/g)?.length ?? 0;
  const between = text.match(/(?<=[a-z])[\u0400-\u04FF]|[\u0400-\u04FF](?=[a-z])/gi)?.length ?? 0;
  return cyrillic > 0 && between > cyrillic / 2;
}

/** The one that cuts most rows into equally many cells, more than one; of equals the rarer in text. */
export function guessDelimiter(text: string): Delimiter {
  const told = /^\uFEFF?sep=(.)/i.exec(text)?.[1];
  if (told) return delimiters.find((one) => one === told) ?? ",";
  const lines = sampleOf(text);
  let best: { delimiter: Delimiter; share: number } = { delimiter: ",", share: 0 };
  for (const delimiter of delimiters) {
    const counts = lines.map((line) => line.split(delimiter).length);
    const usual = mostFrequent(counts);
    const share = usual > 1 ? counts.filter((count) => count === usual).length / lines.length : 0;
    if (share > best.share) best = { delimiter, share };
  }
  return best.delimiter;
}

/** The first rows without what stands in quotes, line ends and delimiters included. */
function sampleOf(text: string): string[] {
  const bare = text.replace(/^\uFEFF/, "").replace(/"(?:[^"]|"")*"/g, "");
  return bare
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== "")
    .slice(0, sampleLines);
}

function mostFrequent(counts: number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}
