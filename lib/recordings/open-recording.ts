/** A call's recording as the browser gets it: through here, never from the provider's address. */
import { openSettings } from "#lib/connections/settings";
import { db } from "#lib/db/client";
import type { Logger } from "#lib/providers/contract";
import { adapterFor } from "#lib/providers/registry";
import type { Viewer } from "#lib/calls/visible-calls";
import { rangeIn, safeRange } from "./byte-range";
import { fetchRecording, RecordingError, type RecordingFailure } from "./fetch-recording";
import { endingOf, mediaTypeOf } from "./media-type";
import { mayListen } from "./rights";
import { streamRecording } from "./stream-recording";

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
      ...{ id: true, recordingUrl: true, startedAt: true, clientRaw: true, clientE164: true },
      contact: { select: { deletedAt: true } },
      connection: true,
    },
  });
  if (!call?.recordingUrl || !(await mayListen(user, call)))
    return { ok: false, code: "not-found" };
  const range = safeRange(wanted.range);
  try {
    const settings = await openSettings(call.connection);
    const adapter = adapterFor(call.connection.provider);
    const { answer, url } = await fetchRecording({
      url: new URL(call.recordingUrl),
      owns: (address) => adapter.ownsRecording?.(address, settings) ?? false,
      ...{ range, signal: wanted.signal },
    });
    const played = play(answer, { path: url.pathname, range });
    if (!played.body || !wanted.withBody) answer.destroy();
    const fileName = nameOf(call, endingOf(url.pathname));
    return { ok: true, ...played, body: wanted.withBody ? played.body : null, fileName };
  } catch (error) {
    if (!isRecordingError(error)) throw error;
    const { code } = error;
    // Without the address: keys ride in it.
    wanted.log.warn({ callId, connection: call.connection.slug, code }, "no recording");
    return { ok: false, code };
  }
}

type Answer = Awaited<ReturnType<typeof fetchRecording>>["answer"];
type Played = Pick<Extract<OpenedRecording, { ok: true }>, "status" | "headers" | "body">;

/** @throws {RecordingError} `not-audio` */
function play(answer: Answer, { path, range }: { path: string; range?: string }): Played {
  const told = answer.headers;
  const status = answer.statusCode as 200 | 206 | 416;
  const type = status === 416 ? "audio/mpeg" : mediaTypeOf(told["content-type"], path);
  const packed = told["content-encoding"] !== undefined && told["content-encoding"] !== "identity";
  if (type === null || packed) {
    answer.destroy();
    throw new RecordingError("not-audio");
  }
  const length = /^\d{1,15}$/.test(told["content-length"] ?? "")
    ? Number(told["content-length"])
    : null;
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
