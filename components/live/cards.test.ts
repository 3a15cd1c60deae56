import { expect, it } from "vitest";
import type { CallView } from "#lib/calls/call-view";
import { cardOf, handedOverBy, isPutAway } from "./cards";

type Leg = CallView["legs"][number];
const now = new Date("2026-01-01T12:00:00Z").getTime();
const leg = (userId: string | null, state: Leg["state"], over: Partial<Leg> = {}): Leg => ({
  extension: userId === "me" ? "101" : "102",
  userId,
  state,
  answeredAt: state === "answered" ? "2026-01-01T11:00:00Z" : null,
  dismissed: null,
  ...over,
});
const talked = { answeredAt: "2026-01-01T07:00:00Z" };
const call = (over: Partial<CallView>) =>
  ({
    direction: "incoming",
    state: "ringing",
    disposition: null,
    replayed: false,
    answeredAt: null,
    failure: null,
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
    call({ state: "active", legs: [leg("me", "ended", talked), leg("you", "answered")] }),
    "wrap-up",
  ],
  [
    "was handed on by me and rings elsewhere",
    call({ state: "active", legs: [leg("me", "ended", talked), leg("you", "ringing")] }),
    "wrap-up",
  ],
  [
    "was missed by me",
    call({ state: "ended", disposition: "no-answer", legs: [leg("me", "missed")] }),
    "missed",
  ],
  [
    "ended after a talk of mine",
    call({
      state: "ended",
      disposition: "answered",
      endedAt: "2026-01-01T08:00:01Z",
      legs: [leg("me", "ended", talked)],
    }),
    "wrap-up",
  ],
  [
    "ended after a talk more than four hours ago",
    call({
      state: "ended",
      disposition: "answered",
      endedAt: "2026-01-01T08:00:00Z",
      legs: [leg("me", "ended", talked)],
    }),
    undefined,
  ],
  [
    "ended after a talk of a colleague's",
    call({
      state: "ended",
      disposition: "answered",
      endedAt: "2026-01-01T11:00:00Z",
      legs: [leg("me", "missed"), leg("you", "ended", talked)],
    }),
    undefined,
  ],
  [
    "nobody answered when I dialled",
    call({
      direction: "outgoing",
      state: "ended",
      disposition: "busy",
      endedAt: "2026-01-01T11:00:00Z",
      legs: [leg("me", "ended")],
    }),
    "tried",
  ],
  [
    "the provider refused when I dialled",
    call({
      direction: "outgoing",
      state: "ended",
      disposition: "failed",
      failure: "102 is not registered",
      endedAt: "2026-01-01T11:00:00Z",
      legs: [leg("me", "ended")],
    }),
    undefined,
  ],
  [
    "is history told late",
    call({ state: "ended", replayed: true, legs: [leg("me", "missed")] }),
    undefined,
  ],
])("a call that %s", (_, view, state) => {
  expect(cardOf(view, "me", now)?.state).toBe(state);
});

it("a card put away stays away while its stage lasts, and takes no leave later", () => {
  const ringing = cardOf(call({ legs: [leg("me", "ringing")] }), "me")!;
  const active = cardOf(call({ state: "active", legs: [leg("me", "answered")] }), "me")!;
  const taken = cardOf(
    call({ state: "active", legs: [leg("me", "missed"), leg("you", "answered")] }),
    "me",
  )!;
  expect(isPutAway(ringing, null)).toBe(false);
  expect(isPutAway(ringing, "ringing")).toBe(true);
  expect(isPutAway(active, "ringing")).toBe(false);
  expect(isPutAway(active, "active")).toBe(true);
  expect(isPutAway(taken, null)).toBe(false);
  expect(isPutAway(taken, "ringing")).toBe(true);
});

it("a call comes from whoever had the client before", () => {
  const at = (minutes: string) => ({ answeredAt: `2026-01-01T11:${minutes}:00Z` });
  const from = (...legs: Leg[]) => handedOverBy(call({ legs }), "me")?.userId;
  expect(from(leg("you", "answered"), leg("me", "ringing"))).toBe("you");
  expect(from(leg("you", "ended", at("00")), leg("me", "answered", at("05")))).toBe("you");
  expect(from(leg("you", "missed"), leg("me", "ringing"))).toBeUndefined();
  // I handed it on, and they talk: it does not come from them.
  expect(from(leg("me", "ended", at("00")), leg("you", "answered", at("05")))).toBeUndefined();
  // Of two, from the one who had it last.
  const [first, second] = [leg("she", "ended", at("00")), leg("you", "ended", at("05"))];
  expect(from(first, second, leg("me", "answered", at("09")))).toBe("you");
});
