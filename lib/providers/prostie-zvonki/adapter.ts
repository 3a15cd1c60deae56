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
import { createOutbox } from "../outbox";
import { isWithin } from "../recording-places";
import { recordingPlaces } from "./address";
import { createRequests, type Requests } from "./requests";
import { setAside } from "../set-aside";
import { settings, type Settings } from "./settings";
import { decodeFrame, encodeEvent, encodeFrame, framingOf, parseMessages } from "./wire";

/** What commands need of an open connection. */
export interface Link {
  requests: Requests;
}

/** Frames above what is read are still taken in up to here: a large one must not cost the link. */
const maxPayload = 16 * 1024 * 1024;

export const prostieZvonki: ProviderAdapter<Settings, Link> = {
  id: "prostie-zvonki",
  label: "Простые Звонки",
  docsUrl: "https://prostiezvonki.ru",
  settings,
  messages,
  // The server tells every end it could not deliver at the next connect: only what it forgot is lost.
  lostEnds: { ringing: 5 * 60, talking: 4 * 60 * 60 },
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
  smartTransfer: ({ smartTransfer, fallbackExtension }) =>
    smartTransfer ? { fallback: fallbackExtension || null } : null,
  ownsRecording: (url, settings) => isWithin(url, recordingPlaces(settings)),
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
        if (message.kind === "event") messages.push(toRaw(message.attributes, ctx.now()));
        if (message.kind === "unreadable") refused ??= message.error;
      }
      if (refused) messages.push(setAside(bytes, refused, ctx.log));
      if (messages.length > 0) outbox.add(messages);
    } catch (error) {
      outbox.add([setAside(bytes, error, ctx.log)]);
    }
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
function toRaw(attributes: Record<string, string>, now: Date): RawMessage {
  return { key: replayKey(attributes) ?? freshKey(now), raw: encodeEvent(attributes) };
}

/** Never the same twice; in the order of time, so that the inbox's index grows at its end alone. */
function freshKey(now: Date): string {
  return `${now.toISOString()} ${crypto.randomUUID()}`;
}

function toBuffer(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}
