/** A call's recording as the browser gets it: through here, never from the provider's address. */
import { isVisible, type Viewer } from "#lib/auth/policy";
import { openConnection } from "#lib/connections/with-adapter";
import { db } from "#lib/db/client";
import { outgoingFor } from "#lib/outgoing/client";
import type { Logger } from "#lib/providers/contract";
import { largestRecording, rangeIn, safeRange, streamRecording } from "./stream-recording";
import {
  fetchRecording,
  RecordingError,
  type RecordingFailure,
  type RecordingRequest,
} from "./fetch-recording";
import { endingOf, enoughToTell, firstBytes, statedType, typeOfBytes } from "./media-type";
export type OpenedRecording =
  | {
      ok: true;
      status: 200 | 206 | 416;
      headers: Record<string, string>;
      body: ReadableStream<Uint8Array> | null;
      /** For a file: when, and with whom. */
      fileName: string;
    }
  | { ok: false; code: RecordingFailure | "not-found" };

/** @param wanted.range the browser's header */
export async function openRecording(
  user: Viewer,
  callId: string,
  wanted: { range?: string; withBody: boolean; signal: AbortSignal; log: Logger },
): Promise<OpenedRecording> {
  const call = await db().call.findUnique({
    where: { id: callId },
    select: {
      id: true,
      recordingUrl: true,
      startedAt: true,
      clientRaw: true,
      clientE164: true,
      connection: true,
    },
  });
  if (!call?.recordingUrl || !(await isVisible(db(), user, callId)))
    return { ok: false, code: "not-found" };
  const range = safeRange(wanted.range);
  try {
    const { adapter, settings } = await openConnection(call.connection, wanted.log);
    const told = call.recordingUrl;
    const address = URL.canParse(told) ? told : adapter.recordingAddress?.(told, settings);
    // A provider tells whatever it likes.
    if (!address) return { ok: false, code: "elsewhere" };
    const request: RecordingRequest = {
      address,
      owns: (address) => adapter.ownsRecording?.(address, settings) ?? false,
      outgoing: outgoingFor(call.connection),
      range,
      signal: wanted.signal,
    };
    const { answer, url } = await fetchRecording(request);
    const type = await typeOf(answer, url, request).catch((error: unknown) => {
      answer.destroy();
      throw error;
    });
    const played = play(answer, { type, range });
    if (!played.body || !wanted.withBody) answer.destroy();
    const fileName = nameOf(call, endingOf(url.pathname));
    return { ok: true, ...played, body: wanted.withBody ? played.body : null, fileName };
  } catch (error) {
    if (!isRecordingError(error)) throw error;
    const { code, detail } = error;
    // Without the address: keys ride in it.
    wanted.log.warn({ callId, connection: call.connection.slug, code, detail }, "no recording");
    return { ok: false, code };
  }
}

type Answer = Awaited<ReturnType<typeof fetchRecording>>["answer"];
type Played = Pick<Extract<OpenedRecording, { ok: true }>, "status" | "headers" | "body">;

/**
 * By the provider's word, or, where it says nothing, by the recording's first bytes.
 * @throws {RecordingError} `not-audio`
 */
async function typeOf(answer: Answer, url: URL, request: RecordingRequest): Promise<string> {
  const { statusCode, headers } = answer;
  if (statusCode === 416) return "audio/mpeg";
  const packed = headers["content-encoding"] ?? "identity";
  const stated = packed === "identity" ? statedType(headers["content-type"]) : null;
  if (stated) return stated;
  const type = stated === "" ? typeOfBytes(await beginning(answer, request), url.pathname) : null;
  if (type === null) throw new RecordingError("not-audio");
  return type;
}

/** The recording's first bytes; of one that is answered from its middle, by a request of their own. */
async function beginning(answer: Answer, request: RecordingRequest): Promise<Buffer> {
  const [, last] = /^bytes 0-(\d{1,15})\//.exec(answer.headers["content-range"] ?? "") ?? [];
  const holdsIt = answer.statusCode === 200 || Number(last ?? 0) + 1 >= enoughToTell;
  if (holdsIt) return firstBytes(answer);
  const first = await fetchRecording({ ...request, range: `bytes=0-${enoughToTell - 1}` });
  try {
    return await firstBytes(first.answer);
  } finally {
    first.answer.destroy();
  }
}

/** @throws {RecordingError} `too-large` */
function play(answer: Answer, { type, range }: { type: string; range?: string }): Played {
  const told = answer.headers;
  const status = answer.statusCode as 200 | 206 | 416;
  const length = /^\d{1,15}$/.test(told["content-length"] ?? "")
    ? Number(told["content-length"])
    : null;
  if (length !== null && length > largestRecording) {
    answer.destroy();
    throw new RecordingError("too-large");
  }
  const base = { "content-type": type, "accept-ranges": "bytes" };
  if (status === 416) return { status, headers: base, body: null };
  if (status === 200 && range && length !== null) {
    return cutHere(answer, { base, length, range });
  }
  const known = {
    ...(length !== null && { "content-length": String(length) }),
    ...(told["content-range"] && { "content-range": told["content-range"] }),
  };
  return { status, headers: { ...base, ...known }, body: streamRecording(answer, null) };
}

/** The provider's server sent all of it: what was asked for is cut out on the way. */
function cutHere(
  answer: Answer,
  { base, length, range }: { base: Record<string, string>; length: number; range: string },
): Played {
  const part = rangeIn(range, length);
  if (!part) {
    return { status: 416, headers: { ...base, "content-range": `bytes */${length}` }, body: null };
  }
  const { from, to } = part;
  const headers = {
    ...base,
    "content-length": String(to - from + 1),
    "content-range": `bytes ${from}-${to}/${length}`,
  };
  return { status: 206, headers, body: streamRecording(answer, part) };
}

/** `2026-11-21-1433-74950177788.wav`; in UTC, as the server knows no other. */
function nameOf(
  call: { startedAt: Date; clientRaw: string; clientE164: string | null },
  ending: string,
): string {
  const when = call.startedAt.toISOString().slice(0, 16).replace("T", "-").replace(":", "");
  const who = (call.clientE164 ?? call.clientRaw).replace(/\D/g, "").slice(0, 20);
  return `${[when, who].filter(Boolean).join("-")}.${ending || "mp3"}`;
}

function isRecordingError(error: unknown): error is RecordingError {
  return error instanceof Error && error.name === "RecordingError";
}
