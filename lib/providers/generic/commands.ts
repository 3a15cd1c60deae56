/** Click-to-call: the configured request, filled in. */
import { z } from "zod";
import { ProviderError, type CommandContext } from "../contract";
import { parseJson } from "../kit/read-as";
import { askPbx, refused } from "./api";
import type { Settings } from "./settings";
import { fillAddress, fillBody } from "./templates";

/** Answers to commands are a word or two; in bytes. */
const largestAnswer = 64 * 1024;

export async function placeCall(
  { extension, number }: { extension: string; number: string },
  ctx: CommandContext<Settings, unknown>,
): Promise<{ externalId?: string }> {
  const { callUrl, callMethod, callBody, callerId, apiSecret, successText } = ctx.settings;
  if (callUrl === "") {
    throw new ProviderError(
      "refused",
      "This connection has no address for calls: see its settings",
    );
  }
  const digits = number.replace(/\D/g, "");
  const values = { number: dialled(number), digits, extension, callerId, secret: apiSecret };
  const request = { method: callMethod, ...fillBody(callBody, values), largest: largestAnswer };
  const text = await askPbx(ctx, fillAddress(callUrl, values), request);
  if (!text.includes(successText)) throw refused({ status: 200, text }, ctx.settings);
  return callIn(text);
}

/** What a telephone's keys can dial, with its plus: numbers come as they were written down. */
function dialled(number: string): string {
  const plus = number.trim().startsWith("+") ? "+" : "";
  return plus + number.replace(/[^\d*#]/g, "");
}

const named = z.looseObject({ call: z.union([z.string().min(1).max(200), z.int()]) });

/** An answer in JSON may name the call, by the word the events use. */
function callIn(text: string): { externalId?: string } {
  const answer = named.safeParse(parseJson(text));
  return answer.success ? { externalId: String(answer.data.call) } : {};
}
