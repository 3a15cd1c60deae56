/** Whole calls, as a small office has them. The one place of their timing. */
import type { ScenarioName } from "../simulator";
import type { createCalls } from "./simulator-calls";

export interface Stage {
  calls: ReturnType<typeof createCalls>;
  extensions: readonly string[];
  group: string;
  callers: readonly string[];
  later(ms: number, run: () => void): void;
  /** Breaks every link and refuses new ones for this long. */
  breakNetwork(ms: number): void;
}

/** Milliseconds from the start of the call. */
const times = { answered: 10_000, ended: 40_000 };
const outgoing = { dialling: 400, answered: 4_000, ended: 30_000 };

const client = ({ callers }: Stage, index: number) => callers[index % callers.length]!;

/** Rings, is answered after a while, and ends. */
export function playIncoming(
  { calls, later }: Stage,
  call: { extension: string; from: string },
  { answered, ended } = times,
): void {
  const uuid = calls.dial(call);
  later(answered, () => calls.bridge(uuid));
  later(ended, () => calls.hangUp(uuid));
}

/** What follows a clicked number. */
export function playOutgoing({ calls, later }: Stage, extension: string, to: string, uuid: string) {
  const from = to.replace("+", "");
  later(outgoing.dialling, () => calls.dial({ direction: "outgoing", extension, from }, uuid));
  later(outgoing.answered, () => calls.bridge(uuid));
  later(outgoing.ended, () => calls.hangUp(uuid));
}

export const scenarios: Record<ScenarioName, (stage: Stage) => void> = {
  "normal-day"(stage) {
    for (const [index, extension] of [...stage.extensions, ...stage.extensions].entries()) {
      stage.later(index * 15_000, () => {
        if (index % 3 !== 2) return playIncoming(stage, { extension, from: client(stage, index) });
        // Nobody answers this one.
        const uuid = stage.calls.dial({ extension, from: client(stage, index) });
        stage.later(12_000, () => stage.calls.hangUp(uuid));
      });
    }
  },
  burst(stage) {
    for (let index = 0; index < 30; index++) {
      const extension = stage.extensions[index % stage.extensions.length]!;
      const uuid = stage.calls.dial({ extension, from: client(stage, index) });
      stage.later(2_000 + index * 50, () => stage.calls.hangUp(uuid));
    }
  },
  "group-call"(stage) {
    const call = stage.calls.dialGroup(stage.group, client(stage, 1));
    stage.later(3_000, () => stage.calls.answerGroup(call, stage.extensions[0]!));
    stage.later(10_000, () => stage.calls.hangUp(call.uuid));
  },
  "network-break"(stage) {
    const uuid = stage.calls.dial({ extension: stage.extensions[0]!, from: client(stage, 2) });
    stage.later(1_000, () => stage.breakNetwork(2_000));
    stage.later(2_000, () => stage.calls.bridge(uuid));
    stage.later(8_000, () => stage.calls.hangUp(uuid));
  },
};
