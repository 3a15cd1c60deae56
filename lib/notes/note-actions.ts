"use server";

import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { addContactNote, deleteNote, editNote, restoreNote } from "./contact-notes";
import { saveCallNote } from "./save-call-note";

const longest = 5000;
const text = z.string().trim().min(1, "required").max(longest, "tooLong");
const noteId = z.uuid();

const saveOfCall = authorizedAction(
  { input: z.object({ callId: z.uuid(), text: z.string().max(longest, "tooLong") }) },
  async (input, user) => {
    await saveCallNote(user, input);
    return null;
  },
);

/** Keeps what the person has typed about a call so far; empty text removes it. */
export async function saveCallNoteAction(raw: unknown) {
  return saveOfCall(raw);
}

const add = authorizedAction({ input: z.object({ contactId: z.uuid(), text }) }, (input, user) =>
  addContactNote(user, input),
);

/** Writes a note about a contact. */
export async function addContactNoteAction(raw: unknown) {
  return add(raw);
}

const edit = authorizedAction({ input: z.object({ noteId, text }) }, async (input, user) => {
  await editNote(user, input);
  return null;
});

export async function editNoteAction(raw: unknown) {
  return edit(raw);
}

const remove = authorizedAction({ input: z.object({ noteId }) }, async (input, user) => {
  await deleteNote(user, input.noteId);
  return null;
});

/** Takes a note away; `restoreNoteAction` undoes it. */
export async function deleteNoteAction(raw: unknown) {
  return remove(raw);
}

const restore = authorizedAction({ input: z.object({ noteId }) }, async (input, user) => {
  await restoreNote(user, input.noteId);
  return null;
});

export async function restoreNoteAction(raw: unknown) {
  return restore(raw);
}
