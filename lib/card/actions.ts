"use server";

import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { callNoteOf } from "#lib/calls/wrap-up";
import { chooseContact, undoChoice } from "#lib/contacts/choose-contact";
import { findContacts } from "#lib/contacts/search-contacts";
import { publishWritten } from "#lib/contacts/publish";
import { contextOfCall } from "./client-context";
import { readWaitingClient } from "./waiting-client";

const callId = z.uuid();

/** Who is on the line, and what the person has noted down so far. `since`: when their day began. */
export const callContextAction = authorizedAction(
  { input: z.object({ callId, since: z.iso.datetime() }) },
  async ({ callId, since }, user) => {
    const [client, note] = await Promise.all([
      contextOfCall(user, { callId, since: new Date(since) }),
      callNoteOf(user.id, callId),
    ]);
    return { client, note };
  },
);

/** Who waits in the queue, and what happened with them. */
export const waitingClientAction = authorizedAction(
  { input: z.object({ id: z.uuid() }) },
  ({ id }, user) => readWaitingClient(user, id),
);

/** A few contacts for a type-ahead. */
export const findContactsAction = authorizedAction(
  { input: z.object({ q: z.string().trim().max(100) }) },
  ({ q }, user) => findContacts(user, q),
);

/**
 * Says whose a call is (null: nobody's whom we know), and gives that contact its number. The answer is what
 * `undoChoiceAction` takes back to.
 */
export const chooseContactAction = authorizedAction(
  { input: z.object({ callId, contactId: z.uuid().nullable() }) },
  async (input, user) => {
    const { callIds, callbackIds, before } = await chooseContact(user, input);
    await publishWritten({ liveCallIds: callIds, callbackIds });
    return { before };
  },
);

const former = z.object({
  contactId: z.uuid().nullable(),
  remembered: z.object({ contactId: z.uuid().nullable() }).nullable(),
  taken: z.boolean(),
});

/** The call is whose it was before the choice, and the number too. */
export const undoChoiceAction = authorizedAction(
  { input: z.object({ callId, before: former }) },
  async (input, user) => {
    const { callIds, callbackIds } = await undoChoice(user, input);
    await publishWritten({ liveCallIds: callIds, callbackIds });
    return null;
  },
);
