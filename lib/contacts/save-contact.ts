import type { CurrentUser } from "#lib/auth/roles";
import { visibleCalls } from "#lib/calls/visible-calls";
import { transaction, type Tx } from "#lib/db/client";
import { parsePhoneNumber } from "#lib/phone-number";
import type { ContactInput } from "./contact-input";
import { defaultCountry } from "./default-country";
import { relinkCalls } from "./relink-calls";
import { foldForSearch, searchTextOf } from "./search-text";

export interface SavedContact {
  id: string;
  /** Calls under way that now know better who it is: to be published. */
  liveCallIds: string[];
}

type Actor = Pick<CurrentUser, "id" | "role">;

/**
 * @param call the call during which the contact was written down: it becomes this contact's, even when
 *   its own number tells nothing (a hidden one, say); one that `actor` may not see stays as it is
 */
export async function createContact(
  input: ContactInput,
  call?: { id: string; actor: Actor },
): Promise<SavedContact> {
  const numbers = numbersOf(input, await defaultCountry());
  return transaction(async (tx) => {
    const { id } = await tx.contact.create({
      data: { ...(await fieldsOf(tx, input, numbers)), numbers: { create: numbers } },
      select: { id: true },
    });
    if (call) {
      await tx.call.updateMany({
        where: { AND: [{ id: call.id, contactId: null }, visibleCalls(call.actor)] },
        data: { contactId: id, version: { increment: 1 } },
      });
    }
    await relinkCalls(tx, id);
    return { id, liveCallIds: await liveCallsWith(tx, id) };
  });
}

/**
 * @param seenAt the contact's `updatedAt` when the person began to edit
 * @returns "conflict" when somebody else has saved in between: nobody's words are overwritten
 */
export async function updateContact(
  id: string,
  input: ContactInput,
  seenAt: Date,
): Promise<SavedContact | "conflict" | "not-found"> {
  const numbers = numbersOf(input, await defaultCountry());
  return transaction(async (tx) => {
    const { count } = await tx.contact.updateMany({
      where: { id, updatedAt: seenAt },
      data: await fieldsOf(tx, input, numbers),
    });
    if (count === 0) {
      const exists = await tx.contact.count({ where: { id } });
      return exists ? "conflict" : "not-found";
    }
    await tx.contactNumber.deleteMany({ where: { contactId: id } });
    await tx.contactNumber.createMany({
      data: numbers.map((number) => ({ ...number, contactId: id })),
    });
    // Cards on screen show the name: a browser takes a call only when its version is higher.
    await tx.call.updateMany({
      where: { contactId: id, state: { not: "ended" } },
      data: { version: { increment: 1 } },
    });
    await relinkCalls(tx, id);
    return { id, liveCallIds: await liveCallsWith(tx, id) };
  });
}

async function liveCallsWith(tx: Tx, contactId: string): Promise<string[]> {
  const calls = await tx.call.findMany({
    where: { contactId, state: { not: "ended" } },
    select: { id: true },
  });
  return calls.map((call) => call.id);
}

async function fieldsOf(tx: Tx, input: ContactInput, numbers: { digits: string }[]) {
  const { name, company, email, note, ownerId } = input;
  return {
    name,
    email,
    note,
    ownerId,
    companyId: company ? await companyId(tx, company) : null,
    searchText: searchTextOf({ name, company, email, numbers }),
  };
}

/** One company, however its name is typed. */
async function companyId(tx: Tx, name: string): Promise<string> {
  const nameKey = foldForSearch(name);
  const known = await tx.company.findUnique({ where: { nameKey }, select: { id: true } });
  return (known ?? (await tx.company.create({ data: { name, nameKey }, select: { id: true } }))).id;
}

function numbersOf(
  { numbers }: { numbers: { raw: string; label: string | null }[] },
  country: string,
) {
  return numbers.map(({ raw, label }, position) => ({
    ...parsePhoneNumber(raw, country),
    label,
    position,
  }));
}
