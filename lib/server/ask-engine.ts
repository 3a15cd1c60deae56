/** The pages' side of the crossing: their ports lead to the engine. */
import { createBirpc } from "birpc";
import { currentActor } from "#lib/audit/actor";
import { sessionSockets } from "#lib/auth/ports";
import { unfilledPorts, type Port } from "#lib/base/port";
import { callbackPublisher } from "#lib/callbacks/ports";
import { callCommands, callPublisher, outcomePublisher } from "#lib/calls/ports";
import { providerCampaigns } from "#lib/campaigns/ports";
import { liveConnections, liveDemo, liveSimulators } from "#lib/connections/ports";
import { importWorker, notePublisher } from "#lib/contacts/ports";
import { noticePublisher } from "#lib/notices/ports";
import { pageScripts } from "#lib/leads/ports";
import { liveExtensions, presencePublisher, providerDirectory } from "#lib/people/ports";
import { smsCommands } from "#lib/sms/ports";
import { liveBoard } from "#lib/team/ports";
import { unpack, type EngineFunctions, type PagesFunctions } from "./crossing";

const remote = [
  callbackPublisher,
  callCommands,
  callPublisher,
  // Until the process that has the chores fills it itself.
  importWorker,
  liveBoard,
  liveConnections,
  liveDemo,
  liveExtensions,
  liveSimulators,
  notePublisher,
  noticePublisher,
  outcomePublisher,
  pageScripts,
  presencePublisher,
  providerCampaigns,
  providerDirectory,
  sessionSockets,
  smsCommands,
] as const;

/** Of the engine's own doors; nothing in the pages' processes asks them. */
const engineOnly = ["hook-receiver", "lead-desk", "metrics-reader"];

export interface Engine {
  awake(): void;
}

/** Connects this process to the engine that has forked it. @param pages what the engine may call */
export function connectEngine(pages: PagesFunctions): Engine {
  const rpc = createBirpc<EngineFunctions, PagesFunctions>(pages, {
    post: (message) => process.send?.(message),
    on: (take) => process.on("message", take),
    // A call to a provider takes as long as the provider's patience says.
    timeout: -1,
    eventNames: ["awake"],
  });
  for (const port of remote) fillFrom(port as Port<object>, rpc.ask);
  return { awake: () => void rpc.awake() };
}

/** @throws when nothing fills a port that pages use, with its name */
export function assertPortsFilled(): void {
  const unfilled = unfilledPorts().filter((name) => !engineOnly.includes(name));
  if (unfilled.length > 0) throw new Error(`nothing fills the ports ${unfilled.join(", ")}`);
}

/** Each function of the port asks the engine; its caller is who acts there. */
function fillFrom(port: Port<object>, ask: EngineFunctions["ask"]): void {
  const functionOf =
    (name: string) =>
    (...args: unknown[]) => {
      const answer = ask(port.portName, name, args, currentActor()).then(unpack);
      // Who publishes does not wait for it, and must not fall over it.
      answer.catch(() => undefined);
      return answer;
    };
  port.fill(new Proxy({}, { get: (_, name) => functionOf(String(name)) }));
}
