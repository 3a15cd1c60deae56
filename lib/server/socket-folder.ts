/** The folder of the sockets by which the engine hands requests on: in the temporary folder, its owner's alone. */
import { mkdtempSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { log } from "#lib/base/log";

const named = /^tinycrm-pages-(\d+)-/;

/** Named by its process, so that a later start knows whose it was. */
export function makeSocketFolder(within = tmpdir()): string {
  return mkdtempSync(join(within, `tinycrm-pages-${process.pid}-`));
}

/** @param number of the process that listens there */
export const socketIn = (folder: string, number: number): string =>
  join(folder, `pages-${number}.sock`);

/** Takes away what processes that were killed have left. @param own the folder of this one */
export async function clearSocketFolders(own: string, within = tmpdir()): Promise<void> {
  try {
    for (const name of await readdir(within)) {
      const folder = join(within, name);
      const [, pid] = named.exec(name) ?? [];
      if (!pid || folder === own || isAlive(Number(pid))) continue;
      if ((await isOurs(folder)) && !(await isListenedIn(folder))) {
        await rm(folder, { recursive: true, force: true });
      }
    }
  } catch (error) {
    log().warn({ err: error }, "what an earlier process left in the temporary folder stays there");
  }
}

/** In a container each start has the same id: who has it now is this process. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

async function isOurs(folder: string): Promise<boolean> {
  return (await stat(folder)).uid === process.getuid?.();
}

/** Containers that share the temporary folder do not see each other's processes. */
async function isListenedIn(folder: string): Promise<boolean> {
  for (const name of await readdir(folder)) if (await answers(join(folder, name))) return true;
  return false;
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}
