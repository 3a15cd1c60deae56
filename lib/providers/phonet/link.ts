/** The live side of a connection: everybody's subscriptions, and what comes by them. */
import { LRUCache } from "lru-cache";
import { ProviderError, type ConnectContext, type RawMessage } from "../contract";
import { createGarbage, type Garbage } from "../kit/garbage";
import { createOutbox } from "../kit/outbox";
import { createApi, type Api } from "./api";
import { messageKey } from "./events";
import { createLineage } from "./lineage";
import { createRecovery } from "./recovery";
import type { Settings } from "./settings";
import { keepSubscriptions, type Subscriptions } from "./subscriptions";
import { decodeFrame } from "./wire";

/** What commands need of an open connection. */
export interface Link {
  api: Api;
  subscriptions: Subscriptions;
}

/** Keys of the latest messages: most copies of a group's events need not be stored twice. */
const mostSeen = 10_000;

/** Opens the subscriptions of people as they come to be known, and keeps them. */
export function connect(ctx: ConnectContext<Settings>): Link {
  const api = createApi(ctx);
  const seen = new LRUCache<string, true>({ max: mostSeen });
  const lineage = createLineage();
  const outbox = createOutbox(ctx, {
    pause: () => subscriptions.pause(),
    resume: () => subscriptions.resume(),
  });
  const keep = (all: RawMessage[]) => {
    const unseen = all.filter(({ key }) => {
      if (seen.has(key)) return false;
      seen.set(key, true);
      return true;
    });
    if (unseen.length > 0) outbox.add(unseen);
  };

  /** Of each person's subscription. */
  const garbage = new Map<string, Garbage>();

  function garbageOf(extension: string): Garbage {
    const known = garbage.get(extension);
    if (known) return known;
    const added = createGarbage(ctx, { giveUp: () => subscriptions.backOff(extension) });
    garbage.set(extension, added);
    return added;
  }

  function onMessage(extension: string, bytes: Buffer): void {
    try {
      const frame = decodeFrame(bytes);
      garbageOf(extension).readable();
      if (frame.kind === "event") {
        lineage.learn(frame.message);
        const rooted = lineage.withRoot(frame.message);
        const raw = rooted === frame.message ? frame.text : JSON.stringify(rooted);
        return keep([{ key: messageKey(rooted, raw), raw }]);
      }
      const answered = subscriptions.requestsOf(extension)?.settle(frame);
      if (!answered && !frame.ok) keep([complaint(extension, frame.words)]);
    } catch (error) {
      keep(garbageOf(extension).keep(bytes, error));
    }
  }

  /** An error without a command: the provider complains about the connection. One message an hour. */
  function complaint(extension: string, report: string): RawMessage {
    const words = report.replaceAll(ctx.settings.apiKey, "•••") || "an error without words";
    ctx.log.warn({ extension, words }, "the PBX reported an error");
    const hour = ctx.now().toISOString().slice(0, 13);
    return {
      key: `error ${extension} ${hour} ${words}`,
      raw: JSON.stringify({ event: "error", message: words, subscriber: extension }),
      refused: new ProviderError("refused", `${extension}: ${words}`, "event"),
    };
  }

  const recovery = createRecovery(ctx, {
    api,
    follows: (extension) => subscriptions.follows(extension),
    lineage,
    keep,
  });
  const subscriptions = keepSubscriptions(ctx, { message: onMessage, online: recovery.start });
  ctx.onExtensions((extensions) => subscriptions.set(extensions));
  return { api, subscriptions };
}
