/** The telephone exchange, a process of its own: the project's simulator, one for each server measured. */
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import {
  startSimulator,
  type ProstieZvonkiSimulator,
} from "#lib/providers/prostie-zvonki/simulator";
import { newCallId, type EventInput } from "#lib/providers/prostie-zvonki/simulator-events";
import { now } from "../clock";
import { extensionOf, type SeedSize } from "../seed/statements";
import { clientNumberOf, type Load, phases, planLoad, type Target } from "./plan";
import { serveRemote } from "./remote";

export interface Played {
  /** By call. */
  numbers: string[];
  /** When each event was due, by call × phase, on the common clock. */
  due: Float64Array;
  /** How much later than due it was written to the line, by call × phase, in ms. */
  late: Float64Array;
  measured: { from: number; to: number };
}

/** Events between two looks at the line, when there is no time to keep to. */
const chunk = 200;
const talkSeconds = 30;

let size: SeedSize;
let simulators: Record<Target, ProstieZvonkiSimulator>;
const played: Record<Target, number> = { product: 0, relay: 0 };

async function open(given: SeedSize): Promise<Record<Target, string>> {
  size = given;
  const options = { port: 0, host: "127.0.0.1" };
  const [product, relay] = [await startSimulator(options), await startSimulator(options)];
  simulators = { product, relay };
  return { product: product.url, relay: relay.url };
}

/** Resolves when the server listens to the events. */
async function listened(target: Target): Promise<void> {
  while (simulators[target].clientCount() === 0) await sleep(5);
}

async function play(target: Target, load: Load): Promise<Played> {
  const plan = planLoad(load);
  if (plan.calls > size.contacts) throw new Error("not enough numbers to tell the calls apart");
  const first = played[target];
  played[target] += plan.calls;
  const calls = Array.from({ length: plan.calls }, (_, call) => ({
    callID: newCallId(),
    from: clientNumberOf(first + call, size.contacts),
    to: extensionOf((first + call) % size.people),
    line: "1",
  }));
  const due = new Float64Array(plan.calls * phases.length);
  const late = new Float64Array(plan.calls * phases.length);
  const begin = now() + 20;
  for (const [index, event] of plan.events.entries()) {
    const at = begin + event.due;
    while (now() < at) await sleep(1);
    if (index % chunk === 0) await nextTurn();
    simulators[target].generate(wireEvent(event.phase, calls[event.call]!));
    const place = event.call * phases.length + event.phase;
    due[place] = at;
    late[place] = now() - at;
  }
  const { from, to } = plan.measured;
  return {
    numbers: calls.map((call) => call.from),
    due,
    late,
    measured: { from: begin + from, to: begin + to },
  };
}

type Parties = Pick<EventInput, "callID" | "from" | "to" | "line">;

function wireEvent(phase: number, parties: Parties): EventInput {
  if (phase === 0) return { type: "2", ...parties };
  if (phase === 1) return { type: "32", ...parties };
  const end = Math.floor(Date.now() / 1000);
  const times = {
    start: String(end - talkSeconds),
    end: String(end),
    duration: String(talkSeconds),
  };
  return { type: "4", ...parties, direction: "0", ...times };
}

const methods = { open, listened, play };
export type Pbx = typeof methods;
serveRemote(methods);
