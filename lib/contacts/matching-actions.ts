"use server";

import { authorizedAction } from "#lib/auth/action";
import { viewOptions } from "./list-schema";
import { matchingContacts } from "./matching-contacts";

/**
 * The ids of all contacts of a list within the person's reach, for bulk actions; `more` when the list has more than are
 * handled at once.
 */
export const matchingContactsAction = authorizedAction({ input: viewOptions }, (options, user) =>
  matchingContacts(options, user),
);
