/** One leg is not the call: each provider's own messages, to the state of their call. */
import { describe, expect, it } from "vitest";
import { phonet } from "#lib/providers/phonet/adapter";
import { prostieZvonki } from "#lib/providers/prostie-zvonki/adapter";
import { legs } from "#lib/testing/kit/play-events";
import { messagesStart as start, playMessages } from "#lib/testing/kit/play-messages";

describe("Prostie Zvonki", () => {
  const told = (type: number, to: string, more = "") =>
    `<Event type="${type}" callID="7" from="73430112233" line="1" to="${to}"${more}/>`;
  const over = (to: string, duration: number) =>
    told(4, to, ` direction="0" duration="${duration}" start="1768471200" end="1768471300"`);

  it.each([
    [
      "the end of one who did not answer leaves the talk",
      [told(2, "101"), told(2, "102"), told(32, "102"), over("101", 0)],
      { state: "active", disposition: null },
      ["101 missed", "102 answered"],
    ],
    [
      "whose end is the call's",
      [told(2, "101"), told(2, "102"), told(32, "102"), over("101", 0), over("102", 65)],
      { state: "ended", disposition: "answered", talkSeconds: 65 },
      ["101 missed", "102 ended"],
    ],
    [
      "one who refuses leaves it ringing at the others",
      [told(2, "101"), told(2, "102"), told(2, "103"), over("101", 0)],
      { state: "ringing", disposition: null },
      ["101 missed", "102 ringing", "103 ringing"],
    ],
    [
      "the last who does not answer ends it",
      [told(2, "101"), told(2, "102"), over("101", 0), over("102", 0)],
      { state: "ended", disposition: "no-answer" },
      ["101 missed", "102 missed"],
    ],
    [
      "the end of a group that is told under its own number is the call's",
      [told(2, "101"), told(2, "102"), over("900", 0)],
      { state: "ended", disposition: "no-answer" },
      ["101 missed", "102 missed", "900 missed"],
    ],
    [
      "handed over and answered by nobody, it is missed",
      [told(2, "101"), told(32, "101"), told(2, "102"), over("102", 0)],
      { state: "ended", disposition: "no-answer" },
      ["101 ended", "102 missed"],
    ],
    [
      "also when who gave it away is told first",
      [told(2, "101"), told(32, "101"), told(2, "102"), over("101", 20), over("102", 0)],
      { state: "ended", disposition: "no-answer" },
      ["101 ended", "102 missed"],
    ],
    [
      "the end of who gave it away is not the receiver's",
      [told(2, "101"), told(32, "101"), told(2, "102"), told(32, "102"), over("101", 9)],
      { state: "active", disposition: null },
      ["101 ended", "102 answered"],
    ],
    [
      "the next of a row opens it again",
      [told(2, "101"), [over("101", 0), 20], told(2, "102"), told(32, "102")],
      { state: "active", disposition: null, endedAt: null },
      ["101 missed", "102 answered"],
    ],
    [
      "not a quarter of an hour later",
      [told(2, "101"), over("101", 0), [told(2, "102"), 900]],
      { state: "ended", disposition: "no-answer" },
      ["101 missed", "102 missed"],
    ],
    [
      "a longer true end corrects an earlier empty one",
      [told(32, "102"), over("102", 0), over("102", 20)],
      { state: "ended", disposition: "answered", talkSeconds: 20 },
      ["102 ended"],
    ],
  ] as const)("%s", (_, messages, call, expected) => {
    const played = playMessages(prostieZvonki.parse, messages as never);
    expect(played).toMatchObject(call);
    expect(legs(played)).toEqual(expected);
  });
});

describe("Phonet", () => {
  const told = (event: string, ext: string, seconds: number, more: object = {}) => {
    const time = start + seconds * 1000;
    return JSON.stringify({
      event: `call.${event}`,
      uuid: "u1",
      parentUuid: null,
      lgDirection: 4,
      leg: { id: ext, displayName: "Olena", ext },
      otherLegs: [{ num: "+380567777777" }],
      dialAt: event === "dial" ? time : start,
      bridgeAt: event === "bridge" ? time : null,
      serverTime: String(time),
      ...more,
    });
  };
  const talked = (ext: string, from: number, to: number, more: object = {}) =>
    told("hangup", ext, to, { bridgeAt: start + from * 1000, ...more });
  const parent = { uuid: "u2", parentUuid: "u1" };
  const handed = [told("dial", "101", 1), told("bridge", "101", 2)];

  it.each([
    [
      "who is handed a call under its id has it",
      [...handed, told("dial", "102", 3), talked("101", 2, 4), told("bridge", "102", 5)],
      { state: "active", disposition: null },
      ["101 ended", "102 answered"],
    ],
    [
      "also when the giver has hung up before",
      [...handed, talked("101", 2, 3), told("dial", "102", 4), told("bridge", "102", 5)],
      { state: "active", disposition: null },
      ["101 ended", "102 answered"],
    ],
    [
      "and rings there until they answer",
      [...handed, talked("101", 2, 3), told("dial", "102", 4)],
      { state: "active", disposition: null },
      ["101 ended", "102 ringing"],
    ],
    [
      "the receiver's end is the call's",
      [
        ...handed,
        told("dial", "102", 3),
        talked("101", 2, 4),
        told("bridge", "102", 5),
        talked("102", 5, 25),
      ],
      { state: "ended", disposition: "answered", talkSeconds: 20 },
      ["101 ended", "102 ended"],
    ],
    [
      "a leg that names the first as its parent outlives it",
      [
        ...handed,
        told("dial", "102", 3, parent),
        told("bridge", "102", 4, parent),
        talked("101", 2, 5),
      ],
      { state: "active", disposition: null },
      ["101 ended", "102 answered"],
    ],
    [
      "handed over and answered by nobody, it is missed",
      [...handed, told("dial", "102", 3), talked("101", 2, 4), told("hangup", "102", 20)],
      { state: "ended", disposition: "no-answer" },
      ["101 ended", "102 missed"],
    ],
    [
      "the same with a leg of its own",
      [
        ...handed,
        told("dial", "102", 3, parent),
        talked("101", 2, 4),
        told("hangup", "102", 20, parent),
      ],
      { state: "ended", disposition: "no-answer" },
      ["101 ended", "102 missed"],
    ],
    [
      "who asked a colleague in vain talks on",
      [...handed, told("dial", "102", 3), told("hangup", "102", 9)],
      { state: "active", disposition: null },
      ["101 answered", "102 missed"],
    ],
  ] as const)("%s", (_, messages, call, expected) => {
    const played = playMessages(phonet.parse, messages);
    expect(played).toMatchObject(call);
    expect(legs(played)).toEqual(expected);
  });
});
