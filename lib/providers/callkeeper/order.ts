/**
 * The server's way to order a call. The order comes from a visitor's browser, so it is not believed:
 * it goes to the configured host alone, whatever address it names.
 */
import {
  ProviderError,
  type AdapterContext,
  type ConnectContext,
  type ProviderAdapter,
} from "../contract";
import { ask, wordsOf } from "./http";
import { isLoopback, type Settings } from "./settings";
import { encodeMessage } from "./wire";

type Order = Parameters<NonNullable<ProviderAdapter<Settings>["orderCallback"]>>[0];
type OrderContext = AdapterContext<Settings> & Pick<ConnectContext<Settings>, "emit">;

const longestOrder = 8_000;
const largestAnswer = 64 * 1024;
/** One word that has a digit in it; whatever else the answer may be explains an error. */
const identifier = /^(?=\S*\d)[\w.:-]{1,100}$/;

export async function orderCallback(
  { order, number, name }: Order,
  ctx: OrderContext,
): Promise<{ externalId: string }> {
  const { url, body } = readOrder(order, ctx.settings.host);
  const { status, text } = await ask(ctx, url, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      // The vendor's own words; without them its server does not answer.
      CallKeeperHeader: "Allows request",
    },
    body,
    largest: largestAnswer,
  });
  const externalId = text.trim().replace(/^\ufeff?"?|"$/g, "");
  if (status !== 200 || !identifier.test(externalId) || externalId === "0") {
    throw new ProviderError("refused", explanation(status, text));
  }
  const told = { source: "order", id: externalId, number, name } as const;
  await ctx.emit([{ key: `order ${externalId}`, raw: encodeMessage(told) }]);
  return { externalId };
}

/**
 * Cuts an order at its first `?` into where to send it and what to send.
 * @param host the only one it may go to, as the settings have it
 * @throws {ProviderError} `unreadable`, naming the field `order`
 */
export function readOrder(order: string, host: string): { url: URL; body: string } {
  const text = order.trim();
  if (text === "") throw wrong("is empty: the widget has not filled in the form");
  if (text.length > longestOrder) throw wrong(`is longer than ${longestOrder} characters`);
  const cut = text.indexOf("?");
  const body = text.slice(cut + 1);
  if (cut === -1 || body === "") throw wrong("has no query: nothing says whom to call");
  if (/[\s\u0000-\u001f]/.test(text)) throw wrong("has blanks in it");
  const address = text.slice(0, cut);
  if (!URL.canParse(address)) throw wrong("is not an address");
  const url = new URL(address);
  const allowed = isLoopback(url.hostname) ? ["https:", "http:"] : ["https:"];
  if (!allowed.includes(url.protocol)) throw wrong("must go over https");
  if (url.username || url.password) throw wrong("must not name a user");
  if (url.host !== host) throw wrong("names another host than the configured one");
  if (url.hash) throw wrong("is not an address");
  return { url, body };
}

function wrong(message: string): ProviderError {
  return new ProviderError("unreadable", `The order ${message}`, "order");
}

function explanation(status: number, text: string): string {
  if (status >= 300 && status < 400) {
    return `CallKeeper sends the order elsewhere (HTTP ${status}), which is not followed`;
  }
  const words = wordsOf(text);
  if (words === "") return `CallKeeper answered without a word (HTTP ${status})`;
  return status === 200 || status >= 400 ? words : `${words} (HTTP ${status})`;
}
