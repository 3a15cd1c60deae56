/** Frames of a WebSocket: their bytes as text, and the message kept for an unreadable one. */
import type { RawData } from "ws";
import { isProviderError, ProviderError, type Logger, type RawMessage } from "../contract";

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

/** Nothing a server sends may end the process: a fault of our own parser is kept like a bad frame. */
export function setAside(bytes: Buffer, error: unknown, log: Logger): RawMessage {
  const known = isProviderError(error);
  if (!known) log.error({ err: error }, "a frame could not be read by a fault of ours");
  const refused = known ? error : new ProviderError("unreadable", "can't be read", "frame");
  const { code, message: reason } = refused;
  log.warn({ code, reason }, "an unreadable frame was set aside");
  const raw = bytes.subarray(0, kept).toString("utf8").replaceAll("\0", "");
  return { key: crypto.randomUUID(), raw, refused };
}
