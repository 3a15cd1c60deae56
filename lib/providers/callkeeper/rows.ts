/**
 * A row of the statistics. CallKeeper does not describe its fields, so each is looked for under the
 * names that its own other interfaces use, and what is not there stays unknown.
 */
import type { CallDisposition } from "../contract";

export interface CallRow {
  id: string | null;
  client: string | null;
  /** Digits; null when it is no telephone number (the widget numbers offices from 0). */
  manager: string | null;
  startedAt: string | null;
  endedAt: string | null;
  talkSeconds: number | null;
  disposition: CallDisposition;
  recordingUrl: string | null;
}

type Row = Record<string, unknown>;

const names = {
  id: ["id_call", "call_id", "id", "idCall", "unique"],
  client: ["client", "client_phone", "clientPhone", "phone_client", "phone", "tel", "number"],
  manager: ["manager", "manager_phone", "managerPhone", "phone_manager", "operator"],
  start: [
    "date_start",
    "start",
    "started_at",
    "time_start",
    "date",
    "datetime",
    "created_at",
    "time",
  ],
  end: ["date_end", "end", "ended_at", "time_end", "finished_at"],
  talk: ["talk_duration", "talk", "talk_time", "billsec", "duration"],
  status: ["status", "statuses", "result", "state"],
  record: ["record", "record_url", "recording", "audio", "link"],
} as const;

/** The vendor's clock: Moscow has had no summer time since October 2014. */
const moscow = "+03:00";

export function readRow(row: Row): CallRow {
  const talkSeconds = seconds(pick(row, "talk"));
  const startedAt = toIso(pick(row, "start"));
  const toldEnd = toIso(pick(row, "end"));
  const manager = (pick(row, "manager") ?? "").replace(/\D/g, "");
  const record = pick(row, "record");
  return {
    id: pick(row, "id"),
    client: pick(row, "client"),
    manager: manager.length >= 7 ? manager : null,
    startedAt,
    endedAt: toldEnd ?? later(startedAt, talkSeconds),
    talkSeconds,
    disposition: dispositionOf(talkSeconds, pick(row, "status")),
    recordingUrl: record && /^https?:\/\//.test(record) ? record : null,
  };
}

/** Of a field, in characters. */
const longest = 2_000;

function pick(row: Row, field: keyof typeof names): string | null {
  for (const name of names[field]) {
    const value = row[name];
    if (typeof value === "number") return String(value);
    if (typeof value === "string" && value.trim() !== "") return value.trim().slice(0, longest);
  }
  return null;
}

/** `75`, `75.4`, `1:15` and `00:01:15`. */
function seconds(text: string | null): number | null {
  if (text === null) return null;
  if (/^\d{1,6}(?:\.\d+)?$/.test(text)) return Math.round(Number(text));
  if (!/^\d{1,2}(?::[0-5]\d){1,2}$/.test(text)) return null;
  return text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** ISO 8601, `2026-11-21 10:00:00` by Moscow's clock, or a Unix time in s or ms. */
export function toIso(text: string | null): string | null {
  if (text === null) return null;
  if (/^\d{10}$/.test(text)) return new Date(Number(text) * 1000).toISOString();
  if (/^\d{13}$/.test(text)) return new Date(Number(text)).toISOString();
  const parts = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?$/.exec(
    text,
  );
  if (!parts) return null;
  const zone = (parts[3] ?? moscow).replace(/^([+-]\d\d)(\d\d)$/, "$1:$2");
  const date = new Date(`${parts[1]}T${parts[2]}${zone}`);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function later(startedAt: string | null, talkSeconds: number | null): string | null {
  if (startedAt === null || talkSeconds === null) return null;
  return new Date(new Date(startedAt).getTime() + talkSeconds * 1000).toISOString();
}

/** The list holds completed calls: a row without a contrary status was answered. */
function dispositionOf(talkSeconds: number | null, status: string | null): CallDisposition {
  if (talkSeconds !== null && talkSeconds > 0) return "answered";
  const word = status?.toLowerCase() ?? "";
  if (/busy|занят|^486/.test(word)) return "busy";
  if (/cancel|отмен|^487/.test(word)) return "cancelled";
  if (/fail|error|ошибк|^5\d\d/.test(word)) return "failed";
  if (talkSeconds === 0 || /no.?answer|missed|не ?(?:отве|дозв)|^(?:408|480)/.test(word)) {
    return "no-answer";
  }
  return "answered";
}
