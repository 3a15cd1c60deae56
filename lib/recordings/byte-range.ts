/** Ranges of bytes, for recordings whose own server does not know them: without, nobody can seek. */

export interface ByteRange {
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
export async function* cut(
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
