/**
 * Node's agent for a library that sends its own requests to a server of the operator's choice. Each connection is
 * dialled as all others are: this server may be local, and what it refers to only where that is permitted anyway.
 */
import { Agent as PlainAgent } from "node:http";
import { Agent as SecureAgent } from "node:https";
import { createDial } from "./dial";
import { hostOf, permissionsWith, portOf } from "./permissions";

interface Target {
  host: string;
  port: number;
  timeout?: number;
}
type Connected = (error: Error | null, socket?: unknown) => void;

/** @param server its scheme is that of all the agent's requests */
export function agentFor(server: URL): PlainAgent {
  const secure = server.protocol === "https:";
  const dial = createDial(permissionsWith(hostOf(server), portOf(server)));
  const createConnection = ({ host, port, timeout }: Target, done: Connected): undefined => {
    dial({ host, port: Number(port), timeout }, secure).then(
      (socket) => done(null, socket),
      (error: Error) => done(error),
    );
  };
  const agent = secure ? new SecureAgent() : new PlainAgent();
  // Node waits for the callback when nothing is returned; its types don't know that.
  return Object.assign(agent, { createConnection });
}
