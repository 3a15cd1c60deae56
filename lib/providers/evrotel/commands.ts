/** What Evrotel is asked to do: calls for people, and calls that play a sound. */
import {
  ProviderError,
  type AdapterContext,
  type CallDisposition,
  type SoundFile,
} from "../contract";
import type { HttpRequest } from "../kit/http";
import { accepted, askEvrotel, excerpt, isRefusal } from "./api";
import type { Settings } from "./settings";
import { checkSound } from "./sound";

type Context = AdapterContext<Settings>;

/** Evrotel rings the extension first and dials the client then. Its answer names no call. */
export async function placeCall(
  { extension, number }: { extension: string; number: string },
  ctx: Context,
): Promise<{ externalId?: string }> {
  const { billcode, routing } = ctx.settings;
  // `routing` says how several extensions are tried; a click is one person's, so it lists that one.
  const order = { billcode, numberA: [extension], numberB: toDial(number), routing };
  notBad(inTime(await command(ctx, "webapp/", json(order))));
  return {};
}

/**
 * Evrotel fetches the file itself, and does not say what is wrong with it.
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
  return { detail: notBad(inTime(await command(ctx, "autodial/", order))) || "started" };
}

/** Answers to one number, as its call's disposition. `good`: accepted, the events bring the end. */
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

async function command(ctx: Context, path: string, request: HttpRequest): Promise<string> {
  const { baseUrl, token } = ctx.settings;
  // Written as in the vendor's document: its own code looks for the name by its letters.
  const headers = { ...request.headers, Authorization: token };
  return accepted(await askEvrotel(ctx, `${baseUrl}${path}`, { ...request, headers }));
}

function json(order: object): HttpRequest {
  return { body: JSON.stringify(order), headers: { "content-type": "application/json" } };
}

/** @throws {ProviderError} in the provider's words; `bad` is its one word for most refusals */
function notBad(answer: string): string {
  const isBad = /^bad\b/i.test(answer);
  if (!isBad && !isRefusal(answer)) return answer;
  const words = answer.replace(/^bad\b\W*/i, "");
  if (words === "") throw new ProviderError("refused", "Evrotel refused the call (bad)");
  throw new ProviderError(
    "refused",
    isBad ? excerpt(words) : `Evrotel answered: ${excerpt(words)}`,
  );
}

function inTime(answer: string): string {
  if (!answer.includes("TimeLimit")) return answer;
  throw new ProviderError("not-now", `Evrotel permits no calls at this hour: ${excerpt(answer)}`);
}

/**
 * A number as Evrotel dials it: `0XXXXXXXXX` or `380XXXXXXXXX`. What is not Ukrainian goes as its
 * digits: whether it is dialled is for Evrotel to say.
 */
export function toDial(number: string): string {
  const digits = number.replace(/\D/g, "").replace(/^00(?=380\d{9}$)/, "");
  if (/^80\d{9}$/.test(digits)) return digits.slice(1);
  // 67 985 39 13: without the trunk prefix.
  return /^[3-9]\d{8}$/.test(digits) ? `0${digits}` : digits;
}

/** @throws {ProviderError} for any number outside Ukraine: automatic calls take no other */
export function toDialAlone(number: string): string {
  const international = toDial(number).replace(/^0(?=\d{9}$)/, "380");
  if (/^380\d{9}$/.test(international)) return international;
  const words = "Evrotel's automatic calls go to Ukraine only";
  throw new ProviderError("autodial-ukraine", words, "number");
}
