"use server";

import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { saveCallNote } from "#lib/calls/wrap-up";
import { noticePublisher } from "#lib/notices/ports";
import { notePublisher } from "../ports";
import {
  addContactNote,
  type ChangedNote,
  deleteNote,
  editNote,
  notesOfCall,
  restoreNote,
} from "./contact-notes";

const longest = 5000;
const text = z.string().trim().min(1, "required").max(longest, "tooLong");
const noteId = z.uuid();

/**
 * Keeps what the person has typed about a call; empty text removes it. `typing`: so far, and whom it names is told when
 * they have left it alone.
 */
export const saveCallNoteAction = authorizedAction(
  {
    input: z.object({
      callId: z.uuid(),
      text: z.string().max(longest, "tooLong"),
      typing: z.boolean().optional(),
    }),
  },
  async (input, user) => {
    await noticePublisher().publish(await saveCallNote(user, input));
    return null;
  },
);

/** Writes a note about a contact. */
export const addContactNoteAction = authorizedAction(
  { input: z.object({ contactId: z.uuid(), text }) },
  async (input, user) => {
    const added = await addContactNote(user, input);
    await published(added);
    return { id: added.id };
  },
);

/** What was noted during a call, by everybody. */
export const callNotesAction = authorizedAction(
  { input: z.object({ callId: z.uuid() }) },
  async ({ callId }, user) => ({ notes: await notesOfCall(user, callId) }),
);

export const editNoteAction = authorizedAction(
  { input: z.object({ noteId, text }) },
  async (input, user) => {
    await published(await editNote(user, input));
    return null;
  },
);

/** Takes a note away; `restoreNoteAction` undoes it. */
export const deleteNoteAction = authorizedAction(
  { input: z.object({ noteId }) },
  async (input, user) => {
    await published(await deleteNote(user, input.noteId));
    return null;
  },
);

export const restoreNoteAction = authorizedAction(
  { input: z.object({ noteId }) },
  async (input, user) => {
    await published(await restoreNote(user, input.noteId));
    return null;
  },
);

/** Open pages about the contact are read anew, and whom the note concerns is told. */
async function published({ contactId, toldIds }: ChangedNote): Promise<void> {
  if (contactId) await notePublisher().publish(contactId);
  await noticePublisher().publish(toldIds);
}
