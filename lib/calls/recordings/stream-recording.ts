/** The way of a recording's bytes: as fast as the listener takes them, and no further when one of the two ends is silent. */
import type { IncomingMessage } from "node:http";
import { minute } from "#lib/base/duration";

/** How long the provider may send nothing while somebody waits for it, in ms. */
const silence = 30_000;
/** How long a listener may take nothing: a player that pauses has a buffer and asks anew, in ms. */
const idle = 10 * minute;

/** Hours of uncompressed stereo, in bytes; more is passed on of nothing. */
export const largestRecording = 512 * 1024 * 1024;

/** @param range what is passed on of a whole; all of it without one */
export function streamRecording(
  answer: IncomingMessage,
  range: ByteRange | null,
): ReadableStream<Uint8Array> {
  const whole = answer as AsyncIterable<Uint8Array>;
  const chunks = (range ? cut(whole, range) : whole)[Symbol.asyncIterator]();
  let unused: NodeJS.Timeout | undefined;
  let size = 0;
  // Whatever happens to it after it was given up is nobody's concern.
  answer.on("error", () => undefined);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        clearTimeout(unused);
        const silent = setTimeout(() => answer.destroy(new Error("silent")), silence);
        const next = await chunks.next().finally(() => clearTimeout(silent));
        if (next.done) return controller.close();
        unused = setTimeout(() => answer.destroy(new Error("nobody listens")), idle);
        unused.unref();
        size += next.value.byteLength;
        if (size > largestRecording) {
          clearTimeout(unused);
          answer.destroy();
          throw new Error("the recording is endless");
        }
        controller.enqueue(next.value);
      },
      cancel() {
        clearTimeout(unused);
        answer.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}

/** A range of bytes, for recordings whose own server does not know any: without, nobody can seek. */
interface ByteRange {
  from: number;
  /** Included. */
  to: number;
}

/** What may be handed on to a provider: one range, in the forms browsers use. */
export function safeRange(header: string | undefined): string | undefined {
  return header && /^bytes=(?:\d{1,15}-\d{0,15}|-\d{1,15})$/.test(header) ? header : undefined;
}

/**
 * The part of a whole of `length` bytes that is wanted.
 * @param header as `safeRange` returns it
 * @returns null when the range begins behind the end
 */
export function rangeIn(header: string, length: number): ByteRange | null {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  const range =
    from === ""
      ? { from: Math.max(length - Number(to), 0), to: length - 1 }
      : { from: Number(from), to: to === "" ? length - 1 : Math.min(Number(to), length - 1) };
  return range.from > range.to ? null : range;
}

/** The bytes of a range, out of chunks that come from the beginning; ends after the last one wanted. */
async function* cut(
  chunks: AsyncIterable<Uint8Array>,
  { from, to }: ByteRange,
): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const chunk of chunks) {
    const piece = chunk.subarray(Math.max(from - at, 0), Math.max(to + 1 - at, 0));
    at += chunk.length;
    if (piece.length > 0) yield piece;
    if (at > to) return;
  }
}
