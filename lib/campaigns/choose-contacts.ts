/** Contacts by the filters of the contacts list, without those who want no automatic calls. */
import { z } from "zod";
import { contactsMatching } from "#lib/contacts/search-contacts";
import { db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";

/** Which contacts a campaign is to call. */
export const contactChoice = z.object({
  q: z.string().trim().max(200, "tooLong").default(""),
  ownerId: z.union([z.literal(""), z.uuid()]).default(""),
});

export type ContactChoice = z.infer<typeof contactChoice>;

const chosen = ({ q, ownerId }: ContactChoice): Prisma.ContactWhereInput => ({
  AND: [
    { deletedAt: null },
    contactsMatching(q),
    ownerId ? { ownerId } : {},
    { numbers: { some: { e164: { not: null } } } },
  ],
});

export interface ChoicePreview {
  /** Contacts with a number that can be called. */
  count: number;
  /** Those among the others who want no automatic calls. */
  doNotCall: number;
}

export async function previewChoice(choice: ContactChoice): Promise<ChoicePreview> {
  const where = chosen(choice);
  const [count, doNotCall] = await Promise.all([
    db().contact.count({ where: { AND: [where, { doNotCall: false }] } }),
    db().contact.count({ where: { AND: [where, { doNotCall: true }] } }),
  ]);
  return { count, doNotCall };
}

const batch = 2_000;

/** Each contact's first number, in batches. A number several people share comes with each of them. */
export async function* chosenNumbers(
  choice: ContactChoice,
): AsyncGenerator<{ contactId: string; e164: string }[]> {
  const where = { AND: [chosen(choice), { doNotCall: false }] };
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
