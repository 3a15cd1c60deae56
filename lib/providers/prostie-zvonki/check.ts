import { randomUUID } from "node:crypto";
import { ProviderError, type AdapterContext, type CheckResult } from "../contract";
import { reasonFor, reasonOf, reasonOfClose, type Reason } from "../kit/failures";
import { withTimeLimit } from "../kit/time-limit";
import { listenerUrl, type Settings } from "./settings";
import {
  closeCodes,
  decodeFrame,
  encodeFrame,
  encodeRequest,
  framingOf,
  parseMessages,
} from "./wire";

/** In ms, for the handshake and the answer together. */
const patience = 10_000;

/**
 * Asks the server for its version on a link of its own. A wrong password passes the handshake and is
 * refused after it, so only an answer proves anything.
 * @throws {ProviderError} in words
 */
export async function check(ctx: AdapterContext<Settings>): Promise<CheckResult> {
  const framing = framingOf(ctx.settings.url);
  const client = { guid: `tinycrm-check-${randomUUID()}`, extension: "", eventsMask: 0 };
  const socket = ctx.openSocket(listenerUrl(ctx.settings, client), {
    handshakeTimeout: patience,
    maxPayload: 1024 * 1024,
  });
  return withTimeLimit(patience, [ctx.signal], async (signal) => {
    try {
      return await new Promise<CheckResult>((resolve, reject) => {
        const fail = ({ code, detail }: Reason) =>
          reject(new ProviderError(code, detail, fieldOf(code)));
        const giveUp = () => fail(reasonFor("timeout"));
        if (signal.aborted) giveUp();
        signal.addEventListener("abort", giveUp);
        socket.on("open", () => {
          const question = encodeRequest({ method: "GetVersion", requestId: "1", data: {} });
          socket.send(encodeFrame(question, framing));
        });
        socket.on("message", (data: Buffer) => {
          const version = versionIn(data, framing);
          if (version === undefined) return;
          resolve(version ? { detail: version } : { code: "connected", detail: "connected" });
        });
        socket.on("error", (error) => fail(reasonOf(error)));
        socket.on("close", (code, words) => {
          const refusal = closeCodes[code];
          const reason = reasonOfClose(code, words.toString());
          fail(refusal ? { ...reason, detail: `${refusal.detail} (${code})` } : reason);
        });
      });
    } finally {
      socket.removeAllListeners("close").on("error", () => undefined);
      // A server that never answers a close must not keep the socket.
      if (signal.aborted) socket.terminate();
      else socket.close();
    }
  });
}

/** The setting that a refusal is about; of a licence it is none that would help. */
function fieldOf(code: string): string | undefined {
  if (code === "4008") return "password";
  if (code === "4006") return "clientType";
  return closeCodes[Number(code)] ? undefined : "url";
}

/** @returns "" where the answer names none; undefined while there is no answer */
function versionIn(data: Buffer, framing: "base64" | "plain"): string | undefined {
  try {
    for (const message of parseMessages(decodeFrame(data, framing))) {
      if (message.kind === "response") return message.response.data.Version ?? "";
    }
  } catch {
    // Something else came first; the answer may still follow.
  }
  return undefined;
}
