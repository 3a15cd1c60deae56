/** What sign-in asks of the live side. */
import { createPort } from "#lib/base/port";

export interface SessionSockets {
  /** Cuts the sockets of a session that has ended, on every copy of the program. */
  end(sessionId: string): void;
}

export const sessionSockets = createPort<SessionSockets>("session-sockets");
