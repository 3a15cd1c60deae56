/** One leg is not the call: any PBX's messages, to the state of their call. */
import { describe, expect, it } from "vitest";
import { generic } from "#lib/providers/generic/adapter";
import { keep } from "#lib/providers/generic/wire";
import { legs } from "#lib/testing/kit/play-events";
import { playMessages } from "#lib/testing/kit/play-messages";

describe("any PBX", () => {
  const told = (type: string, more: object = {}) =>
    keep({
      event: { type, call: "c1", direction: "incoming", from: "+380440000201", ...more },
    });
  const group = told("ringing", { extensions: ["101", "102", "103"] });
  const left = (extension: string, disposition = "no-answer", talkSeconds = 0) =>
    told("left", { extension, disposition, talkSeconds });
  const answered = (extension: string) => told("answered", { extension });
  const handed = told("transferred", { extension: "101", target: "102" });
  const over = (more: object) => told("ended", { disposition: "answered", ...more });
  const unanswered = { disposition: "no-answer" };
  const recorded = keep({ event: { type: "recording", call: "c1", recording: "c1.wav" } });

  it.each([
    [
      "a member who refuses leaves it ringing at the others",
      [group, left("103", "busy")],
      { state: "ringing", disposition: null },
      ["101 ringing", "102 ringing", "103 missed"],
    ],
    [
      "a member who did not answer leaves the talk",
      [group, answered("102"), left("101")],
      { state: "active", disposition: null },
      ["101 missed", "102 answered", "103 missed"],
    ],
    [
      "ends told for each leg end the call with the last",
      [group, over({ ...unanswered, extension: "101" }), over({ ...unanswered, extension: "102" })],
      { state: "ringing", disposition: null },
      ["101 missed", "102 missed", "103 ringing"],
    ],
    [
      "an end without an extension is the call's",
      [group, over(unanswered)],
      { state: "ended", disposition: "no-answer" },
      ["101 missed", "102 missed", "103 missed"],
    ],
    [
      "handed over, it rings at the receiver",
      [told("ringing", { extension: "101" }), answered("101"), handed],
      { state: "active", disposition: null },
      ["101 ended", "102 ringing"],
    ],
    [
      "taken there, the receiver talks, and their end is the call's",
      [
        told("ringing", { extension: "101" }),
        answered("101"),
        handed,
        answered("102"),
        over({ extension: "102", talkSeconds: 20 }),
      ],
      { state: "ended", disposition: "answered", talkSeconds: 20 },
      ["101 ended", "102 ended"],
    ],
    [
      "handed over and answered by nobody, it is missed",
      [
        told("ringing", { extension: "101" }),
        answered("101"),
        handed,
        over({ ...unanswered, extension: "102" }),
      ],
      { state: "ended", disposition: "no-answer" },
      ["101 ended", "102 missed"],
    ],
    [
      "a client who hangs up at the receiver's ring is not reached, either",
      [told("ringing", { extension: "101" }), answered("101"), handed, over(unanswered)],
      { state: "ended", disposition: "no-answer" },
      ["101 ended", "102 missed"],
    ],
    [
      "a recording changes nothing but itself",
      [group, answered("102"), recorded],
      { state: "active", disposition: null, recordingUrl: "c1.wav" },
      ["101 missed", "102 answered", "103 missed"],
    ],
  ] as const)("%s", (_, messages, call, expected) => {
    const played = playMessages(generic.parse, messages);
    expect(played).toMatchObject(call);
    expect(legs(played)).toEqual(expected);
  });
});
