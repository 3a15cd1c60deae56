/** A provider's call to us: handed to the connection's adapter, which authenticates and answers. */
import { isIP } from "node:net";
import { log } from "#lib/base/log";
import type { Network } from "#lib/base/networks";
import { createTroubleLog } from "#lib/base/trouble-log";
import { hookAccess, noteFormerUse, noteRefusedAddress } from "#lib/connections/hook-access";
import { hookTokenOf } from "#lib/connections/setting-fields";
import { adapterContext } from "#lib/connections/with-adapter";
import { db } from "#lib/db/client";
import { listOf } from "#lib/outgoing/address-rules";
import {
  isProviderError,
  type ProviderError,
  type RawMessage,
  type WebhookAnswer,
  type WebhookRequest,
} from "#lib/providers/contract";
import { adapters } from "#lib/providers/registry";
import {
  switchedOff,
  tryAgain,
  webhookRefusal,
  type WebhookRefusal,
} from "#lib/providers/webhook-refusal";
import type { Ingest } from "./ingest";
import type { Runtime, Runtimes } from "./runtime";

/** Senders give up after four seconds and more; storage that takes longer than this is away, in ms. */
const patience = 2_000;

export type WebhookResult = { ok: true; answer: WebhookAnswer } | ({ ok: false } & WebhookRefusal);

export function createWebhookReceiver(options: {
  runtimeOf: Runtimes["runtimeOf"];
  ingest: Pick<Ingest, "accept">;
}) {
  const storing = createTroubleLog(log(), {
    failed: "hooks' messages can't be stored: their senders are asked to try again",
    passed: "hooks' messages are stored again",
  });

  /** @returns a refusal of the token, thrown or answered; whatever else goes wrong is thrown */
  async function receive(runtime: Runtime, request: WebhookRequest, settings: unknown) {
    const ctx = {
      ...adapterContext({ ...runtime, settings }),
      emit: (messages: RawMessage[]) => options.ingest.accept(runtime.source, messages),
    };
    return runtime.adapter.receiveWebhook!(request, ctx).catch((error: unknown): Received => {
      if (isProviderError(error) && error.code === "unauthorized") return error;
      throw error;
    });
  }

  /** @param address the sender's */
  return async (slug: string, request: WebhookRequest, address: string): Promise<WebhookResult> => {
    const runtime = options.runtimeOf(slug);
    try {
      if (!runtime) return { ok: false, ...((await hasHook(slug)) ? switchedOff : noHook) };
      if (!runtime.adapter.receiveWebhook) return { ok: false, ...noHook };
      const { networks, formerToken } = await hookAccess(runtime.id);
      if (networks && !isWithin(networks, address)) {
        await noteRefusedAddress(runtime.id, address);
        runtime.log.warn({ address }, "a hook's sender is not among its addresses");
        return { ok: false, ...strangeAddress(address) };
      }
      const answer = await inTime(receive(runtime, request, runtime.settings));
      if (!isProviderError(answer) && answer.status < 400) {
        storing.passed();
        void runtime.heard();
      }
      if (!isTokenRefused(answer) || formerToken === null) return orThrow(answer);
      const before = await inTime(receive(runtime, request, withToken(runtime, formerToken)));
      // The refusal of the present token is the one to be told.
      if (isTokenRefused(before)) return orThrow(answer);
      await noteFormerUse(runtime.id);
      if (!isProviderError(before) && before.status < 400) void runtime.heard();
      return orThrow(before);
    } catch (error) {
      const refusal = webhookRefusal(error);
      if (refusal) return { ok: false, ...refusal };
      storing.failed(error, { connection: slug });
      return { ok: false, ...tryAgain };
    }
  };
}

const noHook: WebhookRefusal = {
  status: 404,
  code: "not_found",
  message: "There is no such hook",
};

/** Of a connection that does not run here at the moment. */
async function hasHook(slug: string): Promise<boolean> {
  const row = await inTime(
    db().connection.findUnique({ where: { slug }, select: { provider: true } }),
  );
  const adapter = adapters.find(({ id }) => id === row?.provider);
  return adapter?.receiveWebhook !== undefined;
}

type Received = WebhookAnswer | ProviderError;

/** Adapters throw a wrong token, or answer it in the provider's own way. */
function isTokenRefused(received: Received): boolean {
  if (isProviderError(received)) return received.code === "unauthorized";
  return received.status === 401 || received.status === 403;
}

function orThrow(received: Received): { ok: true; answer: WebhookAnswer } {
  if (isProviderError(received)) throw received;
  return { ok: true, answer: received };
}

function withToken({ adapter, settings }: Runtime, token: string): unknown {
  return { ...(settings as object), [hookTokenOf(adapter) ?? ""]: token };
}

function strangeAddress(address: string): WebhookRefusal {
  const message = `Messages from ${address} are not accepted: it is not among the hook's addresses`;
  return { status: 403, code: "address_refused", message };
}

function isWithin(networks: readonly Network[], address: string): boolean {
  const version = isIP(address);
  return version !== 0 && listOf(networks).check(address, version === 4 ? "ipv4" : "ipv6");
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
