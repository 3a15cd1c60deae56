/**
 * Where log lines go: stdout, which must neither hold the process nor end it. A full disk and a reader that has gone or
 * reads no more cost lines, and the first line that can be written again says how many.
 */
import { fstatSync, writeSync } from "node:fs";

/** Bytes that wait for a slow reader, at most. */
const mostWaiting = 1024 * 1024;

export interface LogWriter {
  write(line: string): void;
}

export function createLogWriter(): LogWriter {
  // An error of a stream that nobody listens to ends the process.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const put = isFile(1) ? createFileWriter(1) : putInStream;
  let lost = 0;
  return {
    write(line) {
      if (lost > 0 && put(lostLines(lost))) lost = 0;
      if (lost > 0 || !put(line)) lost += 1;
    },
  };
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false;
  }
}

/** A pipe's stream is written to without waiting, and keeps what its reader does not take yet. */
function putInStream(line: string): boolean {
  const { stdout } = process;
  if (!stdout.writable || stdout.writableLength > mostWaiting) return false;
  stdout.write(line);
  return true;
}

/** A file takes a line at once or fails at once. Its stream would be closed for good by the first failure. */
function createFileWriter(descriptor: number): (line: string) => boolean {
  /** The end of a line that was written in part: it comes before the next one. */
  let rest = Buffer.alloc(0);
  return (line) => {
    const bytes = Buffer.concat([rest, Buffer.from(line)]);
    let written = 0;
    try {
      while (written < bytes.length) {
        written += writeSync(descriptor, bytes, written, bytes.length - written);
      }
    } catch {
      // A line of which nothing was written is lost.
      if (written <= rest.length) {
        rest = rest.subarray(written);
        return false;
      }
    }
    rest = bytes.subarray(written);
    return true;
  };
}

function lostLines(lost: number): string {
  const time = new Date().toISOString();
  return `${JSON.stringify({ level: "warn", time, lost, msg: "log lines could not be written" })}\n`;
}
