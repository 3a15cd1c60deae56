/**
 * Calls from before calls kept their events (migration 002). Their events are inferred from their columns,
 * so that an upgraded installation applies a late event to them as to any other call.
 */
import type { DirectTx } from "#lib/db/direct";
import { documentRows, timeText } from "#lib/db/json-sql";
import { noEndReceived, type CallFacts, type RecordedEvent } from "./call-record";

/** A leg with its call's columns; times are text in UTC. */
interface LegRow extends Pick<
  CallFacts,
  | "direction"
  | "state"
  | "disposition"
  | "clientRaw"
  | "trunk"
  | "talkSeconds"
  | "recordingUrl"
  | "failure"
> {
  replayed: boolean | number;
  startedAt: string;
  endedAt: string | null;
  /** Null for a call without legs. */
  extension: string | null;
  legStartedAt: string | null;
  legAnsweredAt: string | null;
}

/** The events that lead to the columns of the call `id`, in the order of their time. */
export async function eventsOfOldCall(tx: DirectTx, id: string): Promise<RecordedEvent[]> {
  const time = (column: string, name: string) => `${timeText(tx.dialect, column)} AS "${name}"`;
  const legs = await tx.rows<LegRow>(
    `SELECT c."direction", c."state", c."disposition", c."clientRaw", c."trunk", c."talkSeconds",
       c."recordingUrl", c."failure", c."replayed", l."extension",
       ${time(`c."startedAt"`, "startedAt")}, ${time(`c."endedAt"`, "endedAt")},
       ${time(`l."startedAt"`, "legStartedAt")}, ${time(`l."answeredAt"`, "legAnsweredAt")}
     FROM (${documentRows(tx.dialect, { id: "text" })}) wanted
     CROSS JOIN "Call" c LEFT JOIN "CallLeg" l ON l."callId" = c."id"
     WHERE c."id" = wanted."id"`,
    [[id]],
  );
  const call = legs[0]!;
  const base = {
    direction: call.direction,
    clientNumber: call.clientRaw,
    trunk: call.trunk,
    ...(call.replayed && { replayed: true }),
  };
  const events: RecordedEvent[] = [];
  for (const { extension, legStartedAt, legAnsweredAt } of legs) {
    if (!extension || !legStartedAt) continue;
    const leg = { ...base, extension };
    const at = millis(legStartedAt);
    if (call.state === "dialling") events.push({ kind: "call:dialling", ...leg, at });
    else events.push({ kind: "call:ringing", ...leg, at });
    if (legAnsweredAt) events.push({ kind: "call:answered", ...leg, at: millis(legAnsweredAt) });
  }
  if (events.length === 0) {
    events.push({ kind: "call:arrived", clientNumber: call.clientRaw, at: millis(call.startedAt) });
  }
  const end = endOf(call, base);
  if (end) events.push(end);
  return events.sort((a, b) => a.at - b.at);
}

function endOf(
  { endedAt, disposition, failure, recordingUrl, talkSeconds }: LegRow,
  base: Pick<CallFacts, "direction" | "trunk"> & { clientNumber: string; replayed?: boolean },
): RecordedEvent | null {
  if (!endedAt) return null;
  const at = millis(endedAt);
  if (!disposition || failure === noEndReceived) return { kind: "call:lost", at };
  const talked = talkSeconds === null ? {} : { talkSeconds };
  return { kind: "call:ended", ...base, disposition, recordingUrl, ...talked, at };
}

function millis(time: string): number {
  return new Date(time).getTime();
}
