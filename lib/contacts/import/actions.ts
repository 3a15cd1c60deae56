"use server";

import { z } from "zod";
import { authorizedAction } from "#lib/auth/action";
import { ActionError } from "#lib/auth/action-error";
import { limitOf } from "#lib/base/limits";
import { importWorker } from "#lib/contacts/ports";
import { withDiskCopy } from "./disk-copy";
import { fileFormat } from "./import-options";
import { previewQueue, readSample } from "./read-sample";
import type { UnreadableFile } from "./row-source";
import { beginUndo, cancelImport, continueImport } from "./steer-import";
import { findUpload } from "./uploads";

const role = "manager";

/**
 * What an uploaded file holds, as guessed or as `format` says. Code `file-…` when it can't be read; the
 * message is then the place, `line` or `line:column`.
 */
export const readUploadAction = authorizedAction(
  { role, input: z.object({ uploadId: z.uuid(), format: fileFormat.optional() }) },
  async ({ uploadId, format }, user) => {
    if (limitOf("previews").take(user.id) > 0) throw new ActionError("too-often");
    const fileId = await findUpload(user.id, uploadId);
    if (!fileId) throw new ActionError("upload-gone");
    const read = () => withDiskCopy(fileId, (path) => readSample(path, format));
    try {
      return await previewQueue().add(read);
    } catch (error) {
      const { name, fault, place } = error as Partial<UnreadableFile>;
      if (name !== "UnreadableFile" || !fault) throw error;
      const message = place ? [place.line, place.column].filter(Boolean).join(":") : undefined;
      throw new ActionError(`file-${fault}`, { message });
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
    importWorker().work(id);
    return { id };
  });

export const cancelImportAction = steer(cancelImport);

/** Goes on with an import that the program's end has interrupted. */
export const continueImportAction = steer(continueImport);

export const undoImportAction = steer(beginUndo);
