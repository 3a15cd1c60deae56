/**
 * Why a link or a request failed: a stable code and plain English. Never an address: passwords and keys
 * ride in them.
 */
import { isProviderError, ProviderError } from "../contract";

export interface Reason {
  code: string;
  detail: string;
  /** What the server answered to the handshake instead of opening the link. */
  httpStatus?: number;
}

/** Our own server does not go there: without its operator's permission, or at all. */
export type ClosedCode = "closed-address" | "forbidden-address";

export function isClosed(code: string | undefined): code is ClosedCode {
  return code === "closed-address" || code === "forbidden-address";
}

export const plainReasons: Record<string, string> = {
  ECONNREFUSED: "nothing listens at this address (ECONNREFUSED)",
  ENOTFOUND: "this host name does not exist (ENOTFOUND)",
  EAI_AGAIN: "the host name can't be looked up right now (EAI_AGAIN)",
  ECONNRESET: "the other side cut the connection (ECONNRESET)",
  EHOSTUNREACH: "there is no way to this host (EHOSTUNREACH)",
  ENETUNREACH: "there is no way to this network (ENETUNREACH)",
  ETIMEDOUT: "no answer from this address (ETIMEDOUT)",
  timeout: "no answer within 10 seconds",
  certificate: "the server's certificate is not trusted",
  tls: "the address answers, but not with TLS: is it a ws:// server?",
  "not-websocket": "the address answers, but not as a WebSocket server",
  protocol: "the server broke the WebSocket protocol",
  address: "this is not an address a link can be opened to",
  garbage: "the server sends little that can be read, and is left alone for a while",
  silent: "the link went silent and was given up",
  dropped: "the connection was lost",
};

export function reasonFor(code: string, more?: string): Reason {
  const words = plainReasons[code] ?? `the connection failed (${code})`;
  return { code, detail: more ? `${words} (${more})` : words };
}

/** The error's own text may hold the URL: only harmless parts are taken from it. */
export function reasonOf(error: Error & { code?: string }): Reason {
  const { code = "", message } = error;
  // These are our own words: an IP address, and what the operator may write.
  if (isClosed(code)) return { code, detail: message };
  if (plainReasons[code]) return reasonFor(code);
  if (/handshake has timed out/i.test(message)) return reasonFor("timeout");
  const status = /unexpected server response: (\d{3})/i.exec(message)?.[1];
  if (status) {
    return { ...reasonFor("not-websocket", `HTTP ${status}`), httpStatus: Number(status) };
  }
  if (/invalid [\w-]{1,40} header|parse error/i.test(message)) return reasonFor("not-websocket");
  if (/CERT|SIGNATURE|ISSUER|SELF_SIGNED|ALTNAME/.test(code)) return reasonFor("certificate", code);
  if (/^EPROTO$|^ERR_SSL/.test(code)) return reasonFor("tls");
  if (code.startsWith("WS_ERR_")) return reasonFor("protocol", code);
  return reasonFor(code || "dropped");
}

/** @param words what the other side gave as its reason, if anything */
export function reasonOfClose(code: number, words: string): Reason {
  if (code === 1006) return reasonFor("dropped");
  return { code: String(code), detail: words ? `closed: ${words} (${code})` : `closed (${code})` };
}

/** @param vendor who did not answer, as in "the PBX" */
export function noAnswer(vendor: string): ProviderError {
  return new ProviderError(
    "timeout",
    `${capitalized(vendor)} did not answer in time: check what it did before trying again`,
  );
}

/** What fails here fails because of this setting, unless it names another: a test marks it in the form. */
export async function becauseOf<T>(field: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isProviderError(error) || error.field !== undefined) throw error;
    throw new ProviderError(error.code, error.message, field);
  }
}

/** The request was sent, and nobody knows whether it was received. */
export function connectionLost(vendor: string): ProviderError {
  return new ProviderError(
    "connection-lost",
    `The connection to ${vendor} was lost before it answered: check what it did before trying again`,
  );
}

export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
