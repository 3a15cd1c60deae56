/** Only writer of SMS events from providers; runs in the transaction that settles the inbox. */
import { day, minute } from "#lib/base/duration";
import { extensionOwners } from "#lib/calls/identify-people";
import type { CallSource } from "#lib/calls/stored-call";
import { certainOwners } from "#lib/numbers/match-contacts";
import { WriteConflict } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import { documentRows, insertSql, updateSql, type Columns } from "#lib/db/json-sql";
import type { Dialect } from "#lib/db/migrations";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import { parsePhoneNumber } from "#lib/numbers/phone-number";
import type { SmsState } from "./sms-view";
import { applySmsEvent, findSms, type SmsOccurrence, type StoredSms } from "./sms-record";

/** How late a delivery status may come, in ms: telephones are switched off. */
const statusWindow = day;
/** How late the first event of a requested SMS may come, in ms. */
const sentWindow = 10 * minute;

interface ChangedSms {
  sms: StoredSms;
  /** State in the database; null for a new SMS. */
  before: SmsState | null;
  at: Date;
}

/** @returns ids of the SMS that have changed */
export async function recordSmsEvents(
  tx: DirectTx,
  batch: readonly SmsOccurrence[],
): Promise<string[]> {
  if (batch.length === 0) return [];
  const stored = await readSms(tx, batch);
  const changed = new Map<StoredSms, ChangedSms>();
  for (const [position, occurrence] of batch.entries()) {
    const { event, receivedAt } = occurrence;
    const at = event.at ? new Date(event.at) : receivedAt;
    const found = findSms(stored, occurrence);
    const sms = found ?? newSms(occurrence, at, position);
    if (!found) stored.push(sms);
    const before = found ? sms.state : null;
    const isChanged = applySmsEvent(sms, event) || !found;
    if (isChanged && !changed.has(sms)) changed.set(sms, { sms, before, at });
  }
  await saveSms(tx, [...changed.values()]);
  return [...changed.keys()].map(({ id }) => id);
}

function newSms({ event, source }: SmsOccurrence, at: Date, position: number): StoredSms {
  return {
    id: timeOrderedId(at.getTime(), position),
    version: 0,
    source,
    externalId: null,
    statusId: null,
    extension: event.extension,
    numberRaw: event.clientNumber,
    text: "",
    state: "requested",
    recent: true,
  };
}

interface Row extends Omit<StoredSms, "source" | "recent"> {
  connectionId: string;
  recent: boolean | number;
}

async function readSms(tx: DirectTx, batch: readonly SmsOccurrence[]): Promise<StoredSms[]> {
  const sources = new Map<string, CallSource>();
  const queries = batch.map(({ event, source, receivedAt }) => {
    sources.set(source.connectionId, source);
    const since = (age: number) => new Date(receivedAt.getTime() - age);
    return [
      source.connectionId,
      event.externalId,
      event.extension,
      since(statusWindow),
      since(sentWindow),
    ];
  });
  const rows = await tx.rows<Row>(selectSql(tx.dialect), queries);
  const byId = new Map(rows.toReversed().map((row) => [row.id, row]));
  return [...byId.values()].reverse().map(({ connectionId, recent, ...row }) => ({
    ...row,
    source: sources.get(connectionId)!,
    recent: Boolean(recent),
  }));
}

function selectSql(dialect: Dialect): string {
  const columns: Columns = {
    connectionId: "text",
    externalId: "text",
    extension: "text",
    since: "time",
    recent: "time",
  };
  return `WITH wanted AS (${documentRows(dialect, columns)})
    SELECT s."id", s."version", s."connectionId", s."externalId", s."statusId", s."extension",
      s."numberRaw", s."text", s."state", s."createdAt" >= wanted."recent" AS "recent"
    FROM wanted CROSS JOIN "Sms" s
    WHERE s."connectionId" = wanted."connectionId" AND (
      s."externalId" = wanted."externalId" OR s."statusId" = wanted."externalId"
      OR (s."extension" = wanted."extension" AND s."createdAt" >= wanted."since"))
    ORDER BY s."createdAt", s."id"`;
}

const stateColumns = {
  id: "text",
  version: "integer",
  externalId: "text",
  statusId: "text",
  text: "text",
  state: "text",
} satisfies Columns;
const sentColumns = { ...stateColumns, sentAt: "time" } satisfies Columns;
const newColumns = {
  ...sentColumns,
  connectionId: "text",
  extension: "text",
  userId: "text",
  contactId: "text",
  clientOwnerId: "text",
  numberRaw: "text",
  e164: "text",
  direction: "text",
  createdAt: "time",
} satisfies Columns;

async function saveSms(tx: DirectTx, changed: readonly ChangedSms[]): Promise<void> {
  for (const { sms } of changed) sms.version += 1;
  const added = changed.filter(({ before }) => before === null);
  const updated = changed.filter(({ before }) => before !== null);
  const isSentNow = ({ sms, before }: ChangedSms) => sms.state === "sent" && before !== "sent";
  const sent = updated.filter(isSentNow);
  const others = updated.filter((change) => !isSentNow(change));
  await insertSms(tx, added);
  await updateSms(tx, sentColumns, sent);
  await updateSms(tx, stateColumns, others);
}

async function insertSms(tx: DirectTx, added: readonly ChangedSms[]): Promise<void> {
  if (added.length === 0) return;
  const numbers = added.map(({ sms }) => parsePhoneNumber(sms.numberRaw, sms.source.country).e164);
  const contacts = await certainOwners(
    tx,
    numbers.filter((e164) => e164 !== null),
  );
  const ownerOf = await extensionOwners(
    tx,
    added.map(({ sms }) => [sms.source.connectionId, sms.extension]),
  );
  const rows = added.map((change, index) => {
    const { sms, at } = change;
    const { connectionId } = sms.source;
    const e164 = numbers[index] ?? null;
    const contact = contacts.get(e164 ?? "");
    return rowOf(newColumns, change, {
      connectionId,
      e164,
      direction: "outgoing",
      createdAt: at,
      userId: ownerOf(connectionId, sms.extension),
      contactId: contact?.id ?? null,
      clientOwnerId: contact?.ownerId ?? null,
    });
  });
  await tx.run(insertSql(tx.dialect, { table: "Sms", columns: newColumns }), rows);
}

async function updateSms(
  tx: DirectTx,
  columns: Columns,
  changed: readonly ChangedSms[],
): Promise<void> {
  if (changed.length === 0) return;
  const sql = updateSql(tx.dialect, { table: "Sms", columns, guard: true });
  const count = await tx.run(
    sql,
    changed.map((change) => rowOf(columns, change)),
  );
  if (count !== changed.length) throw new WriteConflict();
}

function rowOf(columns: Columns, { sms, at }: ChangedSms, more: object = {}): unknown[] {
  const sentAt = sms.state === "sent" ? at : null;
  const values: Record<string, unknown> = { ...sms, sentAt, ...more };
  return Object.keys(columns).map((column) => values[column] ?? null);
}
