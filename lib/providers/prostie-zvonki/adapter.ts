/**
 * Prostie Zvonki: one server-side listener on the connector's WebSocket sees every extension's events
 * and carries the commands. The vendor's words end in this folder.
 */
import type { RawData } from "ws";
import {
  ProviderError,
  type CommandContext,
  type ConnectContext,
  type ProviderAdapter,
  type RawMessage,
} from "../contract";
import { keepConnected } from "../reconnect";
import { listenerUrl } from "./address";
import { check } from "./check";
import { closeCodes } from "./close-codes";
import { parseEvent, replayKey } from "./events";
import { messages } from "./messages";
import { createOutbox } from "./outbox";
import { createRequests, type Requests } from "./requests";
import { settings, type Settings } from "./settings";
import { decodeFrame, encodeEvent, encodeFrame, framingOf, parseMessages } from "./wire";

/** What commands need of an open connection. */
export interface Link {
  requests: Requests;
}

/** Frames above what is read are still taken in up to here: a large one must not cost the link. */
const maxPayload = 16 * 1024 * 1024;
/** How much of an unreadable frame is kept for the administrator, in characters. */
const keptOfUnreadable = 4096;

export const prostieZvonki: ProviderAdapter<Settings, Link> = {
  id: "prostie-zvonki",
  label: "Простые Звонки",
  docsUrl: "https://prostiezvonki.ru",
  settings,
  messages,
  parse: parseEvent,
  connect,
  check,
  async placeCall({ extension, number }, ctx) {
    await request(ctx, "Call", { From: extension, To: number });
    return {};
  },
  async transfer({ externalId, extension }, ctx) {
    await request(ctx, "Transfer", { CallID: externalId, To: extension });
  },
  async sendSms({ extension, number, text }, ctx) {
    await request(ctx, "Generate", {
      Event: "128",
      From: extension,
      To: number,
      Smstext: Buffer.from(text, "utf8").toString("base64"),
      ClientGUID: "*",
    });
  },
};

async function request(
  ctx: CommandContext<Settings, Link>,
  method: string,
  data: Record<string, string>,
): Promise<void> {
  if (!ctx.link) throw new ProviderError("not-connected", "The connection is not open");
  await ctx.link.requests.send(method, data, ctx.signal);
}

function connect(ctx: ConnectContext<Settings>): Link {
  const framing = framingOf(ctx.settings.url);
  const outbox = createOutbox(ctx, { pause: () => socket.pause(), resume: () => socket.resume() });
  const requests = createRequests((xml) => socket.send(encodeFrame(xml, framing)));

  function onMessage(data: RawData): void {
    const bytes = toBuffer(data);
    try {
      const messages: RawMessage[] = [];
      let refused: ProviderError | undefined;
      for (const message of parseMessages(decodeFrame(bytes, framing))) {
        if (message.kind === "response") requests.settle(message.response);
        if (message.kind === "event") messages.push(toRaw(message.attributes));
        if (message.kind === "unreadable") refused ??= message.error;
      }
      if (refused) messages.push(setAside(bytes, refused));
      if (messages.length > 0) outbox.add(messages);
    } catch (error) {
      outbox.add([setAside(bytes, error)]);
    }
  }

  /** Nothing a server sends may end the process, so a fault of ours is kept like one of theirs. */
  function setAside(bytes: Buffer, error: unknown): RawMessage {
    const known = error instanceof ProviderError;
    if (!known) ctx.log.error({ err: error }, "a frame could not be read by a fault of ours");
    const refused = known ? error : new ProviderError("unreadable", "can't be read", "frame");
    const { code, message: reason } = refused;
    ctx.log.warn({ code, reason }, "an unreadable frame was set aside");
    const raw = bytes.subarray(0, keptOfUnreadable).toString("utf8").replaceAll("\0", "");
    return { key: crypto.randomUUID(), raw, refused };
  }

  const socket = keepConnected({
    url: () => listenerUrl(ctx.settings, { guid: ctx.clientId, extension: "", eventsMask: 65_535 }),
    maxPayload,
    signal: ctx.signal,
    report: (status) => ctx.report(status),
    onMessage,
    onClose: () =>
      requests.abandon(
        new ProviderError(
          "connection-lost",
          "The connection to the PBX was lost before it answered: check what it did before trying again",
        ),
      ),
    refusals: closeCodes,
  });
  return { requests };
}

/** One event, as the inbox keeps it and `parse` reads it. */
function toRaw(attributes: Record<string, string>): RawMessage {
  return { key: replayKey(attributes) ?? crypto.randomUUID(), raw: encodeEvent(attributes) };
}

function toBuffer(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}
