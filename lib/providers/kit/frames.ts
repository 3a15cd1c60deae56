/** Frames of a WebSocket: their bytes as text, and the message kept for an unreadable one. */
import type { RawData } from "ws";
import { ProviderError, type RawMessage } from "../contract";

/** In bytes. Frames too large to read are received up to this size, so that they do not close the link. */
export const largestTaken = 16 * 1024 * 1024;
/** How much of an unreadable frame is kept for the administrator, in bytes. */
const kept = 4096;
const utf8 = new TextDecoder("utf-8", { fatal: true });

export function toBuffer(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}

/** @throws {ProviderError} when it has more than `largest` bytes, or is not UTF-8 */
export function frameText(bytes: Buffer, largest: number): string {
  if (bytes.length > largest) {
    const message = `a message of ${bytes.length} bytes; at most ${largest} are read`;
    throw new ProviderError("too-large", message, "frame");
  }
  try {
    return utf8.decode(bytes);
  } catch {
    throw new ProviderError("unreadable", "is not UTF-8", "frame");
  }
}

/** What an administrator sees of an unreadable frame: its beginning, and why. */
export function setAside(bytes: Buffer, refused: ProviderError): RawMessage {
  const raw = bytes.subarray(0, kept).toString("utf8").replaceAll("\0", "");
  return { key: crypto.randomUUID(), raw, refused };
}
