/** Which process has the near end of a TCP link on this machine (Linux). */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/**
 * @param port of the link's near end
 * @param pids who it may be
 */
export function ownerOfPort(port: number, pids: readonly number[]): number | undefined {
  const inode = inodeOf(port);
  return inode === undefined ? undefined : pids.find((pid) => hasSocket(pid, inode));
}

/** Columns of /proc/net/tcp: slot, local address:port, remote, state, queues, timer, retransmits, uid, timeout, inode. */
function inodeOf(port: number): string | undefined {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  for (const file of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    for (const line of readFileSync(file, "utf8").split("\n").slice(1)) {
      const columns = line.trim().split(/\s+/);
      if (columns[1]?.endsWith(wanted) && columns[9] !== "0") return columns[9];
    }
  }
  return undefined;
}

function hasSocket(pid: number, inode: string): boolean {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).some(
      (fd) => readlinkSafely(`${folder}/${fd}`) === `socket:[${inode}]`,
    );
  } catch {
    return false;
  }
}

function readlinkSafely(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
