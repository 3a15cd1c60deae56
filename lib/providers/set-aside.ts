import { ProviderError, type Logger, type RawMessage } from "./contract";

/** How much of an unreadable frame is kept for the administrator, in bytes. */
const kept = 4096;

/** Nothing a server sends may end the process, so a fault of ours is kept like one of theirs. */
export function setAside(bytes: Buffer, error: unknown, log: Logger): RawMessage {
  const known = error instanceof ProviderError;
  if (!known) log.error({ err: error }, "a frame could not be read by a fault of ours");
  const refused = known ? error : new ProviderError("unreadable", "can't be read", "frame");
  const { code, message: reason } = refused;
  log.warn({ code, reason }, "an unreadable frame was set aside");
  const raw = bytes.subarray(0, kept).toString("utf8").replaceAll("\0", "");
  return { key: crypto.randomUUID(), raw, refused };
}
