/** A wire that can be made bad: between a client and a server, on TCP, for every way a link fails. */
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** How bytes travel; applies at once, to open links too. */
export interface Wire {
  /** Each chunk this much later, in ms. */
  latency?: number;
  /** At most so many bytes a second, in small pieces. */
  bytesPerSecond?: number;
  /** After so many bytes (both ways together, from now on) the link is reset. */
  resetAfter?: number;
  /** Nothing passes and nobody learns of it: what a cable pulled out looks like. */
  halfOpen?: boolean;
}

export interface TcpProxy {
  port: number;
  /** Replaces the wire; `{}` is a good one. A half-open link stays dead: a cut one does not heal. */
  become(wire: Wire): void;
  /** Ends all links, as a crash (RST) or a polite peer (FIN) does. */
  cut(how: "rst" | "fin"): void;
  linkCount(): number;
  close(): Promise<void>;
}

interface Link {
  near: Socket;
  far: Socket;
  dead: boolean;
}

export async function startTcpProxy(target: { port: number; host?: string }): Promise<TcpProxy> {
  const links = new Set<Link>();
  let wire: Wire = {};
  let carried = 0;

  const reset = (link: Link) => {
    link.near.resetAndDestroy();
    link.far.resetAndDestroy();
  };

  async function carry(link: Link, chunk: Buffer, to: Socket): Promise<void> {
    if (wire.latency) await sleep(wire.latency);
    for (const piece of pieces(chunk, wire.bytesPerSecond)) {
      if (wire.bytesPerSecond) await sleep((piece.length / wire.bytesPerSecond) * 1000);
      if (wire.halfOpen || link.dead || to.destroyed) return;
      carried += piece.length;
      if (wire.resetAfter !== undefined && carried > wire.resetAfter) return reset(link);
      if (!to.write(piece)) await new Promise<void>((resolve) => whenWritable(to, resolve));
    }
  }

  /** One chunk at a time, in order; the sender waits while the wire is slow. */
  function pump(link: Link, from: Socket, to: Socket): void {
    let last = Promise.resolve();
    from.on("data", (chunk) => {
      from.pause();
      last = last.then(() => carry(link, chunk, to)).then(() => void from.resume());
    });
    from.on("end", () => void last.then(() => !link.dead && to.end()));
    from.on("error", () => undefined);
    from.on("close", () => {
      if (to.destroyed) links.delete(link);
      if (!link.dead) void last.then(() => to.destroySoon());
    });
  }

  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({
      port: target.port,
      host: target.host ?? "127.0.0.1",
      allowHalfOpen: true,
    });
    const link = { near, far, dead: wire.halfOpen ?? false };
    links.add(link);
    pump(link, near, far);
    pump(link, far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    port: (server.address() as AddressInfo).port,
    become(next) {
      wire = next;
      carried = 0;
      if (next.halfOpen) for (const link of links) link.dead = true;
    },
    cut(how) {
      for (const link of [...links]) {
        if (how === "rst") reset(link);
        else for (const socket of [link.near, link.far]) socket.end();
      }
    },
    linkCount: () => links.size,
    async close() {
      for (const link of [...links]) reset(link);
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A slow wire carries a tenth of a second at a time. */
function* pieces(chunk: Buffer, bytesPerSecond: number | undefined): Generator<Buffer> {
  const size = bytesPerSecond ? Math.max(1, Math.floor(bytesPerSecond / 10)) : chunk.length;
  for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size);
}

function whenWritable(socket: Socket, then: () => void): void {
  socket.once("drain", then);
  socket.once("close", then);
}
