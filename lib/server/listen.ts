/** Opens the port and prints where the program is and how to sign in. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { welcomeLink } from "#lib/auth/one-time-token";
import { ownOrigin, type Config } from "#lib/base/config";
import type { ListenAddress } from "#lib/base/metrics-config";
import type { WayIn } from "#lib/provision/demo/prepare-data";
import { prepareLeaving } from "./leave";

class ListenError extends Error {
  override readonly name = "ListenError";
}

export interface OpenPort {
  /** Prints where the program is: everything is open. */
  announce(): void;
  /** Closes the port in an order that a proxy in front can follow. @param drain how long it answers before, in ms */
  leave(drain: number): Promise<void>;
}

export async function listen(server: Server, config: Config, wayIn: WayIn): Promise<OpenPort> {
  const closedIn = wayIn.kind === "demo" && !config.hostIsGiven;
  const leave = prepareLeaving(server);
  const { port: wanted } = config;
  await takePort(server, { port: wanted, host: closedIn ? "127.0.0.1" : config.host }, "PORT");
  const { port } = server.address() as AddressInfo;
  const address = ownOrigin({ ...config, port });
  return {
    announce: () =>
      void process.stdout.write(
        `\n  tinyCRM is at ${address}\n${advice(wayIn, address, closedIn)}\n`,
      ),
    leave,
  };
}

/** Lines for the operator; a password is in none of them, for logs are kept and read by many. */
function advice(wayIn: WayIn, address: string, closedIn: boolean): string {
  if (wayIn.kind === "accounts") return "";
  if (wayIn.kind === "first-administrator") {
    const link = welcomeLink(address, wayIn.token);
    return `  Make the first administrator's account, within 24 hours: ${link}\n`;
  }
  const reach = closedIn
    ? "  It listens on this machine alone until HOST is set or the demo has ended.\n"
    : "";
  if (wayIn.file === null) {
    return `  This is the demo still, whose accounts have passwords of their own by now.\n${reach}`;
  }
  return `  This is the demo: open that address on this machine and choose an account.\n${reach}  From another machine: the passwords are in ${wayIn.file}\n`;
}

/** Where this very process is reached from the machine it runs on. */
export function hooksOrigin(server: Server, { host }: Config): string {
  const { port } = server.address() as AddressInfo;
  const anywhere = host === "0.0.0.0" || host === "::";
  const name = anywhere ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** @throws {ListenError} naming the variable that says where, when the port is another program's */
export function takePort(
  server: Server,
  { port, host }: ListenAddress,
  variable: "PORT" | "TINYCRM_METRICS_PORT",
): Promise<void> {
  const taken = `port ${port} is taken by another program: stop it, or set ${variable} to a free one`;
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new ListenError(taken) : error),
    );
    server.listen(port, host, resolve);
  });
}
