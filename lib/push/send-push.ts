/**
 * Sends what a browser is to show, by the push service of its maker (RFC 8030): encrypted for that browser (RFC 8291),
 * and through the one way out, so that an endpoint leads nowhere an operator has not opened.
 */
import PQueue from "p-queue";
import { config } from "#lib/base/config";
import { minute, second } from "#lib/base/duration";
import { createTroubleLog } from "#lib/base/trouble-log";
import { outgoingFor } from "#lib/outgoing/client";
import type { Logger } from "#lib/providers/contract";
import { forgetSubscription } from "./subscriptions";
import { vapidKeys } from "./vapid-keys";

export interface PushMessage {
  title: string;
  /** The page that a click opens: a path of ours. */
  open: string;
}

interface Browser {
  id: string;
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** From a request to the end of its answer, in ms. */
const patience = 10 * second;
/** How long a push service keeps what it can't deliver; after that it is no news, in s. */
const keptFor = (10 * minute) / second;
const atOnce = 4;
/** What waits beyond that is dropped: a service that answers nobody holds nothing of ours. */
const mostWaiting = 200;
/** The service knows the browser no more. */
const isGone = new Set([404, 410]);

export interface PushSender {
  /** Never fails, and waits for nobody. */
  send(browser: Browser, message: PushMessage): void;
  idle(): Promise<void>;
  close(): Promise<void>;
}

export function createPushSender(log: Logger): PushSender {
  const queue = new PQueue({ concurrency: atOnce });
  const stopping = new AbortController();
  const trouble = createTroubleLog(log, {
    failed: "a missed call could not be pushed to a browser",
    passed: "missed calls are pushed to browsers again",
  });

  async function deliver(browser: Browser, message: PushMessage): Promise<void> {
    const { id, endpoint, p256dh, auth } = browser;
    const { default: webPush } = await import("web-push");
    const { method, headers, body } = webPush.generateRequestDetails(
      { endpoint, keys: { p256dh, auth } },
      JSON.stringify(message),
      {
        vapidDetails: { subject: contact(), ...(await vapidKeys()) },
        contentEncoding: "aes128gcm",
        TTL: keptFor,
        urgency: "high",
      },
    );
    const answer = await outgoingFor().request(new URL(endpoint), {
      method,
      headers: textual(headers),
      body,
      signal: stopping.signal,
      longest: patience,
    });
    const { statusCode = 0 } = answer;
    answer.destroy();
    if (isGone.has(statusCode)) return forgetSubscription(id);
    if (statusCode < 200 || statusCode > 299) throw new Error(`the service answered ${statusCode}`);
    trouble.passed();
  }

  return {
    send(browser, message) {
      if (queue.size >= mostWaiting) return trouble.failed(new Error("too many are waiting"));
      // Of the endpoint the host alone is logged: the rest opens the browser.
      queue
        .add(() => deliver(browser, message))
        .catch((error: unknown) => trouble.failed(error, { service: hostOf(browser.endpoint) }));
    },
    idle: () => queue.onIdle(),
    async close() {
      queue.clear();
      stopping.abort();
      await queue.onIdle();
    },
  };
}

/** Whom a push service may write to about us. */
function contact(): string {
  const { publicUrl, mail } = config();
  if (publicUrl?.startsWith("https:")) return publicUrl;
  // An address alone, or a name with it: tinyCRM <crm@company.example>.
  const from = mail?.from ?? "nobody@tinycrm.invalid";
  return `mailto:${from
    .slice(from.lastIndexOf("<") + 1)
    .replace(">", "")
    .trim()}`;
}

const textual = (headers: object) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

const hostOf = (endpoint: string) => (URL.canParse(endpoint) ? new URL(endpoint).host : "");
