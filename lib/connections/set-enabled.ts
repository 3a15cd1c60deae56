import { ActionError } from "#lib/auth/action";
import { db } from "#lib/db/client";

export async function setEnabled(id: string, enabled: boolean): Promise<void> {
  const { count } = await db().connection.updateMany({ where: { id }, data: { enabled } });
  if (count === 0) throw new ActionError("not-found");
}
