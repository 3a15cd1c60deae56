import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { projectFile } from "#lib/project-file";

/** Starts the thread that writes the log's pages to the database file. */
export function startCheckpointer(path: string): { stop(): Promise<void> } {
  const worker = new Worker(projectFile("lib", "db", "sqlite-checkpointer.mjs"), {
    workerData: { path },
    // What the process was started with (a loader, a profiler) is not the thread's.
    execArgv: [],
  });
  // Without it the writer's own limit brings the pages home: slower, and nothing is lost.
  worker.on("error", () => undefined);
  worker.unref();
  return {
    async stop() {
      if (worker.threadId === -1) return;
      const ended = once(worker, "exit");
      worker.ref();
      worker.postMessage("stop");
      await ended;
    },
  };
}
