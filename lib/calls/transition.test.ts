import { describe, expect, it } from "vitest";
import {
  after,
  answered,
  ended,
  legs,
  play,
  ringing,
  start,
  unreported,
} from "#lib/testing/kit/play-events";
import { noEndReceived, type AnyCallEvent } from "./call-record";
import { transition } from "./transition";

describe("an incoming call", () => {
  it("rings, is answered and ends", () => {
    const call = play([ringing("101"), 0], [answered("101"), 5], [ended(50), 55]);
    expect(call).toMatchObject({
      direction: "incoming",
      state: "ended",
      disposition: "answered",
      talkSeconds: 50,
      trunk: "2",
      answeredAt: after(5),
      endedAt: after(55),
    });
    expect(legs(call)).toEqual(["101 ended"]);
  });

  it("is missed by everybody it rang for when nobody answers", () => {
    const call = play(ringing("101"), ringing("102"), ended(0), ended(0, "102"));
    expect(call).toMatchObject({ state: "ended", disposition: "no-answer", talkSeconds: 0 });
    expect(legs(call)).toEqual(["101 missed", "102 missed"]);
  });

  it("leaves the others' legs missed when one of a group answers", () => {
    const call = play(ringing("101"), ringing("102"), ringing("103"), answered("102"));
    expect(call.state).toBe("active");
    expect(legs(call)).toEqual(["101 missed", "102 answered", "103 missed"]);
  });

  it("moves to whom it is transferred, and may come back", () => {
    const there = play(ringing("101"), answered("101"), ringing("102"), answered("102"));
    expect(legs(there)).toEqual(["101 ended", "102 answered"]);
    const back = play(
      ringing("101"),
      answered("101"),
      ringing("102"),
      answered("102"),
      ringing("101"),
      answered("101"),
    );
    expect(legs(back)).toEqual(["101 answered", "102 ended"]);
    expect(back.answeredAt).toEqual(after(1));
  });

  it("asks where to go before any extension rings", () => {
    const arrived: AnyCallEvent = {
      kind: "call:arrived",
      externalId: "1",
      clientNumber: "73430112233",
    };
    expect(play(arrived)).toMatchObject({ state: "ringing", legs: [] });
    expect(legs(play(arrived, ringing("101")))).toEqual(["101 ringing"]);
  });
});

describe("events that repeat, come late or not at all", () => {
  it("returns the very same object when nothing changes", () => {
    const ring = transition(null, ringing("101"), start);
    expect(transition(ring, ringing("101"), after(1))).toBe(ring);
    const talk = transition(ring, answered("101"), after(2));
    expect(transition(talk, answered("101"), after(3))).toBe(talk);
    expect(transition(talk, ringing("101"), after(3))).toBe(talk);
    const over = transition(talk, ended(3), after(9));
    expect(transition(over, ended(3), after(10))).toBe(over);
  });

  it("does not ring again by a ring that comes late", () => {
    const late = play(ringing("101"), [ended(0), 1], [ringing("101"), 1.2], [answered("101"), 1.3]);
    expect(late).toMatchObject({ state: "ended", disposition: "no-answer" });
    expect(legs(late)).toEqual(["101 missed"]);
  });

  it("does not ring by a first ring that its sender repeats until after the end", () => {
    const unknown = play(ended(7), [ringing("101"), 30], [answered("101"), 30.1]);
    expect(unknown).toMatchObject({ state: "ended", disposition: "answered", talkSeconds: 7 });
    const answeredFirst = play(answered("101"), [ended(7), 8], [ringing("101"), 30]);
    expect(answeredFirst).toMatchObject({ state: "ended", disposition: "answered" });
    const again = play(ringing("101"), [ended(0), 1], [ringing("101"), 30]);
    expect(again).toMatchObject({ state: "ringing" });
  });

  it("makes the call from an answer whose ring was lost", () => {
    expect(play(answered("101"))).toMatchObject({ state: "active", answeredAt: start });
  });

  it("makes the call from its history alone, with the provider's times", () => {
    const replayed = { ...ended(50), replayed: true } as AnyCallEvent;
    const call = transition(null, replayed, after(99_999));
    expect(call).toMatchObject({
      state: "ended",
      startedAt: start,
      answeredAt: after(10),
      endedAt: after(60),
      talkSeconds: 50,
      replayed: true,
    });
    expect(legs(call!)).toEqual(["101 ended"]);
  });

  it("takes the provider's times for a call that only its end tells of, however late it is told", () => {
    const end = ended(50) as AnyCallEvent;
    const call = transition(null, end, after(600))!;
    expect(call).toMatchObject({ startedAt: start, endedAt: after(60), replayed: false });
    const ahead = transition(null, end, after(60 - 3600))!;
    expect(ahead).toMatchObject({ startedAt: after(-3600), endedAt: after(-3540) });
  });

  it("ends a live call when we hear of it, whatever the provider's clock says", () => {
    const anHourOff = { ...ended(50), endedAt: after(3660).toISOString() } as AnyCallEvent;
    expect(play(ringing("101"), answered("101"), [anHourOff, 52]).endedAt).toEqual(after(52));
  });

  it("never ends before it starts, and never talks for less than nothing", () => {
    const setBack = play([ringing("101"), 3600], [answered("101"), 3605], [unreported("101"), 20]);
    expect(setBack).toMatchObject({
      state: "ended",
      disposition: "answered",
      answeredAt: after(3605),
      endedAt: after(3605),
      talkSeconds: 0,
    });
  });

  it("does not invent the length of a talk whose beginning or end nobody told", () => {
    expect(play([answered("101"), 0], [{ kind: "call:lost" }, 9000])).toMatchObject({
      disposition: "answered",
      failure: noEndReceived,
      talkSeconds: null,
    });
    expect(play(ringing("101"), unreported("101"))).toMatchObject({
      disposition: "answered",
      answeredAt: null,
      talkSeconds: null,
    });
  });

  it("replaces an inferred end by the real one", () => {
    const lost = play(ringing("101"), [{ kind: "call:lost" }, 300]);
    expect(lost).toMatchObject({ disposition: "no-answer", failure: noEndReceived });
    const real = transition(lost, ended(50), after(400));
    expect(real).toMatchObject({
      disposition: "answered",
      failure: null,
      clientCard: null,
      talkSeconds: 50,
      endedAt: after(60),
    });
    expect(legs(real!)).toEqual(["101 ended"]);
  });
});

describe("a clicked number", () => {
  const requested: AnyCallEvent = {
    kind: "call:requested",
    clientNumber: "+7 (343) 0112233",
    extension: "101",
  };

  it("dials, is answered by the client and ends", () => {
    const call = play(
      requested,
      { kind: "call:dialling", externalId: "8", clientNumber: "73430112233", extension: "101" },
      {
        kind: "call:answered",
        externalId: "8",
        direction: "outgoing",
        clientNumber: "73430112233",
        extension: "101",
      },
    );
    expect(call).toMatchObject({
      direction: "outgoing",
      state: "active",
      clientRaw: "+7 (343) 0112233",
    });
    expect(legs(call)).toEqual(["101 answered"]);
  });

  it("keeps the provider's words when it is refused", () => {
    const call = play(requested, { kind: "call:refused", reason: "no such extension" });
    expect(call).toMatchObject({
      state: "ended",
      disposition: "failed",
      failure: "no such extension",
    });
    expect(legs(call)).toEqual(["101 ended"]);
  });
});
