/** The server of the page (vite.ts), as a component test speaks to it. */
import { commands } from "vitest/browser";
import type { CallView } from "#lib/calls/call-view";
import type { ServerToClientEvents } from "#lib/realtime/events";

export interface Served {
  /** The snapshot for whoever connects. */
  calls: CallView[];
  /** Answers by request line, e.g. `POST /api/imports`; what is not here is answered with 404. */
  http: Record<string, { status: number; body: unknown }>;
}

export interface ReceivedRequest {
  /** Method and path. */
  line: string;
  body: string;
}

/** An event of the realtime contract with what it carries. */
export type ServerEvent = {
  [E in keyof ServerToClientEvents]: [name: E, payload: Parameters<ServerToClientEvents[E]>[0]];
}[keyof ServerToClientEvents];

declare module "vitest/browser" {
  interface BrowserCommands {
    serve(served: Served): Promise<void>;
    emit(event: ServerEvent): Promise<void>;
    cut(): Promise<void>;
    requests(): Promise<ReceivedRequest[]>;
  }
}

/** What the server has from now on; what it received before is forgotten. */
export const serve = (served: Partial<Served>) =>
  commands.serve({ calls: [], http: {}, ...served });

/** Sends an event to the page. */
export const emit = (...event: ServerEvent) => commands.emit(event);

/** The HTTP requests since `serve`, in order. */
export const requests = () => commands.requests();

/** Ends the page's link; there is none until `serve` is called again. */
export const cut = () => commands.cut();
