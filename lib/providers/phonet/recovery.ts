/** Calls under way, asked for after a restart or a lost link: what rings meanwhile shows as well. */
import { z } from "zod";
import type { ConnectContext, RawMessage } from "../contract";
import { readAs } from "../kit/read-as";
import type { Api } from "./api";
import { messageKey } from "./events";
import type { Lineage } from "./lineage";
import type { Settings } from "./settings";
import { isKnownEvent, moment, type JsonObject } from "./wire";

/** Between two looks at the list, in ms: a hundred sockets that come back ask for it once or twice. */
const gap = 1_000;

/**
 * Asks for the calls under way whenever a subscription comes online: no event repeats what happened
 * before. A call that live events report as well is the same message.
 */
export function createRecovery(
  ctx: Pick<ConnectContext<Settings>, "log" | "signal">,
  {
    api,
    follows,
    lineage,
    keep,
  }: {
    api: Api;
    follows(extension: string): boolean;
    lineage: Lineage;
    keep(messages: RawMessage[]): void;
  },
) {
  let running = false;
  let wanted = false;
  let timer: NodeJS.Timeout | undefined;
  ctx.signal.addEventListener("abort", () => clearTimeout(timer));

  async function run(): Promise<void> {
    running = true;
    wanted = false;
    try {
      const messages = await activeCalls(api, { follows, lineage }, ctx.signal);
      if (!ctx.signal.aborted) keep(messages);
    } catch (error) {
      if (!ctx.signal.aborted) ctx.log.warn({ err: error }, "the calls under way were not told");
    }
    if (ctx.signal.aborted) return;
    timer = setTimeout(() => {
      running = false;
      if (wanted) void run();
    }, gap);
  }

  return {
    start(): void {
      wanted = true;
      if (!running) void run();
    },
  };
}

const rows = z.array(z.record(z.string(), z.unknown()), "must be a list").max(10_000);
const stages = ["call.dial", "call.bridge"] as const;

/**
 * @param options.follows whether this extension's events will come: no event would report the end of
 * other calls
 * @throws {ProviderError}
 */
async function activeCalls(
  api: Api,
  { follows, lineage }: { follows(extension: string): boolean; lineage: Lineage },
  signal: AbortSignal,
): Promise<RawMessage[]> {
  const { value, serverTime } = await api.get("/rest/calls/active/v3", signal);
  const list = readAs(rows, value);
  for (const row of list) lineage.learn(row);
  const ours = list.filter((row) => [row.leg, row.leg2].some((leg) => follows(extensionOf(leg))));
  const parents = new Set(ours.map((row) => row.parentUuid).filter(Boolean));
  const followed = list.filter((row) => ours.includes(row) || parents.has(row.uuid));
  return followed.flatMap((row) => toMessages(lineage.withRoot(row), serverTime));
}

/** A call that was answered has rung before. */
function toMessages(row: JsonObject, serverTime: number | null): RawMessage[] {
  const { lastEvent, ...rest } = row;
  if (!isKnownEvent(lastEvent)) return [];
  const [dialAt, bridgeAt] = [inMilliseconds(row.dialAt), inMilliseconds(row.bridgeAt)];
  const happened = stages.slice(0, lastEvent === "call.dial" ? 1 : 2);
  return happened.map((event) => {
    const answered = event === "call.bridge" ? bridgeAt : null;
    const message = { event, ...rest, dialAt, bridgeAt: answered, serverTime };
    const raw = JSON.stringify(message);
    return { key: messageKey(message, raw), raw };
  });
}

/** This list alone counts in seconds. Unreadable values stay, so that `parse` names them. */
function inMilliseconds(value: unknown): unknown {
  const time = moment.safeParse(value);
  return time.success ? time.data : value;
}

function extensionOf(leg: unknown): string {
  const ext = typeof leg === "object" && leg !== null ? (leg as JsonObject).ext : null;
  return typeof ext === "string" || typeof ext === "number" ? String(ext) : "";
}
