/** Calls written down as they are, without a provider that tells of them. */
import { transaction } from "#lib/db/client";
import { insertRows } from "#lib/db/json-sql";

export interface PlainCall {
  id: string;
  connectionId: string;
  startedAt: Date;
  direction: "incoming" | "outgoing" | "internal";
  /** Null: under way. */
  disposition: "answered" | "no-answer" | "busy" | "failed" | null;
  failure: string | null;
  clientRaw: string;
  clientE164: string | null;
  trunk: string | null;
  handledById: string | null;
  requestedById: string | null;
  outcomeId: string | null;
  answeredAt: Date | null;
  waitSeconds: number | null;
  talkSeconds: number | null;
}

const usual: Omit<PlainCall, "id" | "connectionId" | "startedAt"> = {
  direction: "incoming",
  disposition: "answered",
  failure: null,
  clientRaw: "+442079460000",
  clientE164: "+442079460000",
  trunk: null,
  handledById: null,
  requestedById: null,
  outcomeId: null,
  answeredAt: null,
  waitSeconds: null,
  talkSeconds: null,
};

type Given = Partial<PlainCall> & Pick<PlainCall, "id" | "connectionId" | "startedAt">;

/** @returns the calls as they are stored */
export async function storeCalls(given: readonly Given[]): Promise<PlainCall[]> {
  const calls = given.map((call): PlainCall => ({ ...usual, ...call }));
  const names = [...Object.keys(usual), "id", "connectionId", "startedAt"] as (keyof PlainCall)[];
  const columns = [...names, "state"];
  const rows = calls.map((call) => [
    ...names.map((name) => call[name]),
    call.disposition === null ? "active" : "ended",
  ]);
  await transaction((tx) => insertRows(tx, { table: "Call", columns, rows }));
  return calls;
}
