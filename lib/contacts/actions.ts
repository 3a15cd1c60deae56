"use server";

import { z } from "zod";
import { ActionError, authorizedAction } from "#lib/auth/action";
import { hub } from "#lib/server/hub";
import { contactInput } from "./contact-input";
import { createContact, updateContact } from "./save-contact";

const create = authorizedAction(
  { input: contactInput.extend({ callId: z.uuid().optional() }) },
  async ({ callId, ...input }, user) => {
    const call = callId ? { id: callId, actor: user } : undefined;
    const { id, liveCallIds } = await createContact(input, call);
    await publish(liveCallIds);
    return { id };
  },
);

const update = authorizedAction(
  { input: contactInput.extend({ id: z.uuid(), seenAt: z.iso.datetime() }) },
  async ({ id, seenAt, ...input }) => {
    const saved = await updateContact(id, input, new Date(seenAt));
    if (typeof saved === "string") throw new ActionError(saved);
    await publish(saved.liveCallIds);
    return { id };
  },
);

async function publish(callIds: string[]): Promise<void> {
  await Promise.all(callIds.map((callId) => hub().publishCall(callId)));
}

/** Writes a contact down; the calls from its numbers become its own. */
export async function createContactAction(raw: unknown) {
  return create(raw);
}

/** Saves a contact unless somebody else has in the meantime (code `conflict`). */
export async function updateContactAction(raw: unknown) {
  return update(raw);
}
