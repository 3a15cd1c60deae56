"use server";

import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { chooseContact } from "#lib/contacts/choose-contact";
import { findContacts } from "#lib/contacts/find-contacts";
import { callNoteOf } from "#lib/notes/save-call-note";
import { hub } from "#lib/server/hub";
import { contextOfCall } from "./context-of-call";
import { handOver } from "./hand-over";

const callId = z.uuid();
const contactId = z.uuid();

const context = authorizedAction(
  { input: z.object({ callId, since: z.iso.datetime() }) },
  async ({ callId, since }, user) => {
    const [client, note] = await Promise.all([
      contextOfCall(user, { callId, since: new Date(since) }),
      callNoteOf(user.id, callId),
    ]);
    return { client, note };
  },
);

/** Who is on the line, and what the person has noted down so far. `since`: when their day began. */
export async function callContextAction(raw: unknown) {
  return context(raw);
}

const find = authorizedAction({ input: z.object({ q: z.string().trim().max(100) }) }, ({ q }) =>
  findContacts(q),
);

/** A few contacts for a type-ahead. */
export async function findContactsAction(raw: unknown) {
  return find(raw);
}

const choose = authorizedAction(
  { input: z.object({ callId, contactId: contactId.nullable() }) },
  async (input, user) => {
    const { callIds, callbackIds } = await chooseContact(user, input);
    await publish(callIds, callbackIds);
    return null;
  },
);

/** Says whose a call is (null: nobody's whom we know), and gives that contact its number. */
export async function chooseContactAction(raw: unknown) {
  return choose(raw);
}

const hand = authorizedAction(
  { input: z.object({ contactId, ownerId: z.uuid().nullable() }) },
  async (input, user) => {
    const { before, callbackIds, liveCallIds } = await handOver(user, input);
    await publish(liveCallIds, callbackIds);
    return { before };
  },
);

/** Makes a colleague the client's owner; `before`: whose the client was, for the way back. */
export async function handOverAction(raw: unknown) {
  return hand(raw);
}

async function publish(callIds: readonly string[], callbackIds: string[]): Promise<void> {
  await Promise.all(callIds.map((id) => hub().publishCall(id)));
  await hub().publishCallbacks(callbackIds);
}
