/**
 * The way to the PBX, a wire for each copy though all have the one address: whose link it is, is read off the
 * machine's own table of sockets. And the book of who had a link, and when.
 */
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { ownerOfPort } from "#lib/testing/kit/port-owner";
import { startTcpProxy, type TcpProxy } from "#lib/testing/kit/tcp-proxy";

export interface PbxWires {
  port: number;
  /** From now on links of the process are those of the copy. */
  know(copy: string, pid: number): void;
  wire(copy: string): TcpProxy;
  /** Whose was the link that was begun last and has not ended; null when there is none. */
  newest(): string | null;
  close(): Promise<void>;
}

interface Link {
  copy: string;
  near: Socket;
}

export async function startPbxWires(
  target: { port: number },
  copies: readonly string[],
): Promise<PbxWires> {
  const pids = new Map<number, string>();
  const wires = new Map<string, TcpProxy>();
  for (const copy of copies) wires.set(copy, await startTcpProxy(target));
  const links: Link[] = [];

  const server = createServer({ allowHalfOpen: true }, (near) => {
    const owner = ownerOfPort(near.remotePort ?? 0, [...pids.keys()]);
    const copy = owner === undefined ? undefined : pids.get(owner);
    if (copy === undefined) return void near.destroy();
    const far = connect({ port: wires.get(copy)!.port, host: "127.0.0.1", allowHalfOpen: true });
    const link = { copy, near };
    links.push(link);
    near.on("close", () => links.splice(links.indexOf(link), 1));
    join(near, far);
    join(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    port: (server.address() as AddressInfo).port,
    know(copy, pid) {
      for (const [known, name] of pids) if (name === copy) pids.delete(known);
      pids.set(pid, copy);
    },
    wire: (copy) => wires.get(copy)!,
    newest: () => links.at(-1)?.copy ?? null,
    async close() {
      for (const { near } of [...links]) near.destroy();
      await new Promise((resolve) => server.close(resolve));
      for (const wire of wires.values()) await wire.close();
    },
  };
}

/** A reset at one end is one at the other. */
function join(from: Socket, to: Socket): void {
  from.pipe(to);
  from.on("error", () => to.resetAndDestroy());
  from.on("close", () => to.destroySoon());
}
