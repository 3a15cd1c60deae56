import { ActionError } from "#lib/auth/action";
import { db } from "#lib/db/client";
import { adapters } from "#lib/providers/registry";
import type { FormSettings } from "./form-settings";
import { saveConnection } from "./save-connection";
import { freeSlug } from "./slug";
import { validFormSettings } from "./valid-form-settings";

/** @throws {ActionError} when a field is wrong or the slug is another connection's */
export async function createConnection(input: {
  provider: string;
  name: string;
  /** Made from the name when empty. */
  slug: string;
  enabled: boolean;
  settings: FormSettings;
}): Promise<{ id: string; slug: string }> {
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
