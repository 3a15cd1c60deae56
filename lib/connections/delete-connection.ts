import { ActionError } from "#lib/auth/action";
import { db } from "#lib/db/client";

/**
 * Deletes the connection with its calls, extensions and inbox.
 * @param confirmation the connection's name, typed by whoever means it
 */
export async function deleteConnection(id: string, confirmation: string): Promise<void> {
  const row = await db().connection.findUnique({ where: { id }, select: { name: true } });
  if (!row) throw new ActionError("not-found");
  if (confirmation.trim() !== row.name.trim()) {
    throw new ActionError("invalid", { fields: { confirmation: "confirmation" } });
  }
  await db().connection.delete({ where: { id } });
}
