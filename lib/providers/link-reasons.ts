/** Why a link did not come about, or was lost: a stable code and plain English. Never the URL. */

export interface Reason {
  code: string;
  detail: string;
  /** What the server answered to the handshake instead of opening the link. */
  httpStatus?: number;
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
  silent: "the link went silent and was given up",
  dropped: "the connection was lost",
};

export function reasonFor(code: string, more?: string): Reason {
  const words = plainReasons[code] ?? `the connection failed (${code})`;
  return { code, detail: more ? `${words} (${more})` : words };
}

/** The error's own text may hold the URL: only what is known to be harmless is taken from it. */
export function reasonOf(error: Error & { code?: string }): Reason {
  const { code = "", message } = error;
  if (plainReasons[code]) return reasonFor(code);
  if (/handshake has timed out/i.test(message)) return reasonFor("timeout");
  const status = /unexpected server response: (\d{3})/i.exec(message)?.[1];
  if (status) {
    return { ...reasonFor("not-websocket", `HTTP ${status}`), httpStatus: Number(status) };
  }
  if (/invalid .*header|parse error/i.test(message)) return reasonFor("not-websocket");
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
