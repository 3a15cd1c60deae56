import { describe, expect, it } from "vitest";
import { parseEvent } from "./events";
import { bridged, dialAt, incoming, menu, receivedAt, serverTime, user } from "./testing";
import { toHistoryMessage } from "./rows";

const at = (time: number) => new Date(time).toISOString();
const parse = (message: object) => parseEvent(JSON.stringify(message), { inboxId: 1, receivedAt });

describe("history", () => {
  const endAt = serverTime;
  const row = {
    uuid: "23-1453990999.41",
    endAt,
    lgDirection: 4,
    otherLegNum: "+380567777777",
    otherLegName: null,
    leg: user("911"),
    leg2: null,
    billSecs: 30,
    duration: 40,
    disposition: 0,
    transferHistory: null,
    audioRecUrl: "https://records.example/1.mp3 ",
    trunk: "567850550",
  };
  const read = (change: object) =>
    parseEvent(toHistoryMessage({ ...row, ...change }).raw, { inboxId: 1, receivedAt });
  const ended = {
    kind: "call:ended",
    externalId: row.uuid,
    direction: "incoming",
    clientNumber: "+380567777777",
    extension: "911",
    trunk: "567850550",
    replayed: true,
    at: at(endAt),
    startedAt: at(dialAt),
    endedAt: at(endAt),
    disposition: "answered",
    talkSeconds: 30,
    recordingUrl: "https://records.example/1.mp3",
  };

  it("tells the call that live events told", () => {
    expect(read({})).toEqual([ended]);
    const [live] = parse({ ...incoming, event: "call.hangup", ...bridged });
    expect(live).toMatchObject({ externalId: ended.externalId });
    const leg = { parentUuid: "23-1.1" };
    expect(parse({ ...incoming, ...leg })[0]).toMatchObject({ externalId: "23-1.1" });
    expect(read(leg)[0]).toMatchObject({ externalId: "23-1.1" });
  });

  it.each([
    [1, "no-answer"],
    [2, "congestion"],
    [3, "failed"],
    ["4", "busy"],
  ])("disposition %j is %s", (disposition, expected) => {
    const [event] = read({ disposition, billSecs: 0 });
    expect(event).toMatchObject({ kind: "call:ended", disposition: expected });
    expect(event).not.toHaveProperty("talkSeconds");
  });

  it.each([
    ["who had the call last", { transferHistory: "003 > 001" }, { extension: "001" }],
    ["an outgoing call", { lgDirection: 2 }, { direction: "outgoing", extension: "911" }],
    [
      "an internal call",
      { lgDirection: 1, leg: user("101"), leg2: user("102"), otherLegNum: null },
      { direction: "internal", clientNumber: "101", extension: "102" },
    ],
    [
      "one of a group who did not answer",
      { parentUuid: "1", disposition: 1 },
      { kind: "call:leg-ended", externalId: "1", disposition: "no-answer" },
    ],
    ["a menu's answer is none", { leg: menu }, { disposition: "no-answer" }],
    [
      "a name",
      { otherLegName: "Галина" },
      { clientCard: { name: "Галина", company: null, url: null } },
    ],
    ["a recording nobody may open", { audioRecUrl: "file:///etc/passwd" }, { recordingUrl: null }],
    ["no recording", { audioRecUrl: undefined }, { recordingUrl: null }],
  ])("tells %s", (_, change, expected) => {
    expect(read(change).at(-1)).toMatchObject(expected);
  });

  it("tells when one of a group began to ring", () => {
    expect(read({ parentUuid: "1", billSecs: 0, disposition: 1 })).toMatchObject([
      { kind: "call:ringing", externalId: "1", extension: "911", at: at(dialAt), replayed: true },
      { kind: "call:leg-ended", externalId: "1", extension: "911", at: at(endAt) },
    ]);
  });

  it("leaves pauses out", () => expect(read({ lgDirection: 32 })).toEqual([]));

  it.each([
    [{ uuid: undefined }, "uuid"],
    [{ endAt: null }, "endAt"],
    [{ endAt: "yesterday" }, "endAt"],
    [{ disposition: 9 }, "disposition"],
    [{ disposition: undefined }, "disposition"],
    [{ billSecs: -1 }, "billSecs"],
    [{ lgDirection: null }, "lgDirection"],
  ])("names what it can't read: %j", (change, field) => {
    expect(() => read(change)).toThrow(expect.objectContaining({ name: "ProviderError", field }));
  });

  it("has one key for one row, and another once the recording is there", () => {
    const key = (change: object) => toHistoryMessage({ ...row, ...change }).key;
    expect(key({})).toBe(key({}));
    expect(key({ audioRecUrl: null })).not.toBe(key({}));
  });
});
