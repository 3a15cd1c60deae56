"use server";

import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { addContactNote, deleteNote, editNote, restoreNote } from "./contact-notes";
import { saveCallNote } from "#lib/calls/wrap-up";

const longest = 5000;
const text = z.string().trim().min(1, "required").max(longest, "tooLong");
const noteId = z.uuid();

/** Keeps what the person has typed about a call so far; empty text removes it. */
export const saveCallNoteAction = authorizedAction(
  { input: z.object({ callId: z.uuid(), text: z.string().max(longest, "tooLong") }) },
  async (input, user) => {
    await saveCallNote(user, input);
    return null;
  },
);

/** Writes a note about a contact. */
export const addContactNoteAction = authorizedAction(
  { input: z.object({ contactId: z.uuid(), text }) },
  (input, user) => addContactNote(user, input),
);

export const editNoteAction = authorizedAction(
  { input: z.object({ noteId, text }) },
  async (input, user) => {
    await editNote(user, input);
    return null;
  },
);

/** Takes a note away; `restoreNoteAction` undoes it. */
export const deleteNoteAction = authorizedAction(
  { input: z.object({ noteId }) },
  async (input, user) => {
    await deleteNote(user, input.noteId);
    return null;
  },
);

export const restoreNoteAction = authorizedAction(
  { input: z.object({ noteId }) },
  async (input, user) => {
    await restoreNote(user, input.noteId);
    return null;
  },
);
