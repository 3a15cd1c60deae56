import { followOwners, joinCallbacks } from "#lib/callbacks/join-callbacks";
import { neverCalled } from "#lib/calls/contact-calls";
import type { DirectTx } from "#lib/db/direct";
import { insertSql, updateSql, type ColumnType } from "#lib/db/json-sql";
import { recordHandedClients } from "#lib/notices/record-notices";
import { foldForSearch, sortKeyOf } from "#lib/search/search-text";
import {
  changesBetween,
  recordChanges,
  type ChangeKind,
  type FieldChanges,
} from "./contact-history";
import {
  contactSearchText,
  fieldsOf,
  sortedTags,
  type ContactState,
  type StoredContact,
} from "./contact-state";
import { columnFields, contactFields } from "./fields";
import { liveCallsOf, touchLiveCalls } from "./live-calls";
import { namedRows, type NamedRow } from "./named-rows";
import { passOnRows, relinkNumbers, unlinkNumbers } from "./link-rows";
import { writeEntries, type NumberChanges } from "./write-entries";

/** What a contact is, and what it is to be. */
export interface Draft {
  id: string;
  /** Null of a new one. */
  before: StoredContact | null;
  after: ContactState;
  /** What the history is to say, where that is not the difference of the two; null: that it happened. */
  history?: FieldChanges | null;
}

export interface Writing {
  /** Who does it; null when the program itself does. */
  userId: string | null;
  /** Null: nothing is written into the history. */
  kind: ChangeKind | null;
  importId?: string | null;
  /** Calls of numbers that go are not the contact's any more: they never were. */
  freeCalls?: boolean;
  /** Earlier calls and text messages go to contacts' new owners (lib/auth/policy.ts). */
  passOn?: boolean;
  /** Open callbacks are already as they are to be. */
  keepCallbacks?: boolean;
  /** @default now; a contact's own change is never earlier than what somebody has seen of it. */
  at?: Date;
}

/** What has changed with contacts, and is to be published after the commit. */
export interface Written {
  /** Calls under way that now know better who it is. */
  liveCallIds: string[];
  callbackIds: string[];
  /** People who were given clients, or have lost some: whose notices have changed. @default nobody */
  toldIds?: readonly string[];
}

interface WrittenWithLinks extends Written {
  /** Calls and messages of nobody's that have become the contacts' by their numbers; ids by table. */
  linked: Awaited<ReturnType<typeof relinkNumbers>>;
}

interface Settled extends Draft {
  changes: FieldChanges;
  at: Date;
}

const columns = {
  ...(Object.fromEntries(
    columnFields.map((field) => [field, contactFields[field].kind === "flag" ? "boolean" : "text"]),
  ) as Record<string, ColumnType>),
  companyId: "text",
  companyKey: "text",
  searchText: "text",
  updatedAt: "time",
} as const satisfies Record<string, ColumnType>;
const updated = { id: "text", ...columns } as const;
const created = { ...updated, createdAt: "time", importId: "text" } as const;
const uncalled = { contactId: "text", calledAt: "time", attempts: "integer" } as const;

/**
 * Call it in the transaction that has read what the drafts were (`loadContacts`). Drafts without a
 * change are left alone.
 */
export async function writeContacts(
  tx: DirectTx,
  drafts: readonly Draft[],
  writing: Writing,
): Promise<WrittenWithLinks> {
  const { userId, kind, importId = null, at = new Date() } = writing;
  const companies = await namedRows(
    tx,
    "Company",
    drafts.map(({ after }) => after.company),
    at,
  );
  const tags = await namedRows(
    tx,
    "Tag",
    drafts.flatMap(({ after }) => after.tags),
    at,
  );
  const records = kind !== null && kind !== "imported";
  const all = drafts.flatMap((draft) => settle(draft, { companies, tags, at, records }));
  if (all.length === 0) return { liveCallIds: [], callbackIds: [], linked: { Call: [], Sms: [] } };
  const fresh = all.filter(({ before }) => before === null);
  const known = all.filter(({ before }) => before !== null);
  const columnsOf = ({ id, after, at }: Settled) => {
    const company = foldForSearch(after.company ?? "");
    const companyId = companies.get(company)?.id ?? null;
    const own = columnFields.map((field) => after[field]);
    return [id, ...own, companyId, sortKeyOf(company), contactSearchText(after), at];
  };
  if (fresh.length > 0) {
    await tx.run(
      insertSql(tx.dialect, { table: "Contact", columns: created }),
      fresh.map((draft) => [...columnsOf(draft), draft.at, importId]),
    );
    await tx.run(
      insertSql(tx.dialect, { table: "ContactCalls", columns: uncalled }),
      fresh.map(({ id }) => [id, neverCalled, 0]),
    );
  }
  if (known.length > 0) {
    await tx.run(
      updateSql(tx.dialect, { table: "Contact", columns: updated }),
      known.map(columnsOf),
    );
  }
  const numbers = await writeEntries(tx, all, { tags, at });
  if (kind !== null) {
    await recordChanges(
      tx,
      all.map(({ id, before, changes, history, at }) => {
        const own = before || records ? changes : null;
        const fields = history === undefined ? own : history;
        return { contactId: id, userId, at, kind, fields, importId };
      }),
    );
  }
  const followed = await follow(tx, all, numbers, writing);
  return { ...followed, toldIds: await tellOwners(tx, all, writing) };
}

/** Of what people do by hand: whoever imports or merges has their own to look through. */
async function tellOwners(
  tx: DirectTx,
  all: readonly Settled[],
  { userId, kind }: Writing,
): Promise<string[]> {
  if (userId === null || (kind !== "created" && kind !== "edited")) return [];
  const handed = all.flatMap(({ id, before, after, changes }) => {
    if (!changes.ownerId) return [];
    return [{ contactId: id, fromId: before?.ownerId ?? null, toId: after.ownerId }];
  });
  return recordHandedClients(tx, userId, handed);
}

/** Companies and tags keep the name by which they are known. */
function settle(
  draft: Draft,
  known: {
    companies: Map<string, NamedRow>;
    tags: Map<string, NamedRow>;
    at: Date;
    /** Whether the history says what a new contact holds. */
    records: boolean;
  },
): Settled[] {
  const { before, after } = draft;
  const named = (rows: Map<string, NamedRow>, name: string) => rows.get(foldForSearch(name));
  const company = after.company ? (named(known.companies, after.company)?.name ?? null) : null;
  const tags = sortedTags(after.tags.map((tag) => named(known.tags, tag)?.name ?? tag));
  const settled = { ...after, company, tags };
  // A new contact of an import is all in the file.
  const changes =
    before || known.records ? changesBetween(before && fieldsOf(before), fieldsOf(settled)) : {};
  const isChanged = Object.keys(changes).length > 0 || draft.history !== undefined;
  if (before && !isChanged) return [];
  const seen = before ? before.updatedAt.getTime() + 1 : 0;
  return [{ ...draft, after: settled, changes, at: new Date(Math.max(known.at.getTime(), seen)) }];
}

/** Takes calls, messages and callbacks along with what has become of the contacts. */
async function follow(
  tx: DirectTx,
  all: readonly Settled[],
  { added, gone }: NumberChanges,
  { userId, freeCalls = false, keepCallbacks = false, passOn = false }: Writing,
): Promise<WrittenWithLinks> {
  const known = all.filter(({ before }) => before !== null);
  const ids = known.map(({ id }) => id);
  await touchLiveCalls(tx, ids);
  const own = await liveCallsOf(tx, { contacts: ids });
  if (freeCalls) await unlinkNumbers(tx, gone);
  const e164s = [...new Set([...added, ...gone.map(({ e164 }) => e164)])];
  const linked = await relinkNumbers(tx, e164s);
  const joined = await liveCallsOf(tx, { contacts: [], among: linked.Call });
  const liveCallIds = [...new Set([...own, ...joined])];
  const moved = known.flatMap(({ id, after, changes }) =>
    changes.ownerId ? [{ contactId: id, ownerId: after.ownerId }] : [],
  );
  if (passOn) await passOnRows(tx, moved);
  if (keepCallbacks) return { liveCallIds, callbackIds: [], linked };
  const joinedIds = await joinCallbacks(tx, { numbers: e164s });
  const followedIds = await followOwners(tx, moved, userId);
  return { liveCallIds, callbackIds: [...new Set([...joinedIds, ...followedIds])], linked };
}
