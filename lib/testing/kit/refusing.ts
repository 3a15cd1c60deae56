import type { Db } from "#lib/db/client";

/**
 * Has the database itself refuse rows of this name, as a constraint would.
 * @returns what lets them in again
 */
export async function refusing(
  db: Db,
  table: "Contact",
  name: string,
): Promise<() => Promise<void>> {
  const when = `NEW."name" = '${name}'`;
  if (process.env.TEST_DIALECT !== "postgresql") {
    const events = ["INSERT", "UPDATE"] as const;
    for (const event of events) {
      await db.$executeRawUnsafe(
        `CREATE TRIGGER "refuse_${event}" BEFORE ${event} ON "${table}" WHEN ${when}
         BEGIN SELECT RAISE(ABORT, 'refused'); END`,
      );
    }
    return async () => {
      for (const event of events) await db.$executeRawUnsafe(`DROP TRIGGER "refuse_${event}"`);
    };
  }
  await db.$executeRawUnsafe(
    `CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION 'refused'; END $$`,
  );
  await db.$executeRawUnsafe(
    `CREATE TRIGGER "refuse" BEFORE INSERT OR UPDATE ON "${table}"
     FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION refuse()`,
  );
  return async () => void (await db.$executeRawUnsafe(`DROP TRIGGER "refuse" ON "${table}"`));
}
