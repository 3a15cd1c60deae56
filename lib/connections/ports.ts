/** What the connections room asks of the live side. */
import type { CommandResult } from "#lib/base/command-result";
import { createPort } from "#lib/base/port";
import type { Locale } from "#lib/i18n/locales";
import type { CheckResult } from "#lib/providers/contract";
import type { ScenarioName } from "#lib/providers/simulator";
import type { AbilityOutcome, ConnectionHealth, ConnectionView } from "./connection-view";

export interface CheckRequest {
  provider: string;
  settings: unknown;
  /** The saved connection whose form has them. */
  connection?: { id: string; slug: string };
}

export interface LiveConnections {
  /** Every connection with its live state, by name. */
  views(): Promise<ConnectionView[]>;
  /** (Re)starts or stops the connection to match its row; call after creating, editing or switching it. */
  apply(connectionId: string): Promise<void>;
  /** Tries settings at the provider without saving them or touching the live link. */
  check(request: CheckRequest): Promise<CommandResult<CheckResult>>;
  /** Tries what a saved connection can do, ability by ability, without disturbing anybody. */
  test(connectionId: string): Promise<AbilityOutcome[]>;
  /** Calls `number` over the connection with this slug, from the person's own extension. */
  testCall(request: { userId: string; number: string; connection: string }): Promise<CommandResult>;
  /** What was noticed of the connection since the program started. */
  health(connectionId: string): Promise<ConnectionHealth>;
  /** Tries messages again that were set aside: those named, or all of the connection's. */
  replay(request: {
    connectionId: string;
    ids?: readonly number[];
  }): Promise<{ tried: number; refused: number }>;
}

export interface LiveSimulators {
  /** Providers that can be tried with a built-in simulator; none outside the demo. */
  providers(): Promise<string[]>;
  /** A new connection to a simulator of this provider, running. */
  create(request: { provider: string; userId: string }): Promise<{ id: string; slug: string }>;
  /** Has the connection's simulator play. */
  play(connectionId: string, scenario: ScenarioName): Promise<CommandResult>;
  /** Rings the person's extension, as if `number` (or a random contact) called. */
  ring(request: { userId: string; number?: string }): Promise<CommandResult>;
}

export interface EndDemo {
  actor: { id: string };
  /** Contacts, calls, notes and callbacks of the demo stay. */
  keepData: boolean;
  /** The administrator's own account; null for whoever acts from one. */
  account: { name: string; email: string; password: string } | null;
}

export interface LiveDemo {
  /** Writes it anew in the language of its first visitor; once somebody has signed in, it stays as it is. */
  speak(language: Locale): Promise<void>;
  /** Ends it for good: no account of the demo works afterwards. @throws {ActionError} as fields are wrong */
  end(request: EndDemo): Promise<void>;
}

export const liveConnections = createPort<LiveConnections>("live-connections");
export const liveSimulators = createPort<LiveSimulators>("live-simulators");
export const liveDemo = createPort<LiveDemo>("live-demo");
