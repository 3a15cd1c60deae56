import { db } from "#lib/db/client";

export interface PossibleOwner {
  id: string;
  name: string;
  email: string;
}

/** Who can own a contact. */
export async function possibleOwners(): Promise<PossibleOwner[]> {
  return db().user.findMany({
    where: { disabledAt: null },
    select: { id: true, name: true, email: true },
    orderBy: { name: "asc" },
  });
}

/** @param userId null: nobody, which is always possible */
export async function canOwn(userId: string | null): Promise<boolean> {
  return (
    userId === null || (await db().user.count({ where: { id: userId, disabledAt: null } })) > 0
  );
}
