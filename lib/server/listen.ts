/** Opens the port and prints where the program is and how to sign in. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { welcomePath } from "#lib/auth/one-time-token";
import type { Config } from "#lib/base/config";
import type { WayIn } from "#lib/provision/demo/prepare-data";

class ListenError extends Error {
  override readonly name = "ListenError";
}

/** @returns what closes the door: new requests are refused at once, running ones may finish */
export async function listen(
  server: Server,
  config: Config,
  wayIn: WayIn,
): Promise<() => Promise<void>> {
  const closedIn = wayIn.kind === "demo" && !config.hostIsGiven;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new ListenError(taken(config.port)) : error),
    );
    server.listen(config.port, closedIn ? "127.0.0.1" : config.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const address = config.publicUrl ?? `http://localhost:${port}`;
  process.stdout.write(`\n  tinyCRM is at ${address}\n${advice(wayIn, address, closedIn)}\n`);

  return async () => {
    server.close();
    server.closeIdleConnections();
  };
}

/** Lines for the operator; a password is in none of them, for logs are kept and read by many. */
function advice(wayIn: WayIn, address: string, closedIn: boolean): string {
  if (wayIn.kind === "accounts") return "";
  if (wayIn.kind === "first-administrator") {
    const link = `${address}${welcomePath(wayIn.token)}`;
    return `  Make the first administrator's account, within 24 hours: ${link}\n`;
  }
  const reach = closedIn
    ? "  It listens on this machine alone until HOST is set or the demo has ended.\n"
    : "";
  return `  This is the demo: open that address on this machine and choose an account.\n${reach}  From another machine: the passwords are in ${wayIn.file}\n`;
}

/** Where this very process is reached from the machine it runs on. */
export function hooksOrigin(server: Server, { host }: Config): string {
  const { port } = server.address() as AddressInfo;
  const anywhere = host === "0.0.0.0" || host === "::";
  const name = anywhere ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

function taken(port: number): string {
  return `port ${port} is taken by another program: stop it, or set PORT to a free one`;
}
