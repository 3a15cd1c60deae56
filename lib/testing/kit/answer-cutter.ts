/** A wire to PostgreSQL that lets a statement through and cuts the connection in place of its answer. */
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface AnswerCutter {
  /** The database's address through the wire. */
  url: string;
  /** The next such statement is committed, and nobody learns of it. */
  cutNext(): void;
  close(): Promise<void>;
}

/** The server is ready for the next statement: this one is committed. */
const ready = Buffer.from("Z\0\0\0\x05I", "latin1");
/** Parse: a name and the text for which it stands from now on. */
const prepared = /([0-9a-f]{32})\0([^\0]+)\0/g;

/** @param words of the statements to cut */
export async function startAnswerCutter(url: string, words: string): Promise<AnswerCutter> {
  const { hostname: host, port } = new URL(url);
  const sockets = new Set<Socket>();
  const names = new Set<string>();
  let armed = false;

  function isMeant(chunk: string): boolean {
    for (const [, name, text] of chunk.matchAll(prepared)) {
      if (text?.includes(words)) names.add(name!);
    }
    return [...names].some((name) => chunk.includes(name));
  }

  const server = createServer((near) => {
    const far = connect({ port: Number(port || 5432), host });
    let cutting = false;
    near.on("data", (chunk) => {
      if (isMeant(chunk.toString("latin1")) && armed) {
        armed = false;
        cutting = true;
      }
      far.write(chunk);
    });
    far.on("data", (chunk) => {
      if (!cutting) return void near.write(chunk);
      if (chunk.includes(ready)) for (const socket of [near, far]) socket.destroy();
    });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const through = new URL(url);
  through.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: through.href,
    cutNext: () => void (armed = true),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
