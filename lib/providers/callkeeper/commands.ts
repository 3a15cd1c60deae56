/**
 * The server's way to order a call. The order comes from a visitor's browser and is untrusted: it goes
 * to the configured place alone, asks for the visitor's number alone, and says nothing that is the
 * connection's to say.
 */
import {
  ProviderError,
  type AdapterContext,
  type ConnectContext,
  type ProviderAdapter,
} from "../contract";
import { plainWords } from "../kit/http";
import { askCallKeeper } from "./api";
import { mailOf } from "./mail";
import { isLoopback, type Settings } from "./settings";
import { encodeMessage } from "./wire";

type Order = Parameters<NonNullable<ProviderAdapter<Settings>["orderCallback"]>>[0];
type OrderContext = AdapterContext<Settings> & Pick<ConnectContext<Settings>, "emit">;

const longestOrder = 8_000;
const largestAnswer = 64 * 1024;
/** One word that has a digit in it and no error's name; whatever else the answer may be explains an error. */
const identifier =
  /^(?=\S*\d)(?!(?:\S*[^a-z])?(?:err(?:or)?|fail|denied|forbidden|invalid|wrong|exception))[\w.:-]{1,100}$/i;

export async function orderCallback(
  { order, number, name, isNumber }: Order,
  ctx: OrderContext,
): Promise<{ externalId: string }> {
  const { url, fields } = readOrder(order, ctx.settings);
  const body = bodyOf(fields, { number, isNumber }, ctx.settings);
  const { status, text } = await askCallKeeper(ctx, url, {
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
  const accepted = { source: "order", id: externalId, number, name } as const;
  await ctx.emit([{ key: `order ${externalId}`, raw: encodeMessage(accepted) }]);
  return { externalId };
}

/**
 * Cuts an order at its first `?` into where to send it and what to send.
 * @param settings name the only place it may go to
 * @throws {ProviderError} `unreadable`, naming the field `order`
 */
export function readOrder(
  order: string,
  { host, orderPath }: Pick<Settings, "host" | "orderPath">,
): { url: URL; fields: URLSearchParams } {
  const text = order.trim();
  if (text === "") throw wrong("is empty: the widget has not filled in the form");
  if (text.length > longestOrder) throw wrong(`is longer than ${longestOrder} characters`);
  const cut = text.indexOf("?");
  const body = text.slice(cut + 1);
  if (cut === -1 || body === "") throw wrong("has no query: nothing says whom to call");
  const address = text.slice(0, cut);
  // PHP sends a name with the blank in it.
  if (/\s/.test(address) || /[^\S ]|[\u0000-\u001f]/.test(body)) throw wrong("has blanks in it");
  if (!URL.canParse(address)) throw wrong("is not an address");
  const url = new URL(address);
  const allowed = isLoopback(url.hostname) ? ["https:", "http:"] : ["https:"];
  if (!allowed.includes(url.protocol)) throw wrong("must go over https");
  if (url.username || url.password) throw wrong("must not name a user");
  if (url.host !== host) throw wrong("names another host than the configured one");
  if (url.hash) throw wrong("is not an address");
  if (url.pathname !== new URL(orderPath, url).pathname) {
    throw wrong(`names another path than the configured ${orderPath}`);
  }
  return { url, fields: new URLSearchParams(body) };
}

/** Who is called first, what is said and where a report goes: the connection says it, not a visitor. */
const ours = ["manager", "partner", "mail", "param1", "param2"] as const;
/** PHP reads `client[]` and `client.` as other spellings of `client`. */
const plainName = /^[A-Za-z]\w{0,40}$/;

/** @throws {ProviderError} when it is for another number than the visitor left */
function bodyOf(
  fields: URLSearchParams,
  { number, isNumber }: Pick<Order, "number" | "isNumber">,
  settings: Settings,
): URLSearchParams {
  const body = new URLSearchParams([...fields].filter(([name]) => plainName.test(name)));
  const clients = [...body.getAll("client"), ...body.getAll("tel")];
  if (!body.has("client")) throw wrong("does not say whom to call");
  if (!clients.every(isNumber)) throw wrong("is for another number than the visitor left");
  body.set("client", number.replace(/\D/g, ""));
  body.delete("tel");
  for (const name of ours) {
    body.delete(name);
    const own = name === "mail" ? mailOf(settings.mail) : settings[name];
    if (typeof own === "string" && own !== "") body.set(name, own);
  }
  return body;
}

function wrong(message: string): ProviderError {
  return new ProviderError("unreadable", `The order ${message}`, "order");
}

function explanation(status: number, text: string): string {
  if (status >= 300 && status < 400) {
    return `CallKeeper sends the order elsewhere (HTTP ${status}), which is not followed`;
  }
  const words = plainWords(text);
  if (words === "") return `CallKeeper answered without a word (HTTP ${status})`;
  return status === 200 || status >= 400 ? words : `${words} (HTTP ${status})`;
}
