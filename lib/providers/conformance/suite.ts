/** What a provider's test file hands to the suite, and the stage each case plays on. */
import { afterEach, expect, vi } from "vitest";
import type { CallEvent, ProviderAdapter, RawMessage } from "../contract";
import type { StartSimulator } from "../simulator";
import type { CommandName } from "./names";
import { openHarness, openHookDoor, type Harness, type HookDoor } from "../testing";

type Request<K extends CommandName> = Parameters<NonNullable<ProviderAdapter[K]>>[0];

/** The provider's side: its simulator, and what the suite needs beyond the product. */
export interface ProviderSide {
  /** Settings that reach it. */
  settings: Record<string, unknown>;
  /** Links: how many are open. */
  clientCount?(): number;
  /**
   * Cuts whatever is open without a word: links, and the sockets of requests that are held. New ones
   * are accepted.
   */
  dropClients(): void;
  /**
   * Sends `kinds`, in their order, by the adapter's way in: its links, posts to `hookUrl`, or
   * `deliver`. A second time it sends other calls (other ids).
   * Hooks: resolves when all was answered, and gives up no call for a 503.
   */
  sendEveryKind(): void | Promise<void>;
  /** Sends this unchanged, authorized. Hooks: a body; resolves when it was answered. */
  sendRaw(data: string | Buffer): void | Promise<void>;
  /** Hooks only: posts a good message with a wrong token. */
  sendForged?(): Promise<void>;
  /** Commands (all kinds of them) are refused in these words from now on; null: no longer. */
  refuseCommands(words: string | null): void;
  /**
   * From now on commands are taken and not answered; their sockets stay open. Needed where there are
   * commands.
   */
  holdCommands?(): void;
  /** How many commands are held. */
  heldCommands?(): number;
  /**
   * Adapters with `backfill`: sends one call live, from its start to its end, which the history then
   * lists as well. The call is of now.
   */
  tellWholeCall?(): void | Promise<void>;
  close(): Promise<void>;
}

export interface StartOptions {
  /** @default 0, a free one */
  port?: number;
  /** Hooks: where to post to. "" for other adapters. */
  hookUrl: string;
  /**
   * Adapters with neither link nor hook: hands over a message of the vendor's script in a page, as the
   * product puts it into the inbox.
   */
  deliver(raw: string): void;
}

export interface Conformance {
  adapter: ProviderAdapter;
  start(options: StartOptions): Promise<ProviderSide>;
  /** The one the product starts, for the scenarios. */
  startSimulator: StartSimulator;
  /** A secret in the settings that must never leave the adapter: at least eight characters. */
  secret: string;
  /** The kinds of event `sendEveryKind` comes to, in their order. */
  kinds: CallEvent["kind"][];
  wrongSettings: { settings: Record<string, unknown>; field: string }[];
  /** What is wrong at the provider: laid over good settings, `check` fails with it. */
  wrongCredentials?: Record<string, unknown>;
  /** Unreadable messages: each is kept with its reason, or refused at the door with a 4xx. */
  garbage: (string | Buffer)[];
  /** More than anything the provider sends (a frame of megabytes, a body over the door's limit). */
  oversized: string | Buffer;
  /** Well-formed, of a kind that does not exist. */
  unknownKind: string | Buffer;
  /** For each command the adapter has, something the provider does. */
  requests?: { [K in CommandName]?: Request<K> | ((side: ProviderSide) => Promise<Request<K>>) };
  /** @default () => new Date() */
  now?(): Date;
}

/** CI is slow: a limit that separates "never" from "late", nothing more. */
export const eventually = { timeout: 10_000, interval: 20 };

/** The provider and the adapter, connected. */
export interface Stage {
  side: ProviderSide;
  harness: Harness;
  door: HookDoor | null;
  /** The settings as the adapter reads them. */
  settings: unknown;
  /** Errors a person was shown. */
  refusals: unknown[];
  /** Ends the provider's side alone. */
  away(): Promise<void>;
}

/** Cases open their stages here; they are closed, and searched for the secret, after each. */
export function useStages(suite: Conformance) {
  const cleanUps: (() => unknown)[] = [];
  const stages: Stage[] = [];
  afterEach(async () => {
    for (const stage of stages.splice(0)) expectNoSecret(stage, suite.secret);
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  });

  return async function open(
    options: { port?: number; emit?: (messages: RawMessage[]) => Promise<void> } = {},
  ): Promise<Stage> {
    const { adapter } = suite;
    const opened: { harness?: Harness } = {};
    const door = adapter.receiveWebhook
      ? await openHookDoor((request) => opened.harness!.receive(request))
      : null;
    if (door) cleanUps.push(door.close);
    const side = await suite.start({
      port: options.port,
      hookUrl: door?.url ?? "",
      deliver: (raw) => opened.harness!.deliver(raw),
    });
    let gone = false;
    const away = async () => {
      if (gone) return;
      gone = true;
      await side.close();
    };
    cleanUps.push(away);
    const settings = adapter.settings.parse(side.settings);
    const harness = openHarness(adapter, settings, { emit: options.emit, now: suite.now });
    opened.harness = harness;
    cleanUps.push(harness.close);
    const stage = { side, harness, door, settings, refusals: [], away };
    stages.push(stage);
    if (adapter.connect) await online(harness);
    return stage;
  };
}

export function online(harness: Harness): Promise<void> {
  return vi.waitFor(() => expect(harness.statuses.at(-1)?.state).toBe("online"), eventually);
}

/** @returns what it failed with; fails when it did not */
export async function failureOf(stage: Stage, work: Promise<unknown>): Promise<unknown> {
  const failure = await work.then(
    (value) => expect.fail(`succeeded with ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({ name: "ProviderError" });
  stage.refusals.push(failure);
  return failure;
}

/** Nothing that leaves the adapter may hold it, in any spelling. */
export function expectNoSecret(stage: Stage, secret: string): void {
  const refusals = stage.refusals.map((refusal) => `${String(refusal)} ${JSON.stringify(refusal)}`);
  const { statuses, logged } = stage.harness;
  const seen = JSON.stringify([statuses, logged, stage.door?.answers, refusals]);
  const bytes = Buffer.from(secret);
  const spellings = [secret, encodeURIComponent(secret), bytes.toString("base64")];
  for (const spelling of spellings) expect(seen).not.toContain(spelling);
}
