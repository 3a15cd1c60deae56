/**
 * The contract between tinyCRM and a telephony provider: read this first.
 *
 * A provider is one folder that exports one `ProviderAdapter`, and one line in `registry.ts`.
 * Adapters are pure: everything impure (clock, network, log, storage) is handed in, so a test needs
 * no mocking library, and aborting `ctx.signal` must leave no timer and no socket behind.
 * The vendor's words stop here: what leaves an adapter is a `CallEvent`.
 */
import type { z } from "zod";

export type CallDirection = "incoming" | "outgoing" | "internal";

/** How the network says a call ended. Not to be confused with the outcome, which a person says. */
export type CallDisposition =
  "answered" | "no-answer" | "busy" | "congestion" | "failed" | "cancelled";

interface CallEventBase {
  /** The provider's id of the call, as text: several vendors use 64-bit numbers. */
  externalId: string;
  /** When it happened, ISO 8601, where the provider says so; otherwise the time of receipt counts. */
  at?: string;
  /** The company's external line, where the provider tells it. */
  trunk?: string | null;
  /** The provider re-sends history: record it, never open a screen pop. */
  replayed?: boolean;
}

/**
 * What an adapter says happened, in neutral words. Any of them may come late, twice, or without the
 * one before it; `lib/calls/transition.ts` copes with that, adapters need not.
 */
export type CallEvent =
  /** A call came to the company and asks which extension it should go to. No extension rings yet. */
  | (CallEventBase & { kind: "call:arrived"; clientNumber: string })
  /** An extension rings. One call can ring many. */
  | (CallEventBase & {
      kind: "call:ringing";
      direction: CallDirection;
      clientNumber: string;
      extension: string;
    })
  /** An extension started an outgoing call. */
  | (CallEventBase & { kind: "call:dialling"; clientNumber: string; extension: string })
  /** Somebody answered: the extension an incoming call, or the client an outgoing one. */
  | (CallEventBase & {
      kind: "call:answered";
      direction: CallDirection;
      clientNumber?: string;
      extension?: string;
    })
  /** The call is over. */
  | (CallEventBase & {
      kind: "call:ended";
      direction: CallDirection;
      clientNumber?: string;
      extension?: string;
      disposition: CallDisposition;
      startedAt?: string;
      endedAt?: string;
      /** Seconds of conversation, without ringing. */
      talkSeconds?: number;
      recordingUrl?: string | null;
    })
  | (CallEventBase & { kind: "sms:sent"; extension: string; clientNumber: string; text: string })
  | (CallEventBase & {
      kind: "sms:status";
      extension: string;
      clientNumber: string;
      status: "sending" | "sent" | "failed";
    });

/** One raw message as the inbox keeps it. */
export interface RawMessage {
  /**
   * What makes a repeat recognisable: equal keys on one connection are one message. Use the vendor's
   * identity where it re-sends, and a fresh `crypto.randomUUID()` where it never does.
   */
  key: string;
  /** Exactly what `parse` will be given, now or at a replay. */
  raw: string;
  /** Set when the message can't even be cut into events; it is kept with this reason. */
  refused?: ProviderError;
}

/**
 * Where a connection stands. `online`: events flow. `waiting`: lost, and will be tried again by
 * itself at `retryAt`. `refused`: the provider said no; only an administrator can help.
 */
export type LinkState = "connecting" | "online" | "waiting" | "refused";

export interface LinkStatus {
  state: LinkState;
  /** Stable code of the reason, e.g. `4008` or `ECONNREFUSED`; `providers.<id>.reasons.<code>` words it. */
  code?: string;
  /** The reason in plain English, for logs and for the API. Never holds a URL: passwords ride in them. */
  detail?: string;
  /** ISO 8601. */
  retryAt?: string;
}

export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The impure world, as handed to an adapter. */
export interface AdapterContext<S> {
  settings: S;
  log: Logger;
  fetch: typeof fetch;
  /** @default () => new Date() */
  now(): Date;
  /** Aborts when the connection is closed or the command is given up. */
  signal: AbortSignal;
}

export interface ConnectContext<S> extends AdapterContext<S> {
  /** Names this installation's connection at the provider (Prostie Zvonki's GUID); stable over restarts. */
  clientId: string;
  /** Commits the message to the inbox; resolves when it is durable, rejects when it could not be kept. */
  emit(messages: RawMessage[]): Promise<void>;
  report(status: LinkStatus): void;
}

export interface CommandContext<S, L> extends AdapterContext<S> {
  /** What `connect` returned; null when the connection is not open. */
  link: L | null;
}

export interface WebhookRequest {
  method: string;
  headers: Headers;
  /** The body as text, already within the size limit. */
  body: string;
  query: URLSearchParams;
}

export interface WebhookAnswer {
  status: number;
  body: string;
  contentType?: string;
}

export interface ProviderAdapter<S = unknown, L = unknown> {
  /** Stored with connections; never changes. */
  id: string;
  /** The vendor's own name. */
  label: string;
  docsUrl: string;
  /**
   * Drives validation, encryption, masking and the admin form. Each field may carry
   * `.meta({ secret: true })` and `.meta({ placeholder: "…" })`; labels come from the folder's `messages.ts`.
   */
  settings: z.ZodType<S> & { shape: Record<string, z.ZodType> };
  /** Labels, help and reasons in words, merged into the interface's messages under `providers.<id>`. */
  messages: Record<"en" | "ru" | "uk", ProviderMessages>;

  // A method that exists is the capability: there is no flag beside it.

  /** Opens and keeps a long-lived link until `ctx.signal` aborts; returns what commands need of it. */
  connect?(ctx: ConnectContext<S>): L;
  /** Authenticates, hands to `ctx.emit`, answers. */
  receiveWebhook?(
    request: WebhookRequest,
    ctx: AdapterContext<S> & Pick<ConnectContext<S>, "emit">,
  ): Promise<WebhookAnswer>;
  /** Pure. @throws {ProviderError} that names the field */
  parse(raw: string): CallEvent[];
  /** @throws {ProviderError} when the provider refuses, is silent or is not connected */
  placeCall?(
    request: { extension: string; number: string },
    ctx: CommandContext<S, L>,
  ): Promise<{ externalId?: string }>;
  transfer?(
    request: { externalId: string; extension: string },
    ctx: CommandContext<S, L>,
  ): Promise<void>;
  hangUp?(request: { externalId: string }, ctx: CommandContext<S, L>): Promise<void>;
  sendSms?(
    request: { extension: string; number: string; text: string },
    ctx: CommandContext<S, L>,
  ): Promise<void>;
  /** Proves the settings without touching the live link. @throws {ProviderError} in words */
  check?(ctx: AdapterContext<S>): Promise<{ detail: string }>;
}

export interface ProviderMessages {
  settings: Record<string, { label: string; help?: string }>;
  reasons: Record<string, string>;
}

/** Codes shared by all adapters; an adapter may add the vendor's own. */
export type ProviderErrorCode =
  | "not-connected"
  | "timeout"
  | "refused"
  | "connection-lost"
  | "unreadable"
  | "too-large"
  | (string & {});

/**
 * An error a person may read: what went wrong at the provider, and in which field.
 * Compare `code`, never the class: the same module can be loaded more than once in one process.
 */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  constructor(
    readonly code: ProviderErrorCode,
    message: string,
    readonly field?: string,
  ) {
    super(message);
  }
}
