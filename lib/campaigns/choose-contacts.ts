/** Contacts by the filters of the contacts list, without those who want no automatic calls. */
import { z } from "zod";
import { contactsFound } from "#lib/contacts/search-contacts";
import { db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { foreseeSkips, type Foreseen } from "./foresee-skips";
import { timeOfDay } from "#lib/base/time-of-day";
import { assumableZones } from "./permitted-hours";

/** Which contacts a campaign is to call. */
export const contactChoice = z.object({
  q: z.string().trim().max(200, "tooLong").default(""),
  ownerId: z.union([z.literal(""), z.uuid()]).default(""),
});

export type ContactChoice = z.infer<typeof contactChoice>;

async function chosen({ q, ownerId }: ContactChoice): Promise<Prisma.ContactWhereInput> {
  return {
    AND: [
      { deletedAt: null },
      await contactsFound(q),
      ownerId ? { ownerId } : {},
      { numbers: { some: { e164: { not: null } } } },
    ],
  };
}

/** The form's hours while it is filled in: what is not right yet foresees nothing. */
const formHours = z.object({
  hoursFrom: timeOfDay,
  hoursTo: timeOfDay,
  weekdays: z.array(z.int().min(1).max(7)).transform((days) => days.join("")),
  assumedZone: z
    .string()
    .max(64)
    .transform((zone) => zone || null)
    .refine((zone) => zone === null || assumableZones.includes(zone)),
});

export const previewInput = contactChoice.extend({ hours: formHours.nullable().catch(null) });

export interface ChoicePreview {
  /** Contacts with a number that can be called. */
  count: number;
  /** Those among the others who want no automatic calls. */
  doNotCall: number;
  /** Those without an hour at which they may be called; null while no hours are known. */
  skips: Foreseen | null;
}

export async function previewChoice({
  hours,
  ...choice
}: z.infer<typeof previewInput>): Promise<ChoicePreview> {
  const where = await chosen(choice);
  const [count, doNotCall, skips] = await Promise.all([
    db().contact.count({ where: { AND: [where, { doNotCall: { not: true } }] } }),
    db().contact.count({ where: { AND: [where, { doNotCall: true }] } }),
    hours && foreseeSkips(numbersOf(choice), hours),
  ]);
  return { count, doNotCall, skips };
}

async function* numbersOf(choice: ContactChoice): AsyncGenerator<string[]> {
  for await (const contacts of chosenNumbers(choice)) yield contacts.map(({ e164 }) => e164);
}

const batch = 2_000;

/** Each contact's first number, in batches. A number several people share comes with each of them. */
export async function* chosenNumbers(
  choice: ContactChoice,
): AsyncGenerator<{ contactId: string; e164: string }[]> {
  const where = { AND: [await chosen(choice), { doNotCall: { not: true } }] };
  for (let after = ""; ;) {
    const contacts = await db().contact.findMany({
      where: { AND: [where, { id: { gt: after } }] },
      orderBy: { id: "asc" },
      take: batch,
      select: {
        id: true,
        numbers: {
          where: { e164: { not: null } },
          orderBy: { position: "asc" },
          take: 1,
          select: { e164: true },
        },
      },
    });
    yield contacts.flatMap(({ id, numbers }) =>
      numbers.map(({ e164 }) => ({ contactId: id, e164: e164! })),
    );
    if (contacts.length < batch) return;
    after = contacts.at(-1)!.id;
  }
}
