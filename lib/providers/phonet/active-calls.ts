/** The list of calls under way, as the live events that were missed: what rings after a restart shows. */
import { z } from "zod";
import type { RawMessage } from "../contract";
import { messageKey } from "./events";
import type { Lineage } from "./lineage";
import type { Rest } from "./rest";
import { isKnownEvent, moment, readAs, type JsonObject } from "./wire";

const rows = z.array(z.record(z.string(), z.unknown()), "must be a list").max(10_000);
const told = ["call.dial", "call.bridge"] as const;

/**
 * @param options.follows whether this extension's events will come: of a call of anybody else nobody would
 * tell the end
 * @throws {ProviderError}
 */
export async function activeCalls(
  rest: Rest,
  { follows, lineage }: { follows(extension: string): boolean; lineage: Lineage },
  signal: AbortSignal,
): Promise<RawMessage[]> {
  const { value, serverTime } = await rest.get("/rest/calls/active/v3", signal);
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
  const happened = told.slice(0, lastEvent === "call.dial" ? 1 : 2);
  return happened.map((event) => {
    const answered = event === "call.bridge" ? bridgeAt : null;
    const message = { event, ...rest, dialAt, bridgeAt: answered, serverTime };
    const raw = JSON.stringify(message);
    return { key: messageKey(message, raw), raw };
  });
}

/** This list alone speaks of seconds. What can't be read stays as it is, for `parse` to name. */
function inMilliseconds(value: unknown): unknown {
  const time = moment.safeParse(value);
  return time.success ? time.data : value;
}

function extensionOf(leg: unknown): string {
  const ext = typeof leg === "object" && leg !== null ? (leg as JsonObject).ext : null;
  return typeof ext === "string" || typeof ext === "number" ? String(ext) : "";
}
