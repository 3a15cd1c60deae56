import { describe, expect, it } from "vitest";
import { after, answered, ended, legs, play, ringing } from "#lib/testing/kit/play-events";
import type { AnyCallEvent } from "./call-record";
import { transition } from "./transition";

describe("a group's call", () => {
  const left = (extension: string, talkSeconds?: number): AnyCallEvent => ({
    kind: "call:leg-ended",
    externalId: "1",
    direction: "incoming",
    extension,
    disposition: talkSeconds === undefined ? "no-answer" : "answered",
    talkSeconds,
  });

  it("goes on when one of those who rang leaves, also when all of them do", () => {
    const call = play(ringing("101"), ringing("102"), left("101"), left("102"));
    expect(call).toMatchObject({ state: "ringing", disposition: null });
    expect(legs(call)).toEqual(["101 missed", "102 missed"]);
    const later = transition(call, ringing("103"), after(9))!;
    expect(legs(later)).toContain("103 ringing");
  });

  it("is over when the one who talks leaves", () => {
    const call = play(ringing("101"), answered("101"), left("101", 40));
    expect(call).toMatchObject({ state: "ended", disposition: "answered", talkSeconds: 40 });
  });

  it("is not over when somebody leaves who has handed it over", () => {
    const call = play(answered("101"), ringing("102"), answered("102"), left("101", 5));
    expect(call).toMatchObject({ state: "active" });
    expect(legs(call)).toEqual(["101 ended", "102 answered"]);
  });

  it("was answered by whom its end says, when the answer was lost", () => {
    const call = play(ringing("101"), ringing("102"), left("102", 12));
    expect(call).toMatchObject({ state: "ended", disposition: "answered", talkSeconds: 12 });
    expect(legs(call)).toEqual(["101 missed", "102 ended"]);
  });

  it("was answered by nobody in particular, when its end does not say by whom", () => {
    const end = { ...ended(50), extension: undefined } as AnyCallEvent;
    const call = play(ringing("101"), ringing("102"), end);
    expect(call).toMatchObject({ disposition: "answered", talkSeconds: 50 });
    expect(legs(call)).toEqual(["101 missed", "102 missed"]);
  });

  it("keeps the first of what providers know of the client", () => {
    const card = { name: "Тест", company: null, url: null };
    const known = { ...ringing("101"), clientCard: card } as AnyCallEvent;
    const other = { ...ringing("102"), clientCard: { ...card, name: "Б" } } as AnyCallEvent;
    expect(play(known, other).clientCard).toEqual(card);
  });
});

describe("an end without its beginning", () => {
  it("learns later whose call it was", () => {
    const alone = { ...ended(50), extension: undefined } as AnyCallEvent;
    const call = play(alone, ended(50));
    expect(legs(call)).toEqual(["101 ended"]);
    expect(call.legs[0]!.answeredAt).toEqual(call.answeredAt);
    expect(legs(play(alone, ended(50), ended(50, "102")))).toEqual(["101 ended"]);
  });
});
