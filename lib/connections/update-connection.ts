import { ActionError } from "#lib/auth/action";
import { db } from "#lib/db/client";
import type { FormSettings } from "./form-settings";
import { openSettings, sealSettings, type Settings } from "./settings";
import { validFormSettings } from "./valid-form-settings";

/** Provider and slug stay: calls, extensions and other people's addresses hang on them. */
export async function updateConnection(
  id: string,
  input: { name: string; settings: FormSettings },
): Promise<void> {
  const { row, settings } = await mergedSettings(id, input.settings);
  await db().connection.update({
    where: { id },
    data: { name: input.name, settings: await sealSettings(row, settings) },
  });
}

/**
 * What the form says, with the stored secrets where it says nothing.
 * @throws {ActionError} when a field is wrong, or the connection is gone
 */
export async function mergedSettings(
  id: string,
  form: FormSettings,
): Promise<{ row: { id: string; provider: string }; settings: Settings }> {
  const row = await db().connection.findUnique({ where: { id } });
  if (!row) throw new ActionError("not-found");
  // Secrets that can't be opened are as good as absent: they have to be typed again.
  const stored = await openSettings(row).catch(() => ({}));
  return { row, settings: validFormSettings(row.provider, form, stored) };
}
