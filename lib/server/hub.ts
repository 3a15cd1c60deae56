/**
 * What Next's side of the process (pages, server actions) may ask of the side that server.ts runs.
 * Plain methods and plain data only: Next loads its own copy of every module, so classes and
 * `instanceof` do not survive the crossing.
 */
import type { CallView, ConnectionView, PresenceView, TeamBoard } from "#lib/realtime/events";
import type { LeadAnswer, LeadForm } from "#lib/leads/lead-desk";
import type { LeadInput } from "#lib/leads/lead-input";
import type { PageScriptView } from "#lib/leads/page-scripts";
import type { WebhookRefusal } from "#lib/providers/webhook-refusal";
import type { NoticedHealth } from "#lib/telephony/health";
import type { HistoryResult } from "#lib/telephony/read-history";
import type { ScenarioName } from "#lib/providers/simulator";
import type {
  AbilityResult,
  CheckResult,
  DirectoryEntry,
  PageCommand,
  WebhookRequest,
} from "#lib/providers/contract";
import type { WebhookResult } from "#lib/telephony/receive-webhook";
import { processSlot } from "#lib/process-slot";

/** Plain-data result of a command: errors cross the bridge as codes and words, not as exceptions. */
export type CommandResult<T = object> =
  ({ ok: true } & T) | { ok: false; code: string; message: string; provider?: string };

export type { PageCommand, PageScriptView };

export interface AbilityOutcome {
  ability: AbilityResult["ability"] | "link" | "settings" | "hook" | "address";
  /** null: works, or may work, but somebody should know something. */
  ok: boolean | null;
  /** `health.test.outcomes.<code>` or the provider's reason words it; else `detail` does. */
  code: string | null;
  /** In plain English, or the provider's own words. */
  detail: string | null;
  /** ISO 8601: when something was last seen. */
  at?: string;
}

export interface ConnectionHealth extends NoticedHealth {
  /** How the provider's history was last read; null where it has none, or before the first time. */
  history: HistoryResult | null;
}

export interface Hub {
  /** Every connection with its live state, by name. */
  connections(): Promise<ConnectionView[]>;
  /** (Re)starts or stops the connection to match its row; call after creating, editing or switching it. */
  applyConnection(connectionId: string): Promise<void>;
  /** People's extensions have changed: call after saving them. */
  extensionsChanged(): Promise<void>;
  /** Tries settings at the provider without saving them or touching the live link. */
  checkConnection(provider: string, settings: unknown): Promise<CommandResult<CheckResult>>;
  /** Tries what a saved connection can do, ability by ability, without disturbing anybody. */
  testConnection(connectionId: string): Promise<AbilityOutcome[]>;
  /** What was noticed of the connection since the program started. */
  connectionHealth(connectionId: string): Promise<ConnectionHealth>;
  /** The provider's people, to match ours to their extensions. */
  readDirectory(connectionId: string): Promise<CommandResult<{ people: DirectoryEntry[] }>>;
  /**
   * Dials `number` from the person's extension. `connection` is a slug; without it the person's own is
   * picked. `page`: what the person's own page has to do for it.
   */
  placeCall(request: {
    userId: string;
    number: string;
    contactId?: string;
    connection?: string;
  }): Promise<CommandResult<{ call: CallView; page?: PageCommand }>>;
  /** Hands a call the person is in to another extension of its connection. */
  transferCall(request: {
    userId: string;
    callId: string;
    extension: string;
  }): Promise<CommandResult>;
  /** Ends a call the person is in. */
  hangUpCall(request: { userId: string; callId: string }): Promise<CommandResult>;
  /** Sends a text message from the person's telephone. */
  sendSms(request: {
    userId: string;
    number: string;
    text: string;
    contactId?: string;
  }): Promise<CommandResult<{ smsId: string }>>;
  /** Hands a provider's request to the connection with this slug. */
  receiveWebhook(slug: string, request: WebhookRequest): Promise<WebhookResult>;
  /** The lead form of the connection with this slug; null when it has none. */
  leadForm(slug: string): LeadForm | null;
  /** Keeps a lead and has its provider call back; null when the connection takes none. */
  receiveLead(slug: string, lead: LeadInput): Promise<LeadAnswer | null>;
  /** The vendors' scripts for a person's pages. */
  pageScripts(userId: string): Promise<PageScriptView[]>;
  /** What such a script told the person's page; `detail` is untrusted. */
  pageEvent(heard: {
    userId: string;
    slug: string;
    name: string;
    detail: unknown;
  }): Promise<CommandResult>;
  /** The hooks door has refused a request before the connection could see it. */
  hookTurnedAway(slug: string, refusal: WebhookRefusal): Promise<void>;
  /** Whether messages can't be stored or applied at the moment. */
  storageFails(): boolean;
  /** Tries messages again that were set aside: those named, or all of the connection's. */
  replayMessages(request: {
    connectionId: string;
    ids?: readonly number[];
  }): Promise<{ tried: number; refused: number }>;
  /** Has an import do what its row says; call after beginning, continuing or undoing it. */
  workOnImport(importId: string): Promise<void>;
  /** Has the provider of a stored sound's connection fetch it. */
  uploadSound(soundId: string): Promise<CommandResult>;
  /** Has the provider call the list it keeps. */
  startCampaign(campaignId: string): Promise<CommandResult<{ detail: string }>>;
  /** Demo: has the built-in simulator ring the person's extension, as if `number` called. */
  ringMe(request: { userId: string; number?: string }): Promise<CommandResult>;
  /** Demo: providers that can be tried with a built-in simulator; none outside the demo. */
  simulatedProviders(): Promise<string[]>;
  /** Demo: a new connection to a simulator of this provider, running. */
  createSimulated(request: {
    provider: string;
    userId: string;
  }): Promise<{ id: string; slug: string }>;
  /** Demo: has the connection's simulator play. */
  playScenario(connectionId: string, scenario: ScenarioName): Promise<CommandResult>;
  /** Sends the call as it is now to everybody who may see it. */
  publishCall(callId: string): Promise<void>;
  /** Sends the callbacks as they are now to everybody; call after changing them. */
  publishCallbacks(ids: readonly string[]): Promise<void>;
  /** Tells everybody signed in whether a person may be disturbed. */
  publishPresence(presence: PresenceView): Promise<void>;
  /** The team board as it is now. @param whole with clients and counters */
  teamBoard(whole: boolean): Promise<TeamBoard>;
  /** Cuts the sockets of a person (or of one session) whose right to be here has ended. */
  endSockets(who: { userId: string } | { sessionId: string }): Promise<void>;
}

export const hubSlot = processSlot<Hub>("hub");

/** @throws when server.ts has not set it (plain `next start`) */
export function hub(): Hub {
  return hubSlot.get();
}
