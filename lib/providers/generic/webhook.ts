/** The PBX's messages to us: authenticate, keep, answer. */
import { createHash, timingSafeEqual } from "node:crypto";
import { Webhook } from "standardwebhooks";
import {
  ProviderError,
  type AdapterContext,
  type ConnectContext,
  type RawMessage,
  type WebhookAnswer,
  type WebhookRequest,
} from "../contract";
import type { GenericEvent } from "./event";
import type { Settings } from "./settings";
import { keep, readMessage } from "./wire";

const longestId = 200;

/**
 * Takes one event or a list. Of a list with faults what can be read is taken: sent again, it is known.
 * @throws {ProviderError} `unauthorized`; or `unreadable` for what is in the inbox by then
 */
export async function receiveWebhook(
  request: WebhookRequest,
  ctx: AdapterContext<Settings> & Pick<ConnectContext<Settings>, "emit">,
): Promise<WebhookAnswer> {
  authorize(request, ctx.settings);
  const { body, headers } = request;
  const messageId = idOf(headers);
  const read = readMessage(body);
  const messages = read.good.map(({ event, value, index }): RawMessage => {
    return { key: keyOf(event, { messageId, index, value }), raw: keep({ event: value }) };
  });
  if (read.refused) {
    const { field, message: reason } = read.refused;
    ctx.log.warn({ field, reason }, "a message was set aside");
    const key = `unreadable ${digest(body).toString("base64url")}`;
    messages.push({ key, raw: keep({ body }), refused: read.refused });
  }
  await ctx.emit(messages);
  if (read.refused) throw read.refused;
  const answer = JSON.stringify({ accepted: messages.length });
  return { status: 200, body: answer, contentType: "application/json" };
}

/** @throws {ProviderError} `unauthorized`, naming what is missing or wrong */
function authorize(request: WebhookRequest, { token, signed }: Settings): void {
  if (token === "") {
    throw new ProviderError("unauthorized", "The connection has no token yet: make one");
  }
  const isSigned = signed || request.headers.has("webhook-signature");
  if (!signed && bearsToken(request, token)) return;
  const wrong = isSigned ? wrongSignature(request, token) : wrongToken(request);
  if (wrong) throw new ProviderError("unauthorized", ...wrong);
}

type Wrong = readonly [words: string, field?: string];

const needed = ["webhook-id", "webhook-timestamp", "webhook-signature"];
/** How far the sender's clock may be off, by Standard Webhooks, in seconds. */
const tolerance = 5 * 60;

/** @returns what is wrong with it by Standard Webhooks; null for a good one of the last five minutes */
function wrongSignature({ headers, body }: WebhookRequest, token: string): Wrong | null {
  try {
    new Webhook(token).verify(body, Object.fromEntries(headers), { jsonParse: false });
    return null;
  } catch {
    const missing = needed.find((name) => !headers.get(name));
    if (missing) return ["The message is not signed: this header is missing", missing];
    if (!isTimely(headers.get("webhook-timestamp"))) {
      const now = Math.floor(Date.now() / 1000);
      const words = `must be the time of sending in Unix seconds, within five minutes of ${now}`;
      return [words, "webhook-timestamp"];
    }
    const isForm = /(?:^|\s)v1,\S/.test(headers.get("webhook-signature") ?? "");
    if (!isForm) return ["must be v1, a comma and the signature in base64", "webhook-signature"];
    const words = "does not match: another token, or not of this id, time and body byte by byte";
    return [words, "webhook-signature"];
  }
}

function isTimely(timestamp: string | null): boolean {
  const sent = /^\d+$/.test(timestamp ?? "") ? Number(timestamp) : NaN;
  return Math.abs(Date.now() / 1000 - sent) <= tolerance;
}

function wrongToken({ headers, query }: WebhookRequest): Wrong {
  const words = headers.has("authorization") || query.has("token") ? "wrong" : "missing";
  return [`The token is ${words}: it belongs into Authorization: Bearer, or into ?token=`];
}

function bearsToken({ headers, query }: WebhookRequest, token: string): boolean {
  const bearer = /^Bearer (\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  const given = bearer ?? query.get("token") ?? "";
  return timingSafeEqual(digest(given), digest(token));
}

/** @throws {ProviderError} when no inbox could keep it */
function idOf(headers: Headers): string | null {
  const id = headers.get("webhook-id");
  if (id === null || id.length <= longestId) return id;
  throw new ProviderError("unreadable", `must have at most ${longestId} characters`, "webhook-id");
}

/**
 * Equal ids of messages are one message, sent again. Without one, the event's own id or its time makes a repeat
 * recognisable; an event that has neither is new, and the state machine makes its repeat harmless.
 */
function keyOf(
  event: GenericEvent,
  from: { messageId: string | null; index: number; value: unknown },
): string {
  if (from.messageId !== null) return `message ${from.messageId} ${from.index}`;
  if (event.id !== undefined) return `event ${event.id}`;
  if (event.time === undefined) return crypto.randomUUID();
  return `same ${digest(JSON.stringify(from.value)).toString("base64url")}`;
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
