import { randomUUID } from "node:crypto";
import WebSocket from "ws";
import { ProviderError, type AdapterContext } from "../contract";
import { plainReasons, reasonOf } from "../reconnect";
import { listenerUrl } from "./address";
import { closeCodes } from "./close-codes";
import type { Settings } from "./settings";
import { decodeFrame, encodeFrame, encodeRequest, framingOf, parseMessages } from "./wire";

/**
 * Asks the server for its version on a link of its own. A wrong password passes the handshake and is
 * refused after it, so only an answer proves anything.
 * @throws {ProviderError} in words
 */
export async function check(ctx: AdapterContext<Settings>): Promise<{ detail: string }> {
  const framing = framingOf(ctx.settings.url);
  const client = { guid: `tinycrm-check-${randomUUID()}`, extension: "", eventsMask: 0 };
  const socket = new WebSocket(listenerUrl(ctx.settings, client), {
    handshakeTimeout: 5_000,
    perMessageDeflate: false,
  });
  try {
    return await new Promise<{ detail: string }>((resolve, reject) => {
      const fail = (code: string, message: string) => reject(new ProviderError(code, message));
      const giveUp = () => fail("timeout", "the server did not answer within 10 seconds");
      if (ctx.signal.aborted) giveUp();
      ctx.signal.addEventListener("abort", giveUp);
      socket.on("open", () => {
        const question = encodeRequest({ method: "GetVersion", requestId: "1", data: {} });
        socket.send(encodeFrame(question, framing));
      });
      socket.on("message", (data: Buffer) => {
        const version = versionIn(data, framing);
        if (version) resolve({ detail: version });
      });
      socket.on("error", (error) => {
        const code = reasonOf(error);
        fail(code, plainReasons[code] ?? `no connection (${code})`);
      });
      socket.on("close", (code) => {
        const refusal = closeCodes[code];
        fail(String(code), `${refusal?.detail ?? "the server closed the connection"} (${code})`);
      });
    });
  } finally {
    socket.removeAllListeners("close").on("error", () => undefined);
    socket.close();
  }
}

function versionIn(data: Buffer, framing: "base64" | "plain"): string | undefined {
  try {
    for (const message of parseMessages(decodeFrame(data, framing))) {
      if (message.kind === "response") return message.response.data.Version ?? "connected";
    }
  } catch {
    // Something else came first; the answer may still follow.
  }
  return undefined;
}
