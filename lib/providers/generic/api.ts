/** Requests to the PBX. */
import { z } from "zod";
import { ProviderError, type AdapterContext } from "../contract";
import { ask, plainWords, type HttpAnswer, type HttpRequest } from "../kit/http";
import { parseJson } from "../kit/read-as";
import type { Settings } from "./settings";
import { fillHeaders } from "./templates";

/** In ms; callers may be less patient by `ctx.signal`. */
const patience = 20_000;

/**
 * The body of an answer with a status that says yes.
 * @param request.largest bytes of the answer that are read
 * @throws {ProviderError} `refused` in the PBX's words
 */
export async function askPbx(
  ctx: AdapterContext<Settings>,
  url: URL,
  request: HttpRequest & { largest: number },
): Promise<string> {
  const { headers, apiSecret } = ctx.settings;
  const own = fillHeaders(headers, { secret: apiSecret });
  const answer = await ask(ctx, url, {
    ...request,
    headers: { ...request.headers, ...own },
    vendor: "the PBX",
    patience,
  });
  if (answer.status >= 200 && answer.status < 300) return answer.text;
  throw refused(answer, ctx.settings);
}

/** What the PBX says instead of a yes; never with the secret in it. */
export function refused(
  { status, text }: Pick<HttpAnswer, "status" | "text">,
  { apiSecret }: Pick<Settings, "apiSecret">,
): ProviderError {
  if (status >= 300 && status < 400) {
    return new ProviderError("refused", `The PBX's address leads elsewhere (HTTP ${status})`);
  }
  const words = plainWords(reasonIn(text) ?? text) || "nothing";
  const told = withoutSecret(words, apiSecret);
  return new ProviderError("refused", `The PBX answered: ${told} (HTTP ${status})`);
}

const reasons = z.looseObject({
  error: z.unknown().optional(),
  message: z.unknown().optional(),
  reason: z.unknown().optional(),
  detail: z.unknown().optional(),
});

/** The words of an answer in JSON, under one of the usual names. */
function reasonIn(text: string): string | undefined {
  const answer = reasons.safeParse(parseJson(text));
  if (!answer.success) return undefined;
  const { error, message, reason, detail } = answer.data;
  const nested = reasons.safeParse(error).data?.message;
  return [message, nested, reason, detail, error].find((words) => typeof words === "string");
}

function withoutSecret(words: string, secret: string): string {
  if (secret === "") return words;
  const spellings = [secret, encodeURIComponent(secret)];
  return spellings.reduce((text, spelling) => text.replaceAll(spelling, "••••"), words);
}
