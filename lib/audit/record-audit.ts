/** The one writer of the audit log (docs/security.md). The database refuses to change what it has written. */
import { BoundedMap } from "#lib/base/bounded-map";
import { hour } from "#lib/base/duration";
import { log } from "#lib/base/log";
import { directOn, transaction, type Tx } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import { insertSql } from "#lib/db/json-sql";
import { readSetting, writeSetting } from "#lib/db/setting";
import { isStorageFailure } from "#lib/base/storage-failure";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import { afterCommit } from "#lib/db/transaction-scope";
import { currentActor, type Actor } from "./actor";
import { keptChanges, type Changes } from "./changes";
import type { AuditEvent, AuditSubject } from "./events";

export interface Audited {
  event: AuditEvent;
  /**
   * What it was done to; `ids` of several, in one entry. A client's name is never kept, whoever hands it over: erasing
   * somebody has to leave nothing of them here.
   */
  subject?: {
    kind: AuditSubject;
    id?: string | null;
    ids?: readonly string[];
    name?: string | null;
  };
  /** By field, before and after; secrets masked by whoever knows which they are, and once more here. */
  changes?: Changes;
  /** @default whoever the request is of (lib/audit/actor.ts) */
  actor?: Actor;
  /**
   * Of what strangers or programs repeat without end: those of one hour with the same text are one entry with a
   * count, and one line of the log for the first, the tenth, the hundredth.
   */
  counted?: string;
  /** How often it has happened, of what is counted. @default 1 */
  times?: number;
}

/** Subjects whose name tells of a client. */
const nameless: readonly AuditSubject[] = [
  "contact",
  "company",
  "callback",
  "call",
  "note",
  "number",
];

const columns = {
  id: "text",
  at: "time",
  event: "text",
  userId: "text",
  userName: "text",
  sessionId: "text",
  address: "text",
  subjectKind: "text",
  subjectId: "text",
  subjectName: "text",
  searchText: "text",
  changes: "text",
  count: "integer",
  key: "text",
} as const;
type Row = Record<keyof typeof columns, string | number | Date | null>;

/**
 * Writes an entry in the transaction of what it tells of: both are there, or neither. Once that is committed, the
 * entry is a line of the program's log as well.
 */
export async function recordAudit(tx: Tx | DirectTx, entry: Audited): Promise<void> {
  const { times = 1 } = entry;
  const { userId, name: userName, sessionId, address } = entry.actor ?? currentActor();
  const { kind: subjectKind = null, ids, name = null } = entry.subject ?? {};
  const subjectId = entry.subject?.id ?? (ids?.length === 1 ? ids[0]! : null);
  const subjectName = subjectKind && nameless.includes(subjectKind) ? null : name;
  const who = { event: entry.event, userId, userName, sessionId, address };
  const what = { ...who, subjectKind, subjectId, subjectName };
  const changes = {
    ...(ids && ids.length > 1 && { count: [null, ids.length], ids: [null, ids] }),
    ...keptChanges(entry.changes ?? {}),
  };
  const at = new Date();
  const words = [subjectName, subjectId, ...(ids ?? [])];
  const count = await insert(tx, entry.counted, {
    ...what,
    id: timeOrderedId(at.getTime()),
    at,
    searchText: words.filter(Boolean).join(" ").toLowerCase(),
    changes: Object.keys(changes).length > 0 ? JSON.stringify(changes) : null,
    count: times,
    key: null,
  });
  // The first, the tenth, the hundredth, whichever of those that were written together it is.
  if (Math.ceil(Math.log10(count + 1)) > Math.ceil(Math.log10(count - times + 1))) {
    afterCommit(() => log().info({ ...what, changes, count }, "audit"));
  }
}

/** The same of a deed that writes nothing else: an export, a test, a refusal. */
export function recordDeed(entry: Audited): Promise<void> {
  return transaction((tx) => recordAudit(tx, entry));
}

/** The same of a reading, which a database that can't write does not stop: its entry is a line of the log then. */
export async function recordReading(entry: Audited): Promise<void> {
  try {
    await recordDeed(entry);
  } catch (error) {
    if (!isStorageFailure(error)) throw error;
    const { event, subject, changes, actor = currentActor() } = entry;
    log().error({ err: error, event, subject, changes, actor }, "a reading could not be recorded");
  }
}

/** @returns how often it has happened within its hour */
async function insert(
  tx: Tx | DirectTx,
  counted: string | undefined,
  row: Row & { event: string },
): Promise<number> {
  const { key, isOfMany } =
    counted === undefined ? { key: null, isOfMany: false } : countedKey(row.event, counted);
  // What is one row of many clients' says nothing of the one that came first.
  const told: Partial<Row> = isOfMany
    ? { id: row.id, at: row.at, event: row.event, searchText: "", count: row.count }
    : row;
  const values = { ...told, key };
  const direct = isDirect(tx) ? tx : directOn(tx);
  const [written] = await direct.rows<{ count: number | bigint }>(
    `${insertSql(direct.dialect, { table: "AuditEntry", columns })}
     ON CONFLICT ("key") DO UPDATE SET "count" = "AuditEntry"."count" + excluded."count", "lastAt" = excluded."at"
     RETURNING "count"`,
    [Object.keys(columns).map((name) => values[name as keyof Row] ?? null)],
  );
  return Number(written!.count);
}

function isDirect(tx: Tx | DirectTx): tx is DirectTx {
  return "dialect" in tx;
}

/** What is repeated has an entry for each hour, and an event so many of them; what comes beyond is counted in one. */
export const mostAnHour = 500;

const known = new BoundedMap<string, true>(10_000);
const begun = new BoundedMap<string, number>(100);

/**
 * @param of what is the same about those that are counted together: an account and an address, say
 * @returns the entry's key, and whether it is the one for all that there is no entry left for
 */
function countedKey(
  event: string,
  of: string,
  now = Date.now(),
): { key: string; isOfMany: boolean } {
  const within = `${event} ${Math.floor(now / hour)}`;
  const key = `${within} ${of}`;
  if (known.get(key)) return { key, isOfMany: false };
  const count = begun.get(within) ?? 0;
  if (count >= mostAnHour) return { key: `${within} and more`, isOfMany: true };
  begun.set(within, count + 1);
  known.set(key, true);
  return { key, isOfMany: false };
}

/** Sets what an installation keeps by a name (lib/db/setting.ts), and records it where it was something else. */
export async function changeSetting(key: string, value: string): Promise<void> {
  await transaction(async (tx) => {
    const before = await readSetting(key, tx);
    await writeSetting(key, value, tx);
    if (before === value) return;
    const subject = { kind: "setting", id: key } as const;
    await recordAudit(tx, {
      event: "setting.changed",
      subject,
      changes: { value: [before, value] },
    });
  });
}
