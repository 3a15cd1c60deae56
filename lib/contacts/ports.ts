/** What the contacts room asks of the live side. */
import { createPort } from "#lib/base/port";

export interface ImportWorker {
  /** Has an import do what its row says; call after beginning, continuing or undoing it. */
  work(importId: string): void;
}

export interface NotePublisher {
  /** Has pages about the contact read its notes anew; call after changing one. */
  publish(contactId: string): Promise<void>;
}

export const importWorker = createPort<ImportWorker>("import-worker");
export const notePublisher = createPort<NotePublisher>("note-publisher");
