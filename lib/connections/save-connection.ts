import { randomUUID } from "node:crypto";
import { db } from "#lib/db/client";
import { sealSettings, validateSettings } from "./settings";

/**
 * Creates the connection with this slug, or makes it what is said here.
 * @throws when the settings are wrong: ask `validateSettings` first
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
  const known = await db().connection.findUnique({ where: { slug: input.slug } });
  const id = known?.id ?? randomUUID();
  const data = {
    provider: input.provider,
    name: input.name,
    enabled: input.enabled,
    simulator: input.simulator ?? false,
    settings: await sealSettings({ id, provider: input.provider }, valid.value),
  };
  await db().connection.upsert({
    where: { slug: input.slug },
    create: { id, slug: input.slug, ...data },
    update: data,
  });
  return { id };
}
