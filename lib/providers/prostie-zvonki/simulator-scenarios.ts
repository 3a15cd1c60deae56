/** Believable calls, for the demo, the simulator's command line and tests. */
import type { ScenarioName } from "../simulator";
import { newCallId, type EventInput } from "./simulator-events";

type Generate = (event: EventInput) => string;
type Later = (ms: number, run: () => void) => void;

export interface SimulatedOffice {
  extensions: readonly string[];
  callers?: readonly string[];
  generate: Generate;
  later: Later;
  /** While away, all links are cut and no new ones accepted. */
  cutNetwork(away: boolean): void;
}

interface Times {
  answered: number;
  ended: number;
}

/** Milliseconds from the start of the call. */
const incomingTimes: Times = { answered: 10_000, ended: 40_000 };
const outgoingTimes = { dialling: 400, answered: 4_000, ended: 30_000 };
const missedAfter = 20_000;
/** Numbers that no telephone has. */
const nobodys = ["73430112233", "73430112244", "73430112255", "74950177788", "78120123456"];
/** A normal day's calls, and the pause between them, in ms. */
const dayCalls = 12;
const dayPause = 15_000;
const burstCalls = 20;
const burstPause = 50;

/** Rings an extension, is answered there after a while, and ends. @returns the callID */
export function playIncoming(
  call: { from: string; extension: string; line?: string; callID: string },
  generate: Generate,
  later: Later,
  times: Times = incomingTimes,
): string {
  const { from, callID } = call;
  const parties = { callID, from, to: call.extension, line: call.line ?? "1" };
  generate({ type: "2", ...parties });
  later(times.answered, () => generate({ type: "32", ...parties }));
  later(times.ended, () =>
    generate({ type: "4", ...parties, direction: "0", ...history(times.ended, times.answered) }),
  );
  return callID;
}

/** What follows a clicked number: the extension dials, the client answers, they talk. */
export function playOutgoing(
  { from, to }: { from: string; to: string },
  generate: Generate,
  later: Later,
): void {
  const parties = { callID: newCallId(), from, to };
  const { dialling, answered, ended } = outgoingTimes;
  later(dialling, () => generate({ type: "8", ...parties }));
  later(answered, () => generate({ type: "16", ...parties }));
  later(ended, () =>
    generate({ type: "4", ...parties, direction: "1", ...history(ended, answered) }),
  );
}

/** When a transferred call rings at its new extension, and is answered there, in ms after the request. */
const transferTimes = { rings: 400, answered: 3_000 };

/** The incoming calls under way, so that one that is transferred goes on at another extension. */
export function createPlayedCalls() {
  const last = new Map<string, EventInput>();
  return {
    /** @returns the event as the extension has it that the call is at by now */
    told(event: EventInput): EventInput {
      const callID = event.callID ?? "";
      const before = last.get(callID);
      const now = before && event.type !== "2" ? { ...event, to: before.to } : event;
      if (event.type === "4") last.delete(callID);
      else if (event.type === "2" || before) last.set(callID, now);
      return now;
    },
    transfer({ callID, to }: { callID: string; to: string }, generate: Generate, later: Later) {
      const goOn = (type: string) => () => {
        const call = last.get(callID);
        if (call) generate({ ...call, type, to });
      };
      later(transferTimes.rings, goOn("2"));
      later(transferTimes.answered, goOn("32"));
    },
  };
}

export function playScenario(name: ScenarioName, office: SimulatedOffice): void {
  scenarios[name](office);
}

const scenarios: Record<ScenarioName, (office: SimulatedOffice) => void> = {
  "normal-day"(office) {
    const { generate, later } = office;
    for (let index = 0; index < dayCalls; index += 1) {
      later(index * dayPause, () => {
        const { from, extension } = parties(office, index);
        if (index % 3 === 2) playOutgoing({ from: extension, to: from }, generate, later);
        else if (index % 4 === 3) playMissed({ from, extension }, office);
        else playIncoming({ from, extension, callID: newCallId() }, generate, later);
      });
    }
  },

  burst(office) {
    const { generate, later } = office;
    for (let index = 0; index < burstCalls; index += 1) {
      later(index * burstPause, () =>
        playIncoming({ ...parties(office, index), callID: newCallId() }, generate, later),
      );
    }
  },

  /** The PBX sends an event for each extension, all with the call's id. */
  "group-call"({ extensions, callers = nobodys, generate, later }) {
    const call = { callID: newCallId(), from: callers[0]!, line: "1" };
    const answering = extensions[1] ?? extensions[0]!;
    for (const to of extensions) generate({ type: "2", ...call, to });
    later(4_000, () => generate({ type: "32", ...call, to: answering }));
    later(20_000, () =>
      generate({ type: "4", ...call, to: answering, direction: "0", ...history(20_000, 4_000) }),
    );
  },

  "network-break"(office) {
    const times = { answered: 1_500, ended: 5_000 };
    const { from, extension } = parties(office, 0);
    const callID = newCallId();
    playIncoming({ from, extension, callID }, office.generate, office.later, times);
    office.later(3_000, () => office.cutNetwork(true));
    office.later(7_000, () => office.cutNetwork(false));
  },
};

function playMissed(call: { from: string; extension: string }, office: SimulatedOffice): void {
  const parties = { callID: newCallId(), from: call.from, to: call.extension, line: "1" };
  office.generate({ type: "2", ...parties });
  office.later(missedAfter, () =>
    office.generate({ type: "4", ...parties, direction: "0", ...history(missedAfter) }),
  );
}

/** @returns the caller and the extension of the scenario's n-th call */
function parties({ extensions, callers = nobodys }: SimulatedOffice, index: number) {
  return {
    from: callers[index % callers.length]!,
    extension: extensions[index % extensions.length]!,
  };
}

/** @param ended, answered in ms from the start of the call; without an answer there is no talk */
function history(ended: number, answered = ended) {
  const now = Math.floor(Date.now() / 1000);
  return {
    start: String(now - Math.round(ended / 1000)),
    end: String(now),
    duration: String(Math.round((ended - answered) / 1000)),
  };
}
