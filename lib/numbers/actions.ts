"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { ActionError } from "#lib/auth/action-error";
import { saveDialRules } from "./dial-policy";
import { dialRules } from "./dial-rules";
import { forgetIgnoredNumber, ignoredKinds, ignoreNumber } from "./ignored-numbers";
import { defaultCountry } from "./default-country";
import { readNumbers } from "./read-numbers";
import { suggestContacts } from "./suggest-contacts";

const page = "/admin/numbers";

/** Makes the number match nobody from now on. */
export const ignoreNumberAction = authorizedAction(
  {
    role: "admin",
    input: z.object({
      raw: z.string().trim().min(1, "required").max(64, "tooLong"),
      kind: z.enum(ignoredKinds),
      note: z
        .string()
        .trim()
        .max(200, "tooLong")
        .nullish()
        .transform((note) => note || null),
    }),
  },
  async (input) => {
    const ignored = await ignoreNumber(input);
    if (!ignored) throw new ActionError("invalid", { fields: { raw: "number" } });
    if (ignored.known) throw new ActionError("invalid", { fields: { raw: "known" } });
    revalidatePath(page);
    return { e164: ignored.e164 };
  },
);

/** Lets the number match contacts again. */
export const forgetIgnoredNumberAction = authorizedAction(
  { role: "admin", input: z.object({ e164: z.string().regex(/^\+\d{7,15}$/) }) },
  async ({ e164 }) => {
    await forgetIgnoredNumber(e164);
    revalidatePath(page);
    return null;
  },
);

/** Who may call and text where, from the next call on. */
export const setDialRulesAction = authorizedAction(
  { role: "admin", input: dialRules },
  async (rules) => {
    await saveDialRules(rules);
    revalidatePath(page);
    return null;
  },
);

/** Contacts with a number that begins as typed, for the dial pad. */
export const suggestContactsAction = authorizedAction(
  { input: z.object({ typed: z.string().max(100) }) },
  ({ typed }, user) => suggestContacts(user, typed),
);

/** How many whole numbers a text holds, for forms: whether it will be understood, before it is saved. */
export const countNumbersAction = authorizedAction(
  { input: z.object({ text: z.string().max(200) }) },
  async ({ text }) => {
    const found = readNumbers(text, await defaultCountry());
    return { count: found.filter(({ e164 }) => e164 !== null).length };
  },
);
