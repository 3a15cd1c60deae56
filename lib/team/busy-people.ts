/** Who is on the telephone, with whom and since when. */
import type { TeamMember, TeamState } from "./board-view";

export interface BusyCall {
  direction: string;
  state: string;
  startedAt: Date;
  endedAt: Date | null;
  requestedById: string | null;
  clientRaw: string;
  clientE164: string | null;
  contact: { name: string } | null;
  legs: { userId: string | null; state: string; startedAt: Date; answeredAt: Date | null }[];
}

export interface Busy {
  state: TeamState;
  since: string;
  client: TeamMember["client"];
}

/** First comes what is shown: a person who talks while another call rings is talking. */
const order: TeamState[] = ["talking", "ringing", "dialling", "wrap-up"];

/** @param calls under way, and each person's last talk where it is to be wrapped up: its leg has the state "wrap-up" */
export function busyPeople(calls: readonly BusyCall[]): Map<string, Busy> {
  const busy = new Map<string, Busy>();
  for (const call of calls) {
    const client = {
      name: call.contact?.name ?? null,
      number: { raw: call.clientRaw, e164: call.clientE164 },
    };
    for (const { userId, state, since } of partsIn(call)) {
      const found = { state, since: since.toISOString(), client };
      const known = busy.get(userId);
      if (!known || order.indexOf(state) < order.indexOf(known.state)) busy.set(userId, found);
    }
  }
  return busy;
}

interface Part {
  userId: string;
  state: TeamState;
  since: Date;
}

function partsIn(call: BusyCall): Part[] {
  const parts = call.legs.flatMap(({ userId, state, startedAt, answeredAt }): Part[] => {
    if (!userId) return [];
    switch (state) {
      case "answered":
        return [{ userId, state: "talking", since: answeredAt ?? startedAt }];
      case "ringing":
        return [
          {
            userId,
            since: startedAt,
            state: call.direction === "outgoing" ? "dialling" : "ringing",
          },
        ];
      case "wrap-up":
        return [{ userId, state: "wrap-up", since: call.endedAt ?? startedAt }];
      default:
        return [];
    }
  });
  const { requestedById, state, startedAt } = call;
  const waitsForPbx = requestedById && state === "dialling" && parts.length === 0;
  return waitsForPbx ? [{ userId: requestedById, state: "dialling", since: startedAt }] : parts;
}
