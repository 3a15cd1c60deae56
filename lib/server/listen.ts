/** Opens the port and tells the operator, in words, where and how to sign in. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Config } from "#lib/config";

/** How a person may sign in for the first time; null when they surely know already. */
export interface FirstSignIn {
  email: string;
  password: string;
}

class ListenError extends Error {
  override readonly name = "ListenError";
}

/** @returns what closes the door: new requests are refused at once, running ones may finish */
export async function listen(
  server: Server,
  config: Config,
  signIn: FirstSignIn | null,
): Promise<() => Promise<void>> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new ListenError(taken(config.port)) : error),
    );
    server.listen(config.port, config.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const address = config.publicUrl ?? `http://localhost:${port}`;
  const how = signIn ? `  Sign in: ${signIn.email} / ${signIn.password}\n` : "";
  process.stdout.write(`\n  tinyCRM is at ${address}\n${how}\n`);

  return async () => {
    server.close();
    server.closeIdleConnections();
  };
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
