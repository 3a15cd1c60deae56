"use server";

import { z } from "zod";
import { authorizedAction, type ActionResult } from "#lib/auth/action";
import { ActionError } from "#lib/auth/action-error";
import { foldForSearch } from "#lib/search/search-text";
import { contactChanges, contactInput } from "./contact-input";
import { sortedTags } from "./contact-state";
import { deleteContacts, purgeContacts, restoreContacts } from "./delete-contacts";
import { contactFields, type ContactField } from "./fields";
import { canOwn, suggestCompanies } from "./field-choices";
import { publishWritten } from "./publish";
import type { ContactView } from "./contact-views";
import { readContact } from "./queries";
import { changeContacts, createContact, updateContactFields } from "./save-contact";
import { setOwner, strayCallback } from "./set-owner";

/** Writes a contact down; the calls from its numbers become its own. */
export const createContactAction = authorizedAction(
  { input: contactInput.extend({ callId: z.uuid().optional() }) },
  async ({ callId, ...input }, user) => {
    const saved = await createContact(input, user, callId);
    await publishWritten(saved);
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
    // Also when they have just handed it out of their own reach.
    const contact = await readContact(id);
    if (saved === "not-found" || !contact) throw new ActionError("not-found");
    if ("conflict" in saved) {
      const { fields, userId, at } = saved.conflict;
      const conflict = { fields, userId, contact, at: at.toISOString() };
      return { ok: false, code: "conflict", conflict };
    }
    await publishWritten(saved);
    return { contact };
  },
);

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

/** As many as one page of a list can have chosen, with room for what comes. */
const ids = z.array(z.uuid()).min(1).max(500);

/**
 * Into the bin; answers with those that went there now, to be brought back by `restoreContactsAction`. Code
 * `too-many`, with the limit as its message, when it is more than the person may delete at once or in a day.
 */
export const deleteContactsAction = authorizedAction(
  { input: z.object({ ids }) },
  async (input, user) => ({ ids: await deleteContacts(input.ids, user) }),
);

export const restoreContactsAction = authorizedAction(
  { input: z.object({ ids }) },
  async (input, user) => {
    const restored = await restoreContacts(input.ids, user);
    await publishWritten(restored);
    return { ids: restored.ids };
  },
);

/** Out of the bin for good; for administrators. */
export const purgeContactsAction = authorizedAction(
  { role: "admin", input: z.object({ ids }) },
  async (input) => ({ count: await purgeContacts(input.ids) }),
);

/**
 * Answers with whose they were `before`, by which it is taken back: with `callbacks` that were somebody else's. Those
 * `refused` stay as they are (code `not-found` when there is no such person).
 */
export const setOwnerAction = authorizedAction(
  {
    input: z.object({
      ids,
      ownerId: z.uuid().nullable(),
      callbacks: z.array(strayCallback).max(500).default([]),
    }),
  },
  async (input, user) => {
    if (!(await canOwn(input.ownerId))) throw new ActionError("not-found");
    const { written, ...answer } = await setOwner(input, user);
    await publishWritten(written);
    return answer;
  },
);

/**
 * Adds a tag to contacts, or takes it off (`present: false`). Answers with those it has `changed`, and
 * with those that were `refused`, which stay as they are.
 */
export const tagContactsAction = authorizedAction(
  {
    input: z.object({
      ids,
      name: z.string().trim().min(1, "required").max(contactFields.tags.most, "tooLong"),
      present: z.boolean(),
    }),
  },
  async ({ ids, name, present }, user) => {
    const isIt = (tag: string) => foldForSearch(tag) === foldForSearch(name);
    const all = await changeContacts(
      ids,
      ({ tags }) => ({
        tags: present ? sortedTags([...tags, name]) : tags.filter((tag) => !isIt(tag)),
      }),
      user,
    );
    await publishWritten(all);
    const changed = all.done.filter(({ before }) => before.tags.some(isIt) !== present);
    return {
      count: all.done.length,
      changed: changed.map(({ id }) => id),
      refused: all.refused,
    };
  },
);

/** Names of companies to choose from while one types. */
export const suggestCompaniesAction = authorizedAction(
  { input: z.string().max(contactFields.company.most) },
  suggestCompanies,
);
