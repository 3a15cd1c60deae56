"use server";

import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { suggestContacts } from "./suggest-contacts";

const suggest = authorizedAction({ input: z.object({ typed: z.string().max(100) }) }, ({ typed }) =>
  suggestContacts(typed),
);

/** Contacts with a number that begins as typed. */
export async function suggestContactsAction(raw: unknown) {
  return suggest(raw);
}
