"use server";

import { z } from "zod";
import { ActionError, authorizedAction } from "#lib/auth/action";
import { hub } from "#lib/server/hub";
import { fileFormat } from "./import-options";
import { readSample } from "./read-sample";
import { beginUndo, cancelImport, continueImport } from "./steer-import";
import { findUpload } from "./uploads";

const role = "manager";

const read = authorizedAction(
  { role, input: z.object({ uploadId: z.uuid(), format: fileFormat.optional() }) },
  async ({ uploadId, format }, user) => {
    const path = await findUpload(user.id, uploadId);
    if (!path) throw new ActionError("upload-gone");
    try {
      return await readSample(path, format);
    } catch (error) {
      const { name, fault, line } = error as { name?: string; fault?: string; line?: number };
      if (name !== "UnreadableFile" || !fault) throw error;
      throw new ActionError(`file-${fault}`, { message: line ? String(line) : undefined });
    }
  },
);

const steer = (step: (id: string) => Promise<void>) =>
  authorizedAction({ role, input: z.object({ id: z.uuid() }) }, async ({ id }) => {
    try {
      await step(id);
    } catch (error) {
      const { name, code } = error as { name?: string; code?: string };
      throw name === "ImportRefused" && code ? new ActionError(code) : error;
    }
    await hub().workOnImport(id);
    return { id };
  });
const cancel = steer(cancelImport);
const goOn = steer(continueImport);
const undo = steer(beginUndo);

/** What an uploaded file holds, as guessed or as `format` says (code `file-…` when it can't be read). */
export async function readUploadAction(raw: unknown) {
  return read(raw);
}

export async function cancelImportAction(raw: unknown) {
  return cancel(raw);
}

/** Goes on with an import that the program's end has interrupted. */
export async function continueImportAction(raw: unknown) {
  return goOn(raw);
}

export async function undoImportAction(raw: unknown) {
  return undo(raw);
}
