/** What Evrotel is asked to do: calls for people, and calls that play a sound. */
import {
  ProviderError,
  type AdapterContext,
  type CallDisposition,
  type SoundFile,
} from "../contract";
import { accepted, ask, excerpt, type Request } from "./http";
import { toDial, toDialAlone } from "./numbers";
import type { Settings } from "./settings";
import { checkSound } from "./wav-header";

type Context = AdapterContext<Settings>;

/** Evrotel rings the extension first and dials the client then. Its answer names no call. */
export async function placeCall(
  { extension, number }: { extension: string; number: string },
  ctx: Context,
): Promise<{ externalId?: string }> {
  const { billcode, routing } = ctx.settings;
  // `routing` says how several extensions are tried; a click is one person's, so it lists that one.
  const order = { billcode, numberA: [extension], numberB: toDial(number), routing };
  notBad(await command(ctx, "webapp/", json(order)));
  return {};
}

/**
 * Evrotel fetches the file itself, and tells nothing of what is wrong with it.
 * @throws {ProviderError} `wrong-sound` before anything is sent
 */
export async function uploadSound(sound: SoundFile, ctx: Context): Promise<{ file: string }> {
  checkSound(sound.bytes);
  const { billcode } = ctx.settings;
  const order = json({ billcode, mediafile: sound.url });
  const answer = await command(ctx, "autodial/media/", order);
  const file = /^saved:\s*(\S.*\.wav)$/i.exec(answer)?.[1];
  if (file) return { file };
  throw new ProviderError("refused", `Evrotel did not take the sound: ${excerpt(answer)}`);
}

/** Calls the list that is kept in the account at Evrotel. */
export async function startCampaign(
  { file, channels }: { file: string; channels: number },
  ctx: Context,
): Promise<{ detail: string }> {
  const { billcode } = ctx.settings;
  const order = json({ billcode, mediafile: file, chnum: channels });
  return { detail: inTime(notBad(await command(ctx, "autodial/", order))) || "started" };
}

/** The answers to one number, and what they say of its call. `good`: taken on, the events will tell. */
const results: Record<string, CallDisposition | null> = {
  ANSWER: "answered",
  NOANSWER: "no-answer",
  BUSY: "busy",
  CONGESTION: "congestion",
  BAD: "failed",
  GOOD: null,
  // No line was free: like congestion, worth another try.
  NONE: "congestion",
};

export async function dialWithSound(
  { number, file }: { number: string; file: string },
  ctx: Context,
): Promise<{ disposition: CallDisposition | null }> {
  const { billcode } = ctx.settings;
  const form = new URLSearchParams({ billcode, mediafile: file, nm: toDialAlone(number) });
  const answer = inTime(await command(ctx, "autodial/", { body: form }));
  const disposition = results[answer.toUpperCase()];
  if (disposition !== undefined) return { disposition };
  throw new ProviderError("refused", `Evrotel answered: ${excerpt(answer)}`);
}

async function command(ctx: Context, path: string, request: Omit<Request, "url">): Promise<string> {
  const { baseUrl, token } = ctx.settings;
  const headers = { ...request.headers, authorization: token };
  return accepted(await ask(ctx, { ...request, url: `${baseUrl}${path}`, headers }));
}

function json(order: object): Omit<Request, "url"> {
  return { body: JSON.stringify(order), headers: { "content-type": "application/json" } };
}

/** The vendor's one word for every refusal. */
function notBad(answer: string): string {
  if (!/^bad\b/i.test(answer)) return answer;
  const more = answer.replace(/^bad\W*/i, "");
  throw new ProviderError("refused", more ? excerpt(more) : "Evrotel refused the call (bad)");
}

function inTime(answer: string): string {
  if (!answer.includes("TimeLimit")) return answer;
  throw new ProviderError("not-now", `Evrotel permits no calls at this hour: ${excerpt(answer)}`);
}
