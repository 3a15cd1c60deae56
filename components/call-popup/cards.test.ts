import { expect, it } from "vitest";
import type { CallView } from "#lib/realtime/events";
import { cardOf } from "./cards";

type Leg = CallView["legs"][number];
const leg = (userId: string | null, state: Leg["state"]): Leg => ({
  extension: userId === "me" ? "101" : "102",
  userId,
  state,
});
const call = (over: Partial<CallView>) =>
  ({
    direction: "incoming",
    state: "ringing",
    disposition: null,
    replayed: false,
    legs: [],
    ...over,
  }) as CallView;

it.each([
  ["rings for me", call({ legs: [leg("me", "ringing")] }), "ringing"],
  ["rings for another", call({ legs: [leg("you", "ringing")] }), undefined],
  ["rings for nobody known", call({ legs: [leg(null, "ringing")] }), undefined],
  [
    "is dialled by me",
    call({ direction: "outgoing", state: "dialling", legs: [leg("me", "ringing")] }),
    "dialling",
  ],
  ["is answered by me", call({ state: "active", legs: [leg("me", "answered")] }), "active"],
  [
    "is answered by another who rang too",
    call({ state: "active", legs: [leg("me", "missed"), leg("you", "answered")] }),
    "elsewhere",
  ],
  [
    "was handed on by me",
    call({ state: "active", legs: [leg("me", "ended"), leg("you", "answered")] }),
    undefined,
  ],
  [
    "was missed by me",
    call({ state: "ended", disposition: "no-answer", legs: [leg("me", "missed")] }),
    "missed",
  ],
  [
    "ended after a talk",
    call({ state: "ended", disposition: "answered", legs: [leg("me", "ended")] }),
    undefined,
  ],
  [
    "is history told late",
    call({ state: "ended", replayed: true, legs: [leg("me", "missed")] }),
    undefined,
  ],
])("a call that %s", (_, view, state) => {
  expect(cardOf(view, "me")?.state).toBe(state);
});
