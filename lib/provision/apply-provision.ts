/**
 * Makes people, connections and contacts match the provisioning file, at each start. What the file
 * does not name is left alone; what it names is set to what it says.
 */
import { stat } from "node:fs/promises";
import { setContactScope } from "#lib/auth/policy";
import { log } from "#lib/base/log";
import { saveConnection } from "#lib/connections/save-connection";
import { importPrepared } from "#lib/contacts/import/import-contacts";
import { db } from "#lib/db/client";
import { grantByFile } from "#lib/outgoing/permissions";
import { setRetention } from "#lib/retention/settings";
import { checkProvision } from "./check-provision";
import { provisionUsers } from "./provision-users";

/** @throws {ProvisionError} before anything is written, when the file is wrong */
export async function applyProvision(path: string): Promise<void> {
  const { file, connections: named, contacts } = await checkProvision(path);
  await warnOfReaders(path);
  grantByFile({ networks: file.allowedNetworks, connections: named });
  for (const { slug, provider, name, enabled, settings } of file.connections) {
    await saveConnection({ slug, provider, name: name ?? slug, enabled, settings });
  }
  const connections = await db().connection.findMany({ select: { id: true, slug: true } });
  if (file.access) await setContactScope(file.access.contacts);
  if (file.retention) await setRetention(file.retention);
  await provisionUsers(file.users, new Map(connections.map(({ id, slug }) => [slug, id])));
  await importPrepared(contacts);
}

/** The file holds passwords: anybody on the machine could sign in with them. */
async function warnOfReaders(path: string): Promise<void> {
  // Windows has no such bits; Node reports every file there as readable by all.
  if (process.platform === "win32") return;
  const { mode } = await stat(path);
  if ((mode & 0o004) === 0) return;
  log().warn({}, `TINYCRM_PROVISION: everybody on this machine can read ${path}: chmod 600 it`);
}
