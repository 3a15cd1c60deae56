/**
 * The contract between tinyCRM and a telephony provider: read this first.
 *
 * A provider is one folder that exports one `ProviderAdapter`, and one line in `registry.ts`.
 * Adapters are pure: everything impure (clock, network, log, storage) is handed in, so a test needs
 * no mocking library, and aborting `ctx.signal` must leave no timer and no socket behind.
 * The vendor's words stop here: what leaves an adapter is a `CallEvent`.
 */
import type WebSocket from "ws";
import type { z } from "zod";
import type { AbilityResult, CheckResult } from "./check-result";
import type { Logger } from "./logger";

export type CallDirection = "incoming" | "outgoing" | "internal";

/** How the network says a call ended. Not to be confused with the outcome, which a person says. */
export type CallDisposition =
  "answered" | "no-answer" | "busy" | "congestion" | "failed" | "cancelled";

interface CallEventBase {
  /** The provider's id of the call, as text: several vendors use 64-bit numbers. */
  externalId: string;
  /** When it happened, ISO 8601, where the provider says so; otherwise the time of receipt counts. */
  at?: string;
  /** The company's external line, where the provider names it. */
  trunk?: string | null;
  /** The provider re-sends history: record it, never open a screen pop. */
  replayed?: boolean;
  /** Each telephone of a group is told as a call of its own: those of one client at the same time are one call. */
  toldApart?: boolean;
  /**
   * `trunk` stands where an extension might, and may be a person's extension as the company wrote it down.
   * If it is the company's line, the call is shown to the client's owner, else to these extensions.
   */
  shownTo?: readonly string[];
  /** The client as the provider knows them; our own contacts come first. */
  clientCard?: ClientCard;
}

/** What the provider's own directory, or a CRM attached to it, knows of the client. */
export interface ClientCard {
  name: string | null;
  company: string | null;
  /** http(s) alone; opened in a tab of its own. */
  url: string | null;
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
  /** An extension started an outgoing call; without one, the provider dials by itself (a campaign, a lead). */
  | (CallEventBase & { kind: "call:dialling"; clientNumber: string; extension?: string })
  /** Somebody answered: the extension an incoming call, or the client an outgoing one. */
  | (CallEventBase & {
      kind: "call:answered";
      direction: CallDirection;
      clientNumber?: string;
      extension?: string;
    })
  /**
   * One extension's part in a group's call is over. Had it talked and nobody else rings or talks, so is
   * the call; if it only rang, the call goes on and may ring at somebody else.
   */
  | (CallEventBase & {
      kind: "call:leg-ended";
      direction: CallDirection;
      clientNumber?: string;
      extension: string;
      disposition: CallDisposition;
      /** Seconds of conversation, without ringing. */
      talkSeconds?: number;
    })
  /**
   * The call is over; or, where it names an extension, that extension's part in it, when others of the call
   * ring or talk.
   */
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
      /** The provider tells the end of each extension's part: who talks goes on until theirs is told. */
      tellsEachLeg?: boolean;
      /**
       * The provider lost our id of the call: it is the latest call under way of this connection with the
       * same client and extension in the same direction, if there is one.
       */
      fitsOpenCall?: boolean;
      /**
       * History under an id of its own, which no live event carries: a call of this connection with
       * the same client, in the same direction, that started within a minute of `startedAt` is the
       * same one.
       */
      matchByTime?: boolean;
    })
  /** The recording of a known call is there: it began, ended or neither, and that stays as it is. */
  | (CallEventBase & { kind: "call:recorded"; recordingUrl: string })
  /** A person went away from their phone, or came back to it (the vendor's pause). */
  | { kind: "presence:changed"; extension: string; away: boolean; at?: string }
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
  /**
   * Exactly what `parse` will be given, now or at a replay: readable by `parse`, alone, a year later.
   * What an event means must not hang on the messages before it, on a link that is open, or on
   * settings that may change meanwhile; what it needs of those is written into it.
   */
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

export type { AbilityResult, CheckResult, Logger };

/** What an adapter may ask for by `fetch`. */
export interface FetchRequest {
  /** @default "GET" */
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string | URLSearchParams;
  signal?: AbortSignal;
}

/**
 * The impure world, as handed to an adapter. It is the only way out: our server goes nowhere that its
 * operator has not permitted, whatever the settings say (docs/security.md).
 */
export interface AdapterContext<S> {
  settings: S;
  log: Logger;
  /** Follows no redirect. @throws what the network says, with its `code` */
  fetch(url: string | URL, request?: FetchRequest): Promise<Response>;
  /**
   * @param limits.maxPayload of a message, in bytes
   * @param limits.handshakeTimeout in ms
   * @throws when it is no address of a WebSocket
   */
  openSocket(url: string, limits: { maxPayload: number; handshakeTimeout: number }): WebSocket;
  /** @default () => new Date() */
  now(): Date;
  /** Aborts when the connection is closed or the command is given up. */
  signal: AbortSignal;
}

export interface ConnectContext<S> extends AdapterContext<S> {
  /** Names this installation's connection at the provider (Prostie Zvonki's GUID); stable over restarts. */
  clientId: string;
  /**
   * Commits the messages to the inbox; rejects when they could not be kept.
   * @returns when they are durable, each one's id there: of a repeat, the first one's
   */
  emit(messages: RawMessage[]): Promise<number[]>;
  report(status: LinkStatus): void;
  /**
   * Reports which extensions people have on this connection: at once, and whenever they change. For
   * providers that need a subscription for each.
   */
  onExtensions(listener: (extensions: readonly string[]) => void): void;
}

/** What is known of a message beside its text when it is read. */
export interface MessageOrigin {
  /** Its id in the inbox; what `emit` returned for it. */
  inboxId: number;
  receivedAt: Date;
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

export interface TimeRange {
  from: Date;
  /** Not included. */
  to: Date;
}

/** A person as the provider's directory lists them. */
export interface DirectoryEntry {
  extension: string;
  name: string;
  email: string | null;
}

/** One ability of a connection, tried without making a telephone ring. */
/** Where an arriving call goes that can't go to the client's owner; null: nowhere, the PBX decides. */
export interface SmartTransfer {
  fallback: string | null;
}

/** A sound for automatic calls. */
export interface SoundFile {
  /** With its ending, without a path. */
  name: string;
  /** Where the provider can fetch it. */
  url: string;
  bytes: Uint8Array;
}

/**
 * What is done at the provider's own script, in the page where it is: the function at `functionPath` of
 * `window` is called with `detail`, and where there is none, a CustomEvent of this name is dispatched on
 * `document.head`.
 */
export interface PageCommand {
  functionPath: readonly string[];
  eventName: string;
  detail: Record<string, unknown>;
}

/** The provider's own script in our pages. */
export interface PageScript {
  /** https; null when there is none to bring. */
  url: string | null;
  /** Names of CustomEvents on `window` that `readPageEvent` reads. */
  eventNames: readonly string[];
  /** How the script hands over what a visitor asks for on a lead form. */
  order: {
    /** The name of the form's hidden field that it fills. */
    field: string;
    /** Where under `window` a function may be that fills it anew; it is called with the form. */
    fillPath: readonly string[];
  };
}

/** A CustomEvent in the script's frame, or without one in a signed-in person's page; `detail` is untrusted. */
export interface PageEvent {
  name: string;
  detail: unknown;
  /** The person's own, where they have one on this connection. */
  extension: string | null;
}

export interface PageReport {
  message: RawMessage;
  /** The client it is about: an unknown one becomes a lead. */
  client: { number: string; name: string | null; title: string | null };
}

export interface ProviderAdapter<S = unknown, L = unknown> {
  /** Stored with connections; never changes. */
  id: string;
  /** The vendor's own name. */
  label: string;
  docsUrl: string;
  /**
   * Drives validation, encryption, masking and the admin form. Each field may carry
   * `.meta({ secret: true })` and `.meta({ placeholder: "…" })`, and carries `.meta({ address: true })`
   * where it names a server to go to, `.meta({ lines: true })` where it has several lines, and `.meta({ hookToken: true })` where `receiveWebhook` knows its
   * sender by it; labels come from the folder's `messages`.
   */
  settings: z.ZodType<S> & { shape: Record<string, z.ZodType> };

  /**
   * When a call without a reported end is given up: it is closed, marked, and corrected if the end comes
   * late. docs/calls.md has the reasons.
   * `ringing`: seconds of ringing or dialling; `talking`: seconds of conversation.
   */
  lostEnds: { ringing: number; talking: number };

  /** What seems to ring may be a conversation. */
  answersUntold?: boolean;

  /** The code of `LinkStatus` by which `connect` reports that the same client has opened another link. */
  replacedCode?: string;

  // A method that exists is the capability: there is no flag beside it.

  /** Pure. Methods that have no use with these settings: nobody is offered them. @default none */
  unused?(settings: S): readonly (keyof ProviderAdapter)[];

  /** Opens and keeps a long-lived link until `ctx.signal` aborts. @returns what commands need */
  connect?(ctx: ConnectContext<S>): L;
  /**
   * A token for the hook that is ours to make, in the form the provider wants. An adapter that has it uses
   * the token for the hook alone: no request to the provider holds it. @default any text, which the provider's
   * commands may use as well
   */
  newHookToken?(): string;
  /** Authenticates, hands to `ctx.emit`, answers. */
  receiveWebhook?(
    request: WebhookRequest,
    ctx: AdapterContext<S> & Pick<ConnectContext<S>, "emit">,
  ): Promise<WebhookAnswer>;
  /** Pure. @throws {ProviderError} that names the field */
  parse(raw: string, origin: MessageOrigin): CallEvent[];
  /**
   * @returns the provider's id of the call, where it returns one
   * @throws {ProviderError} when the provider refuses, is silent or is not connected
   */
  placeCall?(
    request: { extension: string; number: string },
    ctx: CommandContext<S, L>,
  ): Promise<{ externalId?: string }>;
  transfer?(
    request: { externalId: string; extension: string },
    ctx: CommandContext<S, L>,
  ): Promise<void>;
  /** How arriving calls that ask where to go are answered by `transfer`; null when they are not. */
  smartTransfer?(settings: S): SmartTransfer | null;
  hangUp?(request: { externalId: string }, ctx: CommandContext<S, L>): Promise<void>;
  sendSms?(
    request: { extension: string; number: string; text: string },
    ctx: CommandContext<S, L>,
  ): Promise<void>;
  /**
   * The calls that ended in this time, in batches for the inbox. The same call comes in many readings
   * and in live events as well: keys and ids must be equal for it. Its events are `replayed`.
   * @throws {ProviderError} when the provider refuses or is away; what was yielded before counts
   */
  backfill?(range: TimeRange, ctx: AdapterContext<S>): AsyncIterable<RawMessage[]>;
  /** The provider's people, to match ours to their extensions. @throws {ProviderError} */
  directory?(ctx: AdapterContext<S>): Promise<DirectoryEntry[]>;
  /** Makes a sound known to the provider. @returns its name there @throws {ProviderError} */
  uploadSound?(sound: SoundFile, ctx: AdapterContext<S>): Promise<{ file: string }>;
  /**
   * Calls one number and plays a sound when it is answered; its events come like any call's.
   * @returns how it ended, null when only the events will say
   * @throws {ProviderError} `not-now` outside the hours the provider permits
   */
  dialWithSound?(
    request: { number: string; file: string },
    ctx: AdapterContext<S>,
  ): Promise<{ disposition: CallDisposition | null }>;
  /** Starts calling the list that is kept at the provider. `channels`: calls at a time. */
  startCampaign?(
    request: { file: string; channels: number },
    ctx: AdapterContext<S>,
  ): Promise<{ detail: string }>;
  /**
   * Has the provider call a visitor who left a number on a lead form, and a manager; hands the
   * accepted order to `ctx.emit`.
   * @param request.order what the vendor's script left in the form; untrusted
   * @param request.number E.164 where it can be understood
   * @param request.isNumber whether a spelling, e.g. within the order, is this number
   * @returns the provider's id of the call @throws {ProviderError} with its explanation
   */
  orderCallback?(
    request: {
      order: string;
      number: string;
      name: string | null;
      isNumber(spelling: string): boolean;
    },
    ctx: AdapterContext<S> & Pick<ConnectContext<S>, "emit">,
  ): Promise<{ externalId: string }>;
  /** Pure. The sites that may frame the lead form, as sources of a policy; none: any may. */
  formSites?(settings: S): readonly string[];
  /** The vendor's script: on the lead form, and in a frame of its own in people's pages. */
  pageScript?(settings: S): PageScript;
  /** Pure. @throws {ProviderError} that names the field */
  readPageEvent?(event: PageEvent): PageReport;
  /**
   * Click-to-call that only the vendor's script in the page can do.
   * @param request.number E.164 where it can be understood @throws {ProviderError}
   */
  placeCallInPage?(
    request: { extension: string; number: string; name: string | null },
    settings: S,
  ): PageCommand;
  /** Pure. The address of a recording that was told without one: as `recordingUrl` holds it. */
  recordingAddress?(told: string, settings: S): string | null;
  /**
   * Pure. Whether our server may fetch a recording at this address: it lies where this connection's
   * recordings do. Checked for each redirect as well. Without it the provider's recordings are not played.
   */
  ownsRecording?(url: URL, settings: S): boolean;
  /** Proves the settings without touching the live link. @throws {ProviderError} in words */
  check?(ctx: AdapterContext<S>): Promise<CheckResult>;
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
 * Ask `isProviderError` and compare `code`, never the class: the same module can be loaded more than
 * once in one process.
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

/** Whether it is a `ProviderError`, made by whichever copy of this module the process has loaded. */
export function isProviderError(error: unknown): error is ProviderError {
  return error instanceof Error && error.name === "ProviderError" && "code" in error;
}
