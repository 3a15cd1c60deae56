/** What the audit log says of connections: each setting that changed, secrets masked wherever they stand. */
import {
  changesBetween,
  details,
  hidden,
  secretChange,
  type Change,
  type Changes,
} from "#lib/audit/changes";
import type { AuditEvent } from "#lib/audit/events";
import { recordDeed, type Audited } from "#lib/audit/record-audit";
import { ActionError } from "#lib/auth/action-error";
import { db } from "#lib/db/client";
import { maskSecrets, openSettings, type Settings } from "./settings";
import { settingsFields } from "./setting-fields";

interface Row {
  id: string;
  provider: string;
  name: string;
}

export function connectionSubject({ id, name }: Pick<Row, "id" | "name">) {
  return { kind: "connection", id, name } satisfies NonNullable<Audited["subject"]>;
}

/**
 * Records what is done with a connection and leaves it as it is: a test, a replay.
 * @throws {ActionError} `not-found`
 */
export async function recordOn(
  event: AuditEvent,
  connectionId: string,
  facts: Record<string, unknown> = {},
): Promise<void> {
  const row = await db().connection.findFirst({ where: { id: connectionId, deletedAt: null } });
  if (!row) throw new ActionError("not-found");
  await recordDeed({ event, subject: connectionSubject(row), changes: details(facts) });
}

/** A connection as far as the audit log tells of it; settings opened. */
export interface ConnectionState {
  name: string;
  enabled: boolean;
  settings: Settings;
}

/** @returns a row as it is kept; settings that can't be opened count as none */
export async function stateOf(
  row: Row & { enabled: boolean; settings: string },
): Promise<ConnectionState> {
  const settings = await openSettings(row).catch((): Settings => ({}));
  return { name: row.name, enabled: row.enabled, settings };
}

/** @param before null of a new one */
export function connectionChanges(
  provider: string,
  before: ConnectionState | null,
  after: ConnectionState,
): Changes {
  const fields = settingsFields(provider);
  const secret = new Set(fields.flatMap((field) => (field.secret ? [field.name] : [])));
  const secrets = [before, after].flatMap((state) =>
    [...secret].flatMap((name) => {
      const value = state?.settings[name];
      return typeof value === "string" ? [value] : [];
    }),
  );
  const flat = (state: ConnectionState | null) =>
    state && { name: state.name, enabled: state.enabled, ...state.settings };
  const changes = Object.entries(changesBetween(flat(before), flat(after)));
  return Object.fromEntries(
    changes.map(([name, [was, is]]): [string, Change] => [
      name,
      secret.has(name) ? secretChange : [masked(was, secrets), masked(is, secrets)],
    ]),
  );
}

function masked(value: unknown, secrets: readonly string[]): unknown {
  if (value === null || typeof value === "number" || typeof value === "boolean") return value;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return maskSecrets(withoutQuery(text), secrets);
}

/** Addresses carry keys in their query and credentials in front of their host. */
function withoutQuery(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  if (!url.search && !url.username && !url.password) return text;
  if (url.search) url.search = `?${hidden}`;
  if (url.username) url.username = "x";
  if (url.password) url.password = "x";
  return url.href;
}
