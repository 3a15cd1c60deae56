/**
 * What every provider's simulator looks like from outside: `npm run simulate`, the demo and the
 * conformance suite know no more of it than this.
 */

/**
 * `normal-day`: calls as a small office has them, one after another. `burst`: many at once.
 * `group-call`: one call rings at several extensions, one answers. `network-break`: the link breaks in
 * the middle of a call and comes back.
 */
export const scenarioNames = ["normal-day", "burst", "group-call", "network-break"] as const;
export type ScenarioName = (typeof scenarioNames)[number];

export interface SimulatorOptions {
  /** 0 for a free one. */
  port: number;
  /** @default "127.0.0.1" */
  host?: string;
  /** Settings that a connection has to match; the others have the simulator's defaults. */
  settings?: Record<string, unknown>;
  /** The company's extensions. @default ["101", "102", "103"] */
  extensions?: readonly string[];
  /** Where to send webhooks, for providers that send them. */
  hookUrl?: string;
  /** Callers in the scenarios, as digits. @default numbers without a subscriber */
  callers?: readonly string[];
  /** Follows a placed call with the events of a believable one. @default false */
  script?: boolean;
  /** Receives the vendor's own log lines, one at a time. */
  log?(line: string): void;
}

export interface Simulator {
  /** Settings that make a connection reach it; what they leave out has its default. */
  settings: Record<string, unknown>;
  /** One call to an extension, from ring to end. `from` as the vendor writes numbers. */
  ring(call: { extension: string; from: string }): void;
  /** Plays until done or closed; several may play at once. */
  play(scenario: ScenarioName): void;
  /** Commands are refused in these words from now on; null: no longer. */
  refuseCommands(words: string | null): void;
  close(): Promise<void>;
}

/** A provider's side of its protocol, over real sockets. */
export type StartSimulator = (options: SimulatorOptions) => Promise<Simulator>;
