/** What an administrator does with connections: create, change, switch, delete. */
import { recordAudit } from "#lib/audit/record-audit";
import { ActionError } from "#lib/auth/action-error";
import { db, transaction } from "#lib/db/client";
import type { Connection } from "#lib/db/generated/sqlite/client";
import { assertDemoEnded } from "#lib/people/demo";
import { adapters } from "#lib/providers/registry";
import { validFormSettings, type FormSettings } from "./form-settings";
import { hookTokenSetting, keepFormerToken } from "./hook-access";
import { connectionChanges, connectionSubject, stateOf } from "./record-connections";
import { freeSlug, saveConnection } from "./save-connection";
import { openSettings, sealSettings, type Settings } from "./settings";

/** @throws {ActionError} when a field is wrong, the slug is another connection's, or the demo is open */
export async function createConnection(input: {
  provider: string;
  name: string;
  /** Made from the name when empty. */
  slug: string;
  enabled: boolean;
  settings: FormSettings;
}): Promise<{ id: string; slug: string }> {
  await assertDemoEnded();
  if (!adapters.some((adapter) => adapter.id === input.provider)) {
    throw new ActionError("invalid", { fields: { provider: "required" } });
  }
  const settings = validFormSettings(input.provider, input.settings);
  const slug = input.slug || (await freeSlug(input.name));
  if ((await db().connection.count({ where: { slug } })) > 0) {
    throw new ActionError("invalid", { fields: { slug: "taken" } });
  }
  const { id } = await saveConnection({ ...input, slug, settings });
  return { id, slug };
}

/**
 * Provider and slug stay: calls, extensions and addresses outside depend on them.
 * @throws {ActionError} as `createConnection`
 */
export async function updateConnection(
  id: string,
  input: { name: string; settings: FormSettings },
): Promise<void> {
  const { row, settings } = await mergedSettings(id, input.settings);
  if (!row.simulator) await assertDemoEnded();
  const { name } = input;
  const before = await stateOf(row);
  const changes = connectionChanges(row.provider, before, { ...before, name, settings });
  const data = { name, settings: await sealSettings(row, settings) };
  const token = hookTokenSetting(row.provider) ?? "";
  const former = before.settings[token];
  await transaction(async (tx) => {
    // The provider goes on sending the former one until it is told.
    if (former !== settings[token]) await keepFormerToken(tx, id, former);
    await tx.connection.update({ where: { id }, data });
    const subject = connectionSubject({ id, name });
    await recordAudit(tx, { event: "connection.changed", subject, changes });
  });
}

/**
 * Settings of the form, with the stored secrets where its secret fields are empty.
 * @throws {ActionError} when a field is wrong, when a secret is empty while an address has changed, or
 * when the connection is gone
 */
export async function mergedSettings(
  id: string,
  form: FormSettings,
): Promise<{
  row: Connection;
  settings: Settings;
}> {
  const row = await db().connection.findFirst({ where: { id, deletedAt: null } });
  if (!row) throw new ActionError("not-found");
  // Secrets that can't be opened count as absent: they have to be typed again.
  const stored = await openSettings(row).catch(() => ({}));
  return { row, settings: validFormSettings(row.provider, form, stored) };
}

/** @throws {ActionError} "demo-open" for a real connection while the demo is open */
export async function setEnabled(id: string, enabled: boolean): Promise<void> {
  const row = await db().connection.findFirst({ where: { id, deletedAt: null } });
  if (!row) throw new ActionError("not-found");
  if (enabled && !row.simulator) await assertDemoEnded();
  await transaction(async (tx) => {
    await tx.connection.update({ where: { id }, data: { enabled } });
    const event = enabled ? "connection.enabled" : "connection.disabled";
    await recordAudit(tx, { event, subject: connectionSubject(row) });
  });
}

/**
 * Deletes the connection with its extensions. It is gone for everybody at once, its address and its secrets too;
 * calls and messages that came over it may be a million, and go piece by piece (lib/retention/forget-connections.ts).
 * @param confirmation the connection's name, as the administrator has typed it
 */
export async function deleteConnection(id: string, confirmation: string): Promise<void> {
  const row = await db().connection.findFirst({ where: { id, deletedAt: null } });
  if (!row) throw new ActionError("not-found");
  if (confirmation.trim() !== row.name.trim()) {
    throw new ActionError("invalid", { fields: { confirmation: "confirmation" } });
  }
  // Figures of what goes along: nothing else will tell. Counted before, so that nobody waits for it.
  const [calls, messages] = await Promise.all([
    db().call.count({ where: { connectionId: id } }),
    db().inboxMessage.count({ where: { connectionId: id } }),
  ]);
  const now = new Date();
  await transaction(async (tx) => {
    await tx.connection.update({
      where: { id, deletedAt: null },
      data: { deletedAt: now, enabled: false, slug: `deleted-${id}`, settings: "{}" },
    });
    await tx.extension.deleteMany({ where: { connectionId: id } });
    await tx.hookAccess.deleteMany({ where: { connectionId: id } });
    await tx.campaign.updateMany({
      where: { connectionId: id, endedAt: null },
      data: { state: "stopped", endedAt: now },
    });
    const changes = { calls: [calls, null], messages: [messages, null] } as const;
    await recordAudit(tx, {
      event: "connection.deleted",
      subject: connectionSubject(row),
      changes,
    });
  });
}
