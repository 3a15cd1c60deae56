/** Bytes ⇄ typed messages. Source: the vendor's SDK 1.6.3 and a recorded session with its test server. */
import { ProviderError } from "../contract";
import { frameText } from "../kit/frames";
import { escapeXml, parseElements, type Element } from "./xml";

/** Attributes of one `<Event …/>`, as text, in their order. */
export type EventAttributes = Record<string, string>;

export interface WireRequest {
  method: string;
  requestId: string;
  /** Element name → text. */
  data: Record<string, string>;
}

export interface WireResponse {
  code: number;
  requestId: string;
  details: string;
  /** Text of the elements in `<Data>`, by name; rows (`<Client …/>`) as attributes. */
  data: Record<string, string>;
  rows: EventAttributes[];
}

export type WireMessage =
  | { kind: "event"; attributes: EventAttributes }
  | { kind: "response"; response: WireResponse }
  | { kind: "request"; request: WireRequest }
  /** An unreadable element leaves those beside it readable. */
  | { kind: "unreadable"; error: ProviderError };

/** Over `ws://` a message is base64 of UTF-8 XML, over `wss://` the XML itself. */
export type Framing = "base64" | "plain";

export function framingOf(url: string): Framing {
  return url.toLowerCase().startsWith("wss:") ? "plain" : "base64";
}

/** Reasons why the server ends a link, from the SDK's table. `retry`: an administrator may mend it. */
export const closeCodes: Record<number, { detail: string; retry: boolean }> = {
  4001: { detail: "licence check failed", retry: true },
  4002: { detail: "licence invalid", retry: true },
  4003: { detail: "licence expired", retry: true },
  4004: { detail: "licence is not for this PBX type", retry: true },
  4005: { detail: "licence is not for this PBX-connector version", retry: true },
  4006: { detail: "no licence for this CRM", retry: true },
  4007: { detail: "too many users for the licence", retry: true },
  4008: { detail: "authorization failed", retry: true },
  // Reconnecting would end the other connection, which would reconnect, and so on.
  4009: { detail: "replaced by another connection with the same name", retry: false },
};

/** Frames of more bytes than this are set aside unread; a replayed day of history stays far below. */
export const largestFrame = 4 * 1024 * 1024;
/** The vendor's widest event has a dozen attributes; the longest value is an SMS or a recording's address. */
const mostAttributes = 64;
const longestValue = 16 * 1024;
const tooLarge = "too-large";
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/** Cuts at the first NUL, as the SDK does (servers pad), and trims. */
function unpadded(text: string): string {
  const end = text.indexOf("\0");
  return (end === -1 ? text : text.slice(0, end)).trim();
}

/** @throws {ProviderError} when it is too large, not base64 or not UTF-8 */
export function decodeFrame(bytes: Buffer, framing: Framing): string {
  const text = unpadded(frameText(bytes, largestFrame));
  if (framing === "plain") return text;
  // Buffer.from skips what is not base64 instead of refusing it.
  if (!base64.test(text)) throw new ProviderError("unreadable", "is not base64", "frame");
  return unpadded(frameText(Buffer.from(text, "base64"), largestFrame));
}

export function encodeFrame(xml: string, framing: Framing): string {
  return framing === "base64" ? Buffer.from(xml, "utf8").toString("base64") : xml;
}

/**
 * Reads one or more elements. The parser is strict, knows the five entities and numeric references
 * and no others; a DOCTYPE is refused before it can declare any.
 * @throws {ProviderError} when the whole is not XML of this kind; an element that can't be understood is
 * returned as `unreadable` among the others
 */
export function parseMessages(xml: string): WireMessage[] {
  const elements = parseElements(xml);
  if (elements.length === 0) throw new ProviderError("unreadable", "is empty", "frame");
  return elements
    .flatMap((element) => (isWrapper(element) ? element.children : [element]))
    .map(toMessage);
}

/** The SDK finds events wherever they stand, so a server may also send them wrapped. */
function isWrapper(element: Element): boolean {
  return element.children.length > 0 && element.children.every((child) => child.name === "Event");
}

function toMessage(element: Element): WireMessage {
  switch (element.name) {
    case "Event":
      return toEvent(element.attributes);
    case "Response":
      return toResponse(element);
    case "Request":
      return { kind: "request", request: toRequest(element) };
    default:
      return unreadable(`unknown element <${element.name.slice(0, 40)}>`, "frame");
  }
}

function unreadable(message: string, field: string, code = "unreadable"): WireMessage {
  return { kind: "unreadable", error: new ProviderError(code, message, field) };
}

function toEvent(attributes: EventAttributes): WireMessage {
  const pairs = Object.entries(attributes);
  if (pairs.length > mostAttributes) {
    return unreadable(
      `has ${pairs.length} attributes; at most ${mostAttributes}`,
      "Event",
      tooLarge,
    );
  }
  const long = pairs.find(([name, value]) => Math.max(name.length, value.length) > longestValue);
  if (!long) return { kind: "event", attributes };
  const [name, value] = long;
  const message = `has ${value.length} characters; at most ${longestValue}`;
  return unreadable(message, name.slice(0, 40), tooLarge);
}

const child = (element: Element, name: string) =>
  element.children.find((child) => child.name === name);
const textOf = (element: Element, name: string) => child(element, name)?.text ?? "";

function texts(element: Element | undefined): Record<string, string> {
  return Object.fromEntries((element?.children ?? []).map((child) => [child.name, child.text]));
}

function toResponse(element: Element): WireMessage {
  const code = textOf(element, "Code");
  if (!/^-?\d{1,9}$/.test(code)) return unreadable("is not a number", "Code");
  const data = child(element, "Data");
  const response = {
    code: Number(code),
    requestId: textOf(element, "RequestID"),
    details: textOf(element, "Details"),
    data: texts(data),
    rows: (data?.children ?? []).map((child) => child.attributes),
  };
  return { kind: "response", response };
}

function toRequest(element: Element): WireRequest {
  return {
    method: textOf(element, "Method"),
    requestId: textOf(element, "RequestID"),
    data: texts(child(element, "Data")),
  };
}

export function encodeEvent(attributes: EventAttributes): string {
  const pairs = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  return `<Event${pairs.join("")}/>`;
}

/** @param version 1 for commands, 2 for `Generate`, as the vendor's own programs send them */
export function encodeRequest(
  { method, requestId, data }: WireRequest,
  version: "1" | "2" = "1",
): string {
  return (
    `<Request><ProtocolVersion>${version}</ProtocolVersion><Method>${method}</Method>` +
    `<RequestID>${requestId}</RequestID><Data>${encodeTexts(data)}</Data></Request>`
  );
}

export function encodeResponse(code: number, requestId: string, data = "", details = ""): string {
  return (
    `<Response><Code>${code}</Code><RequestID>${escapeXml(requestId)}</RequestID>` +
    `<Details>${escapeXml(details)}</Details>${data ? `<Data>${data}</Data>` : "<Data/>"}</Response>\n`
  );
}

function encodeTexts(texts: Record<string, string>): string {
  return Object.entries(texts)
    .map(([name, text]) => `<${name}>${escapeXml(text)}</${name}>`)
    .join("");
}
