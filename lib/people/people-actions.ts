"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { hoursInput } from "#lib/base/working-hours-text";
import { assignExtensions, matchPeople } from "./extensions";
import { liveExtensions, presencePublisher } from "./ports";
import { createPerson, setDisabled, updatePerson } from "./manage-people";
import { handLink } from "./mail-link";
import { newPersonFields, personFields } from "./person-input";
import { dismissRing } from "./silent-rings";
import { presenceOf } from "./presence";

/** Letters too: some phone systems name their telephones. */
const extension = z.string().trim().max(32, "tooLong").regex(/^\S*$/, "blanks");
const extensions = z.record(z.uuid(), extension).default({});

/** Null: the company's. */
const hours = hoursInput.nullable().optional();

/** @returns the person's id, and what became of their invitation, if they need one */
export const createPersonAction = authorizedAction(
  {
    role: "admin",
    input: z.object({ ...newPersonFields, extensions, hours }),
  },
  async (input) => {
    const { id, token } = await createPerson(input);
    await liveExtensions().changed();
    revalidatePath("/admin/people");
    return { id, link: token === null ? null : await handLink(id, { token, kind: "invitation" }) };
  },
);

/** @returns what became of the new invitation, where somebody invited has another e-mail now */
export const updatePersonAction = authorizedAction(
  {
    role: "admin",
    input: z.object({
      ...personFields,
      email: newPersonFields.email.optional(),
      extensions,
      hours,
      id: z.uuid(),
    }),
  },
  async ({ id, ...input }, actor) => {
    const { token } = await updatePerson(id, input, actor);
    await liveExtensions().changed();
    // A new extension starts without a pause: the provider has not reported one yet.
    presencePublisher().publish(await presenceOf(id));
    // Every page offers times at which they work.
    revalidatePath("/", "layout");
    return { id, link: token === null ? null : await handLink(id, { token, kind: "invitation" }) };
  },
);

/** A person whose account was ended can sign in again; `lib/contacts/leaver-actions.ts` ends it. */
export const enablePersonAction = authorizedAction(
  { role: "admin", input: z.object({ id: z.uuid() }) },
  async ({ id }, actor) => {
    await setDisabled(id, false, actor);
    await liveExtensions().changed();
    revalidatePath("/admin/people");
    return null;
  },
);

/** Matches the provider's directory with people; changes nothing. */
export const matchPeopleAction = authorizedAction(
  { role: "admin", input: z.object({ connectionId: z.uuid() }) },
  ({ connectionId }) => matchPeople(connectionId),
);

export const assignExtensionsAction = authorizedAction(
  {
    role: "admin",
    input: z.object({
      connectionId: z.uuid(),
      choices: z
        .array(z.object({ userId: z.uuid(), extension: z.string().trim().min(1).max(32) }))
        .min(1)
        .max(2_500),
    }),
  },
  async ({ connectionId, choices }) => {
    await assignExtensions(connectionId, choices);
    await liveExtensions().changed();
    revalidatePath("/admin", "layout");
    return { count: choices.length };
  },
);

/** Has administrators hear no more of calls that ring where nobody is to see them: a fax, a door. */
export const dismissRingAction = authorizedAction(
  {
    role: "admin",
    input: z.object({
      connectionId: z.uuid(),
      extension: z.string().max(64).nullable(),
      line: z.string().max(64).nullable(),
    }),
  },
  async (place) => {
    await dismissRing(place);
    revalidatePath("/", "layout");
    return null;
  },
);
