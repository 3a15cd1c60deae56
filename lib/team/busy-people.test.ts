import { expect, it } from "vitest";
import { busyPeople, type BusyCall } from "./busy-people";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 2, 12, minute));

/** A call of Olena's, over at this minute. */
const talk = (client: string, minute: number, state = "wrap-up"): BusyCall => ({
  direction: "incoming",
  state: "ended",
  startedAt: at(minute - 1),
  endedAt: at(minute),
  requestedById: null,
  clientRaw: client,
  clientE164: null,
  contact: { name: client },
  legs: [{ userId: "olena", state, startedAt: at(minute - 1), answeredAt: null }],
});
const shown = (...calls: BusyCall[]) => {
  const { state, since, client } = busyPeople(calls).get("olena")!;
  return [state, client?.name, since];
};

it("shows a talk under way before the one that is to be wrapped up", () => {
  const over = talk("Jack", 9);
  expect(shown(over)).toEqual(["wrap-up", "Jack", at(9).toISOString()]);
  const now = talk("Grace", 1, "answered");
  expect(shown(over, now)).toEqual(["talking", "Grace", at(0).toISOString()]);
  expect(shown(now, over)).toEqual(["talking", "Grace", at(0).toISOString()]);
});
