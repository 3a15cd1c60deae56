/** Evrotel's calls to us: authenticate, keep, answer. */
import { createHash, timingSafeEqual } from "node:crypto";
import {
  isProviderError,
  type ProviderError,
  type AdapterContext,
  type ConnectContext,
  type WebhookAnswer,
  type WebhookRequest,
} from "../contract";
import { fromLocalTime } from "./local-time";
import type { Settings } from "./settings";
import { keep, readEvent, type EndEvent, type StartEvent } from "./wire";

const contentType = "text/plain; charset=utf-8";

/**
 * The start is answered with the call's id, and nothing else: Evrotel sends it back at the end.
 * @throws {ProviderError} for what can't be read; it is in the inbox by then
 */
export async function receiveWebhook(
  { headers, body }: WebhookRequest,
  ctx: AdapterContext<Settings> & Pick<ConnectContext<Settings>, "emit">,
): Promise<WebhookAnswer> {
  if (!isAuthorized(headers.get("authorization"), ctx.settings.token)) {
    const words = "Access denied: the token in the Authorization header is wrong";
    return { status: 403, body: words, contentType };
  }
  const raw = keep({ body }, ctx.settings);
  const event = tryRead(body);
  if (isProviderError(event)) {
    ctx.log.warn({ field: event.field, reason: event.message }, "a message was set aside");
    await ctx.emit([{ key: `unreadable ${digest(body).toString("hex")}`, raw, refused: event }]);
    throw event;
  }
  const [id] = await ctx.emit([{ key: keyOf(event, ctx), raw }]);
  return { status: 200, body: event.kind === "start" ? String(id) : "OK", contentType };
}

/** Evrotel's own example looks for the token anywhere in the header; these two are what it can mean. */
function isAuthorized(header: string | null, token: string): boolean {
  const given = digest(header ?? "");
  const [plain, bearer] = [digest(token), digest(`Bearer ${token}`)].map((expected) =>
    timingSafeEqual(given, expected),
  );
  return plain === true || bearer === true;
}

function tryRead(body: string): StartEvent | EndEvent | ProviderError {
  try {
    return readEvent(body);
  } catch (error) {
    if (isProviderError(error)) return error;
    throw error;
  }
}

/**
 * A start has no id of its own: only its second, its numbers and its direction identify it, and a
 * re-sent start must be answered with the first one's id. Ends may correct each other, so all their
 * fields are in the key.
 */
function keyOf(
  event: StartEvent | EndEvent,
  { settings: { timeZone }, now }: Pick<AdapterContext<Settings>, "settings" | "now">,
): string {
  const { kind, calldate, direction, numberA, numberB } = event;
  const call = [kind, calldate, direction, numberA, numberB];
  // In autumn the same hour comes twice, and with it the same second.
  const again = fromLocalTime(calldate, timeZone, now()) > fromLocalTime(calldate, timeZone);
  if (again) call.push("second pass");
  if (event.kind === "start") return JSON.stringify(call);
  const { callid, billsec, disposition, recfile } = event;
  const text = JSON.stringify([...call, callid, billsec, disposition, recfile]);
  return `end ${callid ?? ""} ${digest(text).toString("hex")}`;
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
