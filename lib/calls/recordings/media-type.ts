/** What a recording is passed on as: audio, or nothing at all. */
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { withTimeLimit } from "#lib/providers/kit/time-limit";
import { RecordingError } from "./fetch-recording";

/** Bytes that tell what a file is. */
export const enoughToTell = 16;
/** For the first of them, in ms. */
const patience = 15_000;

const byEnding: Record<string, string> = {
  wav: "audio/wav",
  mp3: "audio/mpeg",
  ogg: "audio/ogg",
  oga: "audio/ogg",
  opus: "audio/ogg",
  m4a: "audio/mp4",
  mp4: "audio/mp4",
  aac: "audio/aac",
  flac: "audio/flac",
  amr: "audio/amr",
};

/** Servers that do not know what they serve. */
const vague =
  /^(?:application\/(?:octet-stream|x-\w{1,40}|force-download)|binary\/octet-stream|video\/mp4)$/;

/**
 * The type a provider's server gives.
 * @returns null for what is no recording, e.g. a page that asks to sign in; "" where it does not say,
 * and only the bytes tell
 */
export function statedType(contentType: string | undefined): string | null {
  const type = (contentType ?? "").split(";")[0]!.trim().toLowerCase();
  if (/^audio\/[\w.+-]+$/.test(type)) return type;
  return type === "" || vague.test(type) ? "" : null;
}

/**
 * The type by a file's first bytes.
 * @param path of its address, whose ending knows more than the bytes of an MP4 or Ogg
 * @returns null for what is no audio
 */
export function typeOfBytes(bytes: Buffer, path: string): string | null {
  const text = bytes.toString("latin1");
  const known = signatures.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  return known && (byEnding[endingOf(path)] ?? known);
}

const signatures: readonly (readonly [RegExp, string])[] = [
  [/^(?:RIFF|RIFX|RF64)[^]{4}WAVE/, "audio/wav"],
  [/^ID3/, "audio/mpeg"],
  [/^OggS/, "audio/ogg"],
  [/^fLaC/, "audio/flac"],
  [/^#!AMR/, "audio/amr"],
  [/^[^]{4}ftyp/, "audio/mp4"],
  [/^FORM[^]{4}AIF[FC]/, "audio/aiff"],
  [/^\.snd/, "audio/basic"],
  [/^\x1a\x45\xdf\xa3/, "audio/webm"],
  // A frame's eleven set bits: of AAC with the layer 0, of MPEG audio with another.
  [/^\xff[\xf0\xf1\xf8\xf9]/, "audio/aac"],
  [/^\xff[\xe2-\xe7\xf2-\xf7\xfa-\xff]/, "audio/mpeg"],
];

/**
 * Reads an answer's first bytes, and leaves them in it.
 * @throws {RecordingError} `timeout` when they do not come
 */
export async function firstBytes(answer: IncomingMessage): Promise<Buffer> {
  return withTimeLimit(patience, [], async (signal) => {
    let bytes = Buffer.alloc(0);
    try {
      while (bytes.length < enoughToTell) {
        const chunk = answer.read() as Buffer | null;
        if (chunk) bytes = Buffer.concat([bytes, chunk]);
        else if (answer.complete) break;
        else await once(answer, "readable", { signal });
      }
    } catch {
      answer.destroy();
      throw new RecordingError(signal.aborted ? "timeout" : "unreachable");
    }
    if (bytes.length > 0) answer.unshift(bytes);
    return bytes;
  });
}

/** @returns "wav" of `/a/b.wav`, in small letters; "" where there is none */
export function endingOf(path: string): string {
  return (/\.([a-z0-9]{2,4})$/i.exec(path)?.[1] ?? "").toLowerCase();
}
