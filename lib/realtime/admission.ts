/**
 * Browsers are let in a few at a time. After a restart all of an office come in the same moment; taken up all at once
 * they would make every turn of the event loop long, and a call that comes meanwhile waits for several turns.
 */
import type { IncomingMessage } from "node:http";
import { setImmediate as turn } from "node:timers/promises";
import PQueue from "p-queue";

/** Enough that questions to the database are asked for many at a time. */
const atOnce = 16;
/** Who has come farthest goes first: half of them are served by half of the time, and not all at its end. */
const order = { handshake: 0, signIn: 1, snapshot: 2 } as const;

export interface Admission {
  /** A middleware of the engine of socket.io. */
  handshake(request: IncomingMessage, response: unknown, next: (error?: Error) => void): void;
  signIn<T>(work: () => Promise<T>): Promise<T>;
  snapshot(work: () => Promise<void>): Promise<void>;
}

export function createAdmission(): Admission {
  const turns = new PQueue({ concurrency: atOnce });
  const ignore = () => undefined;
  return {
    handshake(request, _response, next) {
      // Of one that is polled, later requests name it.
      if (/[?&]sid=/.test(request.url ?? "")) return next();
      const { socket: connection } = request;
      // Nobody else listens to a connection that waits: its end would end the program.
      connection.on("error", ignore);
      const letIn = async () => {
        if (connection.destroyed) return next(new Error("gone"));
        next();
        connection.off("error", ignore);
        await turn();
      };
      void turns.add(letIn, { priority: order.handshake });
    },
    signIn: (work) => turns.add(work, { priority: order.signIn }),
    snapshot: (work) => turns.add(work, { priority: order.snapshot }),
  };
}
