/** Whole calls, as a small office has them. The one place of their timing. */
import { newCallId, type EventInput } from "./simulator-events";

type Generate = (event: EventInput) => string;
type Later = (ms: number, run: () => void) => void;

/** Milliseconds from the start of the call. */
const incomingTimes = { answered: 10_000, ended: 40_000 };
const outgoingTimes = { dialling: 400, answered: 4_000, ended: 30_000 };

/** Rings an extension, is answered there after a while, and ends. @returns the callID */
export function playIncoming(
  call: { from: string; extension: string; line?: string; callID: string },
  generate: Generate,
  later: Later,
): string {
  const { from, callID } = call;
  const parties = { callID, from, to: call.extension, line: call.line ?? "1" };
  generate({ type: "2", ...parties });
  later(incomingTimes.answered, () => generate({ type: "32", ...parties }));
  later(incomingTimes.ended, () =>
    generate({ type: "4", ...parties, direction: "0", ...history(incomingTimes) }),
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
  later(outgoingTimes.dialling, () => generate({ type: "8", ...parties }));
  later(outgoingTimes.answered, () => generate({ type: "16", ...parties }));
  later(outgoingTimes.ended, () =>
    generate({ type: "4", ...parties, direction: "1", ...history(outgoingTimes) }),
  );
}

function history({ answered, ended }: { answered: number; ended: number }) {
  const now = Math.floor(Date.now() / 1000);
  return {
    start: String(now - Math.round(ended / 1000)),
    end: String(now),
    duration: String(Math.round((ended - answered) / 1000)),
  };
}
