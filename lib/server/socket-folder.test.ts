import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { clearSocketFolders, makeSocketFolder, socketIn } from "./socket-folder";

if (process.platform !== "win32") {
  it("what killed processes have left goes at the next start, and nothing else", async () => {
    const within = mkdtempSync(join(tmpdir(), "tinycrm-sockets-"));
    const folder = (name: string) => {
      mkdirSync(join(within, name));
      return join(within, name);
    };
    const { pid: gone } = spawnSync(process.execPath, ["--version"]);
    const killed = folder(`tinycrm-pages-${gone}-Ab3dEf`);
    const sameId = folder(`tinycrm-pages-${process.pid}-Gh1jKl`);
    const alive = folder(`tinycrm-pages-${process.ppid}-Mn0pQr`);
    const elsewhere = folder(`tinycrm-pages-${gone}-St2vWx`);
    const others = folder("tinycrm-demo");
    writeFileSync(socketIn(elsewhere, 1), "");
    const server = createServer().listen(socketIn(elsewhere, 2));
    await once(server, "listening");
    const own = makeSocketFolder(within);
    await clearSocketFolders(own, within);
    const left = [killed, sameId].filter(existsSync);
    const kept = [alive, elsewhere, others, own].filter(existsSync);
    server.close();
    rmSync(within, { recursive: true });
    expect(left).toEqual([]);
    expect(kept).toEqual([alive, elsewhere, others, own]);
  });
}
