import { db } from "#lib/db/client";

/** The person's extension on this connection; null when they have none. */
export async function ownExtension(userId: string, connectionId: string): Promise<string | null> {
  const row = await db().extension.findUnique({
    where: { userId_connectionId: { userId, connectionId } },
    select: { number: true },
  });
  return row?.number ?? null;
}
