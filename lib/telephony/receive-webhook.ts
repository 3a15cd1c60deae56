/** A provider's call to us: handed to the connection's adapter, which authenticates and answers. */
import type { WebhookAnswer, WebhookRequest } from "#lib/providers/contract";
import { tryAgain, webhookRefusal, type WebhookRefusal } from "#lib/providers/webhook-refusal";
import { adapterContext } from "./adapter-context";
import type { Ingest } from "./ingest";
import type { Runtime } from "./supervisor";

/** Senders give up after four seconds and more; storage that takes longer than this is away, in ms. */
const patience = 2_000;

export type WebhookResult = { ok: true; answer: WebhookAnswer } | ({ ok: false } & WebhookRefusal);

export function createWebhookReceiver(options: {
  runtimeOf(slug: string): Runtime | undefined;
  ingest: Ingest;
}) {
  return async (slug: string, request: WebhookRequest): Promise<WebhookResult> => {
    const runtime = options.runtimeOf(slug);
    if (!runtime?.adapter.receiveWebhook) {
      return { ok: false, status: 404, code: "not_found", message: "There is no such hook" };
    }
    try {
      const answer = await inTime(
        runtime.adapter.receiveWebhook(request, {
          ...adapterContext(runtime),
          emit: (messages) => options.ingest.accept(runtime.source, messages),
        }),
      );
      return { ok: true, answer };
    } catch (error) {
      const refusal = webhookRefusal(error);
      if (refusal) return { ok: false, ...refusal };
      runtime.log.error({ err: error }, "a hook's message could not be stored");
      return { ok: false, ...tryAgain };
    }
  };
}

/** What comes too late may still be stored; the sender's retry is recognised by its key. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("storage did not answer in time")), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
