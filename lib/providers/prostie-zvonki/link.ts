/** The one link: events come in by it, and requests go out. */
import { randomBytes } from "node:crypto";
import type { RawData } from "ws";
import type { ConnectContext, ProviderError, RawMessage } from "../contract";
import { connectionLost } from "../kit/failures";
import { largestTaken, toBuffer } from "../kit/frames";
import { createGarbage } from "../kit/garbage";
import { createOutbox } from "../kit/outbox";
import { keepConnected } from "../kit/reconnect";
import { replayKey } from "./events";
import { createRequests, type Requests } from "./requests";
import { listenerUrl, type Settings } from "./settings";
import {
  closeCodes,
  decodeFrame,
  encodeEvent,
  encodeFrame,
  framingOf,
  parseMessages,
} from "./wire";

/** What commands need of an open connection. */
export interface Link {
  requests: Requests;
}

/** Opens the listener's link, and keeps it. */
export function connect(ctx: ConnectContext<Settings>): Link {
  const framing = framingOf(ctx.settings.url);
  const outbox = createOutbox(ctx, { pause: () => socket.pause(), resume: () => socket.resume() });
  const garbage = createGarbage(ctx, { giveUp: () => socket.backOff("garbage") });
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
      if (refused) messages.push(...garbage.keep(bytes, refused));
      else garbage.readable();
      if (messages.length > 0) outbox.add(messages);
    } catch (error) {
      const kept = garbage.keep(bytes, error);
      if (kept.length > 0) outbox.add(kept);
    }
  }

  const socket = keepConnected({
    url: () => listenerUrl(ctx.settings, { guid: ctx.clientId, extension: "", eventsMask: 65_535 }),
    openSocket: ctx.openSocket,
    maxPayload: largestTaken,
    signal: ctx.signal,
    report: (status) => ctx.report(status),
    onMessage,
    onClose: () => requests.abandon(connectionLost("the PBX")),
    refusals: closeCodes,
  });
  return { requests };
}

/** One event, as the inbox keeps it and `parse` reads it. */
function toRaw(attributes: Record<string, string>, now: Date): RawMessage {
  return { key: replayKey(attributes) ?? freshKey(now), raw: encodeEvent(attributes) };
}

/**
 * Never the same twice; in the order of time, so that the inbox's index grows at its end alone; short, for row and index
 * hold it both.
 */
function freshKey(now: Date): string {
  return `${now.getTime().toString(36)} ${randomBytes(9).toString("base64url")}`;
}
