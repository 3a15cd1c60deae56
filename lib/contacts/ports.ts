/** What the contacts room asks of the live side. */
import { createPort } from "#lib/base/port";

export interface ImportWorker {
  /** Has an import do what its row says; call after beginning, continuing or undoing it. */
  work(importId: string): void;
}

export const importWorker = createPort<ImportWorker>("import-worker");
