/** The way of a recording's bytes: as fast as the listener takes them, and no further when one of the two ends is silent. */
import type { IncomingMessage } from "node:http";
import { cut, type ByteRange } from "./byte-range";

/** How long the provider may send nothing while somebody waits for it, in ms. */
const silence = 30_000;
/** How long a listener may take nothing: a player that pauses has a buffer and asks anew, in ms. */
const idle = 10 * 60_000;

/** @param range what is passed on of a whole; all of it without one */
export function streamRecording(
  answer: IncomingMessage,
  range: ByteRange | null,
): ReadableStream<Uint8Array> {
  const whole = answer as AsyncIterable<Uint8Array>;
  const chunks = (range ? cut(whole, range) : whole)[Symbol.asyncIterator]();
  let unused: NodeJS.Timeout | undefined;
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
