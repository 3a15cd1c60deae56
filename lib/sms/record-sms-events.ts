/** The one writer of what providers tell of text messages, inside the transaction that settles the inbox. */
import { extensionOwners } from "#lib/calls/find-owners";
import type { CallSource } from "#lib/calls/stored-call";
import { certainOwners } from "#lib/contacts/match-contacts";
import { WriteConflict } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import { documentRows, insertSql, updateSql, type Columns } from "#lib/db/json-sql";
import type { Dialect } from "#lib/db/migrations";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import { parsePhoneNumber } from "#lib/phone-number";
import type { SmsState } from "#lib/realtime/events";
import { findSms, moveSms, type SmsOccurrence, type StoredSms } from "./sms-record";

/** How long a status may be about a message that waits for one, in ms: telephones are switched off. */
const statusWindow = 24 * 60 * 60_000;
/** How long the first word about a requested message may take, in ms. */
const sentWindow = 10 * 60_000;

interface Changed {
  sms: StoredSms;
  /** As the database has it; null for a new one. */
  before: SmsState | null;
  at: Date;
}

/** @returns the ids of the messages that are different now */
export async function recordSmsEvents(
  tx: DirectTx,
  batch: readonly SmsOccurrence[],
): Promise<string[]> {
  if (batch.length === 0) return [];
  const known = await readSms(tx, batch);
  const changed = new Map<StoredSms, Changed>();
  for (const [position, occurrence] of batch.entries()) {
    const { event, receivedAt } = occurrence;
    const at = event.at ? new Date(event.at) : receivedAt;
    const found = findSms(known, occurrence);
    const sms = found ?? begin(occurrence, at, position);
    if (!found) known.push(sms);
    const before = found ? sms.state : null;
    if ((moveSms(sms, event) || !found) && !changed.has(sms)) changed.set(sms, { sms, before, at });
  }
  await save(tx, [...changed.values()]);
  return [...changed.keys()].map(({ id }) => id);
}

function begin({ event, source }: SmsOccurrence, at: Date, position: number): StoredSms {
  return {
    ...{ id: timeOrderedId(at.getTime(), position), version: 0, source },
    ...{ externalId: null, statusId: null, extension: event.extension },
    ...{ numberRaw: event.clientNumber, text: "", state: "requested", recent: true },
  };
}

interface Row extends Omit<StoredSms, "source" | "recent"> {
  connectionId: string;
  recent: boolean | number;
}

async function readSms(tx: DirectTx, batch: readonly SmsOccurrence[]): Promise<StoredSms[]> {
  const sources = new Map<string, CallSource>();
  const wanted = batch.map(({ event, source, receivedAt }) => {
    sources.set(source.connectionId, source);
    const since = (age: number) => new Date(receivedAt.getTime() - age);
    const about = [source.connectionId, event.externalId, event.extension];
    return [...about, since(statusWindow), since(sentWindow)];
  });
  const rows = await tx.rows<Row>(selectSql(tx.dialect), wanted);
  const byId = new Map(rows.toReversed().map((row) => [row.id, row]));
  return [...byId.values()].reverse().map(({ connectionId, recent, ...row }) => ({
    ...row,
    source: sources.get(connectionId)!,
    recent: Boolean(recent),
  }));
}

function selectSql(dialect: Dialect): string {
  const about = { connectionId: "text", externalId: "text", extension: "text" } as const;
  const columns: Columns = { ...about, since: "time", recent: "time" };
  return `WITH wanted AS (${documentRows(dialect, columns)})
    SELECT s."id", s."version", s."connectionId", s."externalId", s."statusId", s."extension",
      s."numberRaw", s."text", s."state", s."createdAt" >= wanted."recent" AS "recent"
    FROM wanted CROSS JOIN "Sms" s
    WHERE s."connectionId" = wanted."connectionId" AND (
      s."externalId" = wanted."externalId" OR s."statusId" = wanted."externalId"
      OR (s."extension" = wanted."extension" AND s."createdAt" >= wanted."since"))
    ORDER BY s."createdAt", s."id"`;
}

const moving = {
  ...{ id: "text", version: "integer", externalId: "text", statusId: "text" },
  ...{ text: "text", state: "text" },
} satisfies Columns;
const arriving = { ...moving, sentAt: "time" } satisfies Columns;
const beginning = {
  ...arriving,
  ...{ connectionId: "text", extension: "text", userId: "text", contactId: "text" },
  ...{ numberRaw: "text", e164: "text", direction: "text", createdAt: "time" },
} satisfies Columns;

async function save(tx: DirectTx, changed: readonly Changed[]): Promise<void> {
  for (const { sms } of changed) sms.version += 1;
  await insert(
    tx,
    changed.filter(({ before }) => before === null),
  );
  const known = changed.filter(({ before }) => before !== null);
  const hasArrived = ({ sms, before }: Changed) => sms.state === "sent" && before !== "sent";
  await overwrite(tx, arriving, known.filter(hasArrived));
  await overwrite(
    tx,
    moving,
    known.filter((one) => !hasArrived(one)),
  );
}

async function insert(tx: DirectTx, begun: readonly Changed[]): Promise<void> {
  if (begun.length === 0) return;
  const numbers = begun.map(({ sms }) => parsePhoneNumber(sms.numberRaw, sms.source.country).e164);
  const contacts = await certainOwners(
    tx,
    numbers.filter((e164) => e164 !== null),
  );
  const ownerOf = await extensionOwners(
    tx,
    begun.map(({ sms }) => [sms.source.connectionId, sms.extension]),
  );
  const rows = begun.map((one, index) => {
    const { connectionId } = one.sms.source;
    const e164 = numbers[index] ?? null;
    return rowOf(beginning, one, {
      ...{ connectionId, e164, direction: "outgoing", createdAt: one.at },
      userId: ownerOf(connectionId, one.sms.extension),
      contactId: contacts.get(e164 ?? "")?.id ?? null,
    });
  });
  await tx.run(insertSql(tx.dialect, { table: "Sms", columns: beginning }), rows);
}

async function overwrite(
  tx: DirectTx,
  columns: Columns,
  changed: readonly Changed[],
): Promise<void> {
  if (changed.length === 0) return;
  const sql = updateSql(tx.dialect, { table: "Sms", columns, guard: true });
  const count = await tx.run(
    sql,
    changed.map((one) => rowOf(columns, one)),
  );
  if (count !== changed.length) throw new WriteConflict();
}

function rowOf(columns: Columns, { sms, at }: Changed, more: object = {}): unknown[] {
  const sentAt = sms.state === "sent" ? at : null;
  const values: Record<string, unknown> = { ...sms, sentAt, ...more };
  return Object.keys(columns).map((column) => values[column] ?? null);
}
