"use server";

import { z } from "zod";
import { ActionError, authorizedAction, type ActionResult } from "#lib/auth/action";
import { hub } from "#lib/server/hub";
import type { ContactField } from "./contact-fields";
import { contactChanges, contactInput, type ContactInput } from "./contact-input";
import { deleteContacts, purgeContacts, restoreContacts } from "./delete-contacts";
import { getContact, type ContactView } from "./queries";
import {
  changeContact,
  createContact,
  updateContactFields,
  type Actor,
  type SavedContact,
} from "./save-contact";
import { foldForSearch } from "./search-text";
import { suggestCompanies } from "./suggestions";

const create = authorizedAction(
  { input: contactInput.extend({ callId: z.uuid().optional() }) },
  async ({ callId, ...input }, user) => {
    const saved = await createContact(input, user, callId);
    await publish(saved);
    return { id: saved.id };
  },
);

/** Somebody else has saved one of the fields meanwhile; nothing was saved. */
export interface ConflictResult {
  ok: false;
  code: "conflict";
  conflict: {
    /** Those of the changes others have changed as well. */
    fields: ContactField[];
    /** The contact as it is now: theirs is in it. */
    contact: ContactView;
    /** Who saved; null when the program itself did. */
    userId: string | null;
    at: string;
  };
}

const update = authorizedAction(
  { input: z.object({ id: z.uuid(), seenAt: z.iso.datetime(), changes: contactChanges }) },
  async ({ id, seenAt, changes }, user): Promise<{ contact: ContactView } | ConflictResult> => {
    const saved = await updateContactFields(id, changes, new Date(seenAt), user);
    const contact = await getContact(id);
    if (saved === "not-found" || !contact) throw new ActionError("not-found");
    if ("conflict" in saved) {
      const { fields, userId, at } = saved.conflict;
      const conflict = { fields, userId, contact, at: at.toISOString() };
      return { ok: false, code: "conflict", conflict };
    }
    await publish(saved);
    return { contact };
  },
);

/** As many as one page of a list can have chosen, with room for what comes. */
const ids = z.array(z.uuid()).min(1).max(500);

const remove = authorizedAction({ input: z.object({ ids }) }, async (input, user) => ({
  ids: await deleteContacts(input.ids, user),
}));

const restore = authorizedAction({ input: z.object({ ids }) }, async (input, user) => ({
  ids: await restoreContacts(input.ids, user),
}));

const purge = authorizedAction({ role: "admin", input: z.object({ ids }) }, async (input) => ({
  count: await purgeContacts(input.ids),
}));

const owner = authorizedAction(
  { input: z.object({ ids, ownerId: z.uuid().nullable() }) },
  async ({ ids, ownerId }, user) => {
    const all = await changeAll(ids, () => ({ ownerId }), user);
    const owners = new Set(all.map(({ before }) => before.ownerId));
    owners.delete(ownerId);
    const before = [...owners].map((owner) => ({
      ownerId: owner,
      ids: all.filter((one) => one.before.ownerId === owner).map(({ id }) => id),
    }));
    return { count: all.length, before };
  },
);

const tag = authorizedAction(
  {
    input: z.object({
      ids,
      name: z.string().trim().min(1, "required").max(40, "tooLong"),
      present: z.boolean(),
    }),
  },
  async ({ ids, name, present }, user) => {
    const isIt = (tag: string) => foldForSearch(tag) === foldForSearch(name);
    const change = ({ tags }: ContactInput) =>
      contactChanges.parse({
        tags: present ? [...tags, name] : tags.filter((tag) => !isIt(tag)),
      });
    const all = await changeAll(ids, change, user);
    const changed = all.filter(({ before }) => before.tags.some(isIt) !== present);
    return { count: all.length, changed: changed.map(({ id }) => id) };
  },
);

/** One after the other, each in a transaction of its own: calls are recorded in between. */
async function changeAll(
  ids: string[],
  change: Parameters<typeof changeContact>[1],
  actor: Actor,
): Promise<{ id: string; before: ContactInput }[]> {
  const all: { id: string; before: ContactInput }[] = [];
  for (const id of ids) {
    const saved = await changeContact(id, change, actor);
    if (!saved) continue;
    await publish(saved);
    all.push(saved);
  }
  return all;
}

async function publish({ liveCallIds, callbackIds }: SavedContact): Promise<void> {
  await Promise.all(liveCallIds.map((callId) => hub().publishCall(callId)));
  await hub().publishCallbacks(callbackIds);
}

const companies = authorizedAction({ input: z.string().max(200) }, suggestCompanies);

/** Writes a contact down; the calls from its numbers become its own. */
export async function createContactAction(raw: unknown) {
  return create(raw);
}

/**
 * Saves some fields of a contact. What others saved meanwhile in other fields stays; in the same
 * fields nothing is overwritten (code `conflict`).
 */
export async function updateContactFieldsAction(
  raw: unknown,
): Promise<ActionResult<{ contact: ContactView }> | ConflictResult> {
  const result = await update(raw);
  return result.ok && "conflict" in result.data
    ? result.data
    : (result as ActionResult<{ contact: ContactView }>);
}

/** Into the bin; answers with those that went there now, to be brought back by `restoreContactsAction`. */
export async function deleteContactsAction(raw: unknown) {
  return remove(raw);
}

export async function restoreContactsAction(raw: unknown) {
  return restore(raw);
}

/** Out of the bin for good; for administrators. */
export async function purgeContactsAction(raw: unknown) {
  return purge(raw);
}

/** Answers with whose they were `before`, so that it can be taken back. */
export async function setOwnerAction(raw: unknown) {
  return owner(raw);
}

/** Adds a tag to contacts, or takes it off (`present: false`); answers with those it has `changed`. */
export async function tagContactsAction(raw: unknown) {
  return tag(raw);
}

/** Names of companies to choose from while one types. */
export async function suggestCompaniesAction(raw: unknown) {
  return companies(raw);
}
