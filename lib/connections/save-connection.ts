import { randomUUID } from "node:crypto";
import { recordAudit } from "#lib/audit/record-audit";
import { db, transaction } from "#lib/db/client";
import { connectionChanges, connectionSubject, stateOf } from "./record-connections";
import { sealSettings, validateSettings } from "./settings";

/**
 * Upserts a connection by slug.
 * @throws when the settings are wrong: call `validateSettings` first
 */
export async function saveConnection(input: {
  slug: string;
  provider: string;
  name: string;
  enabled: boolean;
  settings: Record<string, unknown>;
  simulator?: boolean;
}): Promise<{ id: string }> {
  const valid = validateSettings(input.provider, input.settings);
  if (!valid.ok) throw new Error(`settings: ${JSON.stringify(valid.fields)}`);
  const existing = await db().connection.findUnique({ where: { slug: input.slug } });
  const before = existing && (await stateOf(existing));
  const id = existing?.id ?? randomUUID();
  const data = {
    provider: input.provider,
    name: input.name,
    enabled: input.enabled,
    simulator: input.simulator ?? false,
    settings: await sealSettings({ id, provider: input.provider }, valid.value),
  };
  const after = { name: data.name, enabled: data.enabled, settings: valid.value };
  const changes = connectionChanges(input.provider, before, after);
  await transaction(async (tx) => {
    await tx.connection.upsert({
      where: { slug: input.slug },
      create: { id, slug: input.slug, ...data },
      update: data,
    });
    // The provisioning file says the same at each start.
    if (Object.keys(changes).length === 0) return;
    const event = existing ? "connection.changed" : "connection.created";
    await recordAudit(tx, { event, subject: connectionSubject({ id, name: data.name }), changes });
  });
  return { id };
}

/** Slugs are part of addresses, provisioning files and the API. */
export const slugPattern = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/** So much of a name is looked at, in characters. */
const longestName = 200;

/** Makes a free slug from a name. */
export async function freeSlug(name: string): Promise<string> {
  const { default: slugify } = await import("@sindresorhus/slugify");
  const plain = slugify(name.slice(0, longestName), {
    decamelize: false,
    customReplacements: [["&", " "]],
  });
  const base = plain.slice(0, 50).replace(/(?<!-)-+$/, "") || "connection";
  const taken = await db().connection.findMany({
    where: { slug: { startsWith: base } },
    select: { slug: true },
  });
  const slugs = new Set(taken.map(({ slug }) => slug));
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!slugs.has(slug)) return slug;
  }
}
