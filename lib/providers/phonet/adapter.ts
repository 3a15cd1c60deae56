/**
 * Phonet: one subscription for each person who has an extension, and REST for what is asked. The
 * vendor's words end in this folder.
 */
import {
  ProviderError,
  type ConnectContext,
  type ProviderAdapter,
  type RawMessage,
} from "../contract";
import { createOutbox } from "../outbox";
import { isWithin } from "../recording-places";
import { restBase } from "./address";
import { createRecovery } from "./recovery";
import { backfill } from "./backfill";
import { check } from "./check";
import { hangUp, placeCall, type Link } from "./commands";
import { directory } from "./directory";
import { messageKey, parseEvent } from "./events";
import { createLineage } from "./lineage";
import { messages } from "./messages";
import { createRest } from "./rest";
import { createSeen } from "./seen";
import { setAside } from "../set-aside";
import { settings, type Settings } from "./settings";
import { keepSubscriptions } from "./subscriptions";
import { decodeFrame } from "./wire";

export const phonet: ProviderAdapter<Settings, Link> = {
  id: "phonet",
  label: "Phonet",
  docsUrl: "https://phonet.com.ua",
  settings,
  messages,
  // An end that was missed comes with the history, ten minutes later at most; a caller may wait in a
  // group's queue for as long.
  lostEnds: { ringing: 10 * 60, talking: 4 * 60 * 60 },
  parse: parseEvent,
  connect,
  placeCall,
  hangUp,
  backfill,
  directory,
  ownsRecording: (url, settings) =>
    isWithin(url, [settings.recordingsUrl, restBase(settings)]) || isVendors(url),
  check,
};

/** Phonet's own servers keep the recordings of PBXs that it hosts. */
function isVendors({ protocol, hostname, port }: URL): boolean {
  return protocol === "https:" && port === "" && /(?:^|\.)phonet\.com\.ua$/.test(hostname);
}

function connect(ctx: ConnectContext<Settings>): Link {
  const rest = createRest(ctx);
  const seen = createSeen();
  const lineage = createLineage();
  const outbox = createOutbox(ctx, {
    pause: () => subscriptions.pause(),
    resume: () => subscriptions.resume(),
  });
  const keep = (all: RawMessage[]) => {
    const fresh = all.filter(({ key }) => seen.isNew(key));
    if (fresh.length > 0) outbox.add(fresh);
  };

  function onMessage(extension: string, bytes: Buffer): void {
    try {
      const frame = decodeFrame(bytes);
      if (frame.kind === "event") {
        lineage.learn(frame.message);
        const rooted = lineage.withRoot(frame.message);
        const raw = rooted === frame.message ? frame.text : JSON.stringify(rooted);
        return keep([{ key: messageKey(rooted, raw), raw }]);
      }
      const answered = subscriptions.requestsOf(extension)?.settle(frame);
      if (!answered && !frame.ok) keep([complaint(extension, frame.words)]);
    } catch (error) {
      keep([setAside(bytes, error, ctx.log)]);
    }
  }

  /** Nobody asked: the provider has something against the connection. Told hourly, it is one message. */
  function complaint(extension: string, told: string): RawMessage {
    const words = told.replaceAll(ctx.settings.apiKey, "•••") || "an error without words";
    ctx.log.warn({ extension, words }, "the PBX reported an error");
    const hour = ctx.now().toISOString().slice(0, 13);
    return {
      key: `error ${extension} ${hour} ${words}`,
      raw: JSON.stringify({ event: "error", message: words, subscriber: extension }),
      refused: new ProviderError("refused", `${extension}: ${words}`, "event"),
    };
  }

  const recovery = createRecovery(ctx, {
    rest,
    follows: (extension) => subscriptions.follows(extension),
    lineage,
    keep,
  });
  const subscriptions = keepSubscriptions(ctx, { message: onMessage, online: recovery.start });
  ctx.onExtensions((extensions) => subscriptions.set(extensions));
  return { rest, subscriptions };
}
