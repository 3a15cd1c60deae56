/** A call that asks where to go, as its state machine sees it. */
import { expect, it } from "vitest";
import type { AnyCallEvent, CallRecord } from "./call-record";
import { transition } from "./transition";

const start = Date.parse("2026-01-15T10:00:00.000Z");
const after = (seconds: number) => new Date(start + seconds * 1000);
const about = { externalId: "1", clientNumber: "73430112233" };
const arrived: AnyCallEvent = { kind: "call:arrived", ...about };
const routed: AnyCallEvent = { kind: "call:routed", extension: "101", reason: "owner" };
const incoming = { ...about, direction: "incoming", extension: "102" } as const;

const play = (...events: AnyCallEvent[]) =>
  events.reduce<CallRecord | null>(
    (call, event, index) => transition(call, event, after(index)),
    null,
  );

it("is sent once, whatever is decided later", () => {
  const sent = play(arrived, routed);
  const again = { kind: "call:routed", extension: "102", reason: "no-owner" } as const;
  expect(transition(sent, again, after(5))).toBe(sent);
  expect(sent).toMatchObject({
    state: "ringing",
    legs: [],
    routing: { extension: "101", reason: "owner", failure: null },
  });
});

it("keeps why it was sent there, and why that failed, through all that follows", () => {
  const call = play(
    arrived,
    routed,
    { kind: "call:route-failed", failure: "no such extension" },
    { kind: "call:ringing", ...incoming },
    { kind: "call:answered", ...incoming },
    { kind: "call:ended", ...incoming, disposition: "answered", talkSeconds: 7 },
  );
  expect(call).toMatchObject({
    state: "ended",
    legs: [{ extension: "102", state: "ended" }],
    routing: { extension: "101", reason: "owner", failure: "no such extension" },
  });
});

it("begins with its arrival, never with what was decided", () => {
  expect(transition(null, routed, after(0))).toBeNull();
});
