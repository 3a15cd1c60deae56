/** Rows as an Excel sheet, made in a thread of its own: it is held in memory as a whole. */
import { once } from "node:events";
import { Readable } from "node:stream";
import { Worker } from "node:worker_threads";
import { projectFile } from "./project-file";

/** Without the heading; a CSV file has no limit. */
export const mostSheetRows = 50_000;
const chunk = 1_000;

/** Cells are texts: a spreadsheet calculates none of them, whatever they begin with. */
export async function xlsxStream(rows: AsyncIterable<readonly string[]>): Promise<Readable> {
  const worker = new Worker(projectFile("lib", "base", "write-xlsx.mjs"), { execArgv: [] });
  const written = once(worker, "message") as Promise<[Uint8Array]>;
  // A failure surfaces where `written` is awaited below.
  written.catch(() => undefined);
  try {
    let waiting: (readonly string[])[] = [];
    for await (const row of rows) {
      if (waiting.push(row) < chunk) continue;
      worker.postMessage(waiting);
      waiting = [];
    }
    worker.postMessage(waiting);
    worker.postMessage("end");
    const [bytes] = await written;
    return Readable.from([bytes]);
  } finally {
    await worker.terminate();
  }
}
