import { db } from "#lib/db/client";
import type { Person } from "./prepare-row";

/** Who can own a contact. */
export async function possibleOwners(): Promise<Person[]> {
  return db().user.findMany({
    where: { disabledAt: null },
    select: { id: true, name: true, email: true },
    orderBy: { name: "asc" },
  });
}
