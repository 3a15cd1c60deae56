import { describe, expect, it } from "vitest";
import { messageKey, parseEvent } from "./events";

import {
  bridged,
  client,
  clientCard,
  dialAt,
  group,
  incoming,
  menu,
  receivedAt,
  serverTime,
  user,
} from "./testing";

const at = (time: number) => new Date(time).toISOString();
const parse = (message: object) => parseEvent(JSON.stringify(message), { inboxId: 1, receivedAt });
const call = {
  externalId: "23-1453990999.41",
  clientNumber: "+380567777777",
  trunk: "567850550",
  clientCard,
};

describe("live events", () => {
  it.each([
    [
      "an incoming call rings",
      {},
      { kind: "call:ringing", ...call, direction: "incoming", extension: "911", at: at(dialAt) },
    ],
    [
      "is answered",
      { event: "call.bridge", ...bridged },
      {
        kind: "call:answered",
        ...call,
        direction: "incoming",
        extension: "911",
        at: at(dialAt + 10_000),
      },
    ],
    [
      "ends after a talk",
      { event: "call.hangup", ...bridged },
      {
        kind: "call:ended",
        ...call,
        direction: "incoming",
        extension: "911",
        disposition: "answered",
        talkSeconds: 30,
        at: at(serverTime),
        tellsEachLeg: true,
      },
    ],
    [
      "ends without one",
      { event: "call.hangup" },
      {
        kind: "call:ended",
        ...call,
        direction: "incoming",
        extension: "911",
        disposition: "no-answer",
        at: at(serverTime),
        tellsEachLeg: true,
      },
    ],
    [
      "an outgoing call",
      { lgDirection: "2" },
      { kind: "call:dialling", ...call, extension: "911", at: at(dialAt) },
    ],
    [
      "a group's leg rings for the group's call",
      { parentUuid: "23-1.1" },
      {
        kind: "call:ringing",
        ...call,
        externalId: "23-1.1",
        direction: "incoming",
        extension: "911",
        at: at(dialAt),
      },
    ],
    [
      "a group's leg is over",
      { event: "call.hangup", parentUuid: "23-1.1" },
      {
        kind: "call:leg-ended",
        ...call,
        externalId: "23-1.1",
        direction: "incoming",
        extension: "911",
        disposition: "no-answer",
        at: at(serverTime),
      },
    ],
    ["a group's call", { leg: group }, { kind: "call:arrived", ...call, at: at(dialAt) }],
    ["a menu's call", { leg: menu }, { kind: "call:arrived", ...call, at: at(dialAt) }],
    [
      "a menu that played is no talk",
      { leg: menu, event: "call.hangup", ...bridged },
      {
        kind: "call:ended",
        ...call,
        direction: "incoming",
        disposition: "no-answer",
        at: at(serverTime),
      },
    ],
    [
      "an internal call is the called one's",
      { lgDirection: 1, leg: user("101"), leg2: user("102"), otherLegs: null, trunkNum: null },
      {
        kind: "call:ringing",
        externalId: call.externalId,
        direction: "internal",
        clientNumber: "101",
        extension: "102",
        trunk: "Main line",
        at: at(dialAt),
      },
    ],
    [
      "a pause begins",
      { lgDirection: 32, otherLegs: null },
      { kind: "presence:changed", extension: "911", away: true, at: at(dialAt) },
    ],
    [
      "a pause ends",
      { lgDirection: 64, dialAt: null, uuid: null },
      { kind: "presence:changed", extension: "911", away: false, at: at(serverTime) },
    ],
  ])("%s", (_, change, expected) => {
    expect(parse({ ...incoming, ...change })).toEqual([expected]);
  });

  it.each([
    ["a group's answer is told by who answered", { leg: group, event: "call.bridge" }],
    ["a group within a menu", { leg: group, event: "call.hangup", parentUuid: "1" }],
    ["a provider's complaint", { event: "error", message: "no" }],
  ])("%s: moves nothing", (_, change) => expect(parse({ ...incoming, ...change })).toEqual([]));

  it("takes numbers and times as text, in milliseconds or seconds, and keys that are absent", () => {
    const { event, uuid } = incoming;
    const scarce = { event, uuid, lgDirection: "4", leg: { type: "1", ext: 911 } };
    expect(parse(scarce)).toEqual([
      {
        kind: "call:ringing",
        externalId: uuid,
        direction: "incoming",
        clientNumber: "",
        extension: "911",
        trunk: null,
      },
    ]);
    for (const time of [String(dialAt), dialAt / 1000, String(dialAt / 1000)]) {
      expect(parse({ ...scarce, dialAt: time })[0]).toMatchObject({ at: at(dialAt) });
    }
  });

  it("follows our clock when the provider's is an hour off", () => {
    const hour = 3_600_000;
    const late = { dialAt: dialAt - hour, serverTime: serverTime - hour };
    expect(parse({ ...incoming, ...late })[0]).toMatchObject({ at: at(dialAt + 120) });
  });

  it("a call that says nothing of the client still rings", () => {
    for (const otherLegs of [null, [], [client({ num: null, name: null, companyName: null })]]) {
      const [event] = parse({ ...incoming, otherLegs });
      expect(event).toMatchObject({ kind: "call:ringing", clientNumber: "" });
      expect(event).not.toHaveProperty("clientCard");
    }
  });

  it.each([
    ["the lowest priority first", [client({ name: "B", priority: 3 }), client({ name: "A" })], "A"],
    ["as text, too", [client({ name: "B" }), client({ name: "A", priority: "1" })], "A"],
    ["none comes last", [client({ name: "B", priority: null }), client({ name: "A" })], "A"],
    [
      "who knows the client comes before",
      [client({ name: null, companyName: null, priority: 1 }), client({ name: "A" })],
      "A",
    ],
    ["the first of equals", [client({ name: "A" }), client({ name: "B" })], "A"],
  ])("of several cards: %s", (_, otherLegs, name) => {
    expect(parse({ ...incoming, otherLegs })[0]).toMatchObject({ clientCard: { name } });
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "//crm.example", "crm", ""])(
    "never links to %j",
    (url) => {
      const otherLegs = [client({ url })];
      expect(parse({ ...incoming, otherLegs })[0]).toMatchObject({ clientCard: { url: null } });
    },
  );

  it.each([
    [{ event: "call.transfer" }, "event"],
    [{ event: undefined }, "event"],
    [{ uuid: null }, "uuid"],
    [{ uuid: {} }, "uuid"],
    [{ uuid: "a\u0000b" }, "uuid"],
    [{ lgDirection: 8 }, "lgDirection"],
    [{ lgDirection: "four" }, "lgDirection"],
    [{ leg: null }, "leg"],
    [{ leg: "911" }, "leg"],
    [{ leg: user(null) }, "leg.ext"],
    [{ leg: { ...user("1"), type: 3 } }, "leg.type"],
    [{ lgDirection: 1 }, "leg2"],
    [{ lgDirection: 32, leg: null }, "leg"],
    [{ otherLegs: {} }, "otherLegs"],
    [{ otherLegs: [client({ num: [] })] }, "otherLegs.0.num"],
    [{ dialAt: -1 }, "dialAt"],
    [{ dialAt: "soon" }, "dialAt"],
    [{ dialAt: dialAt * 1000 }, "dialAt"],
    [{ dialAt: 12_345 }, "dialAt"],
    [{ bridgeAt: true }, "bridgeAt"],
  ])("names what it can't read: %j", (change, field) => {
    expect(() => parse({ ...incoming, ...change })).toThrow(
      expect.objectContaining({ name: "ProviderError", field }),
    );
  });
});

describe("keys", () => {
  const key = (change: object) => {
    const message = { ...incoming, ...change };
    return messageKey(message as Record<string, unknown>, JSON.stringify(message));
  };

  it("are the same on every subscriber's socket", () => {
    expect(key({ serverTime: serverTime + 7 })).toBe(key({}));
    expect(key({ otherLegs: null })).toBe(key({}));
  });

  it.each([
    [{ event: "call.bridge" }],
    [{ uuid: "23-2.2" }],
    [{ leg: user("912") }],
    [{ lgDirection: 1, leg2: user("102") }],
    [{ uuid: null }],
    [{ event: "call.other" }],
    [{ dialAt: "unreadable" }],
  ])("tell %j apart", (change) => expect(key(change)).not.toBe(key({})));

  it("let a pause repeat, and know a repeat of it", () => {
    const pause = { lgDirection: 32, uuid: null };
    expect(key({ ...pause, dialAt: dialAt + 60_000 })).not.toBe(key(pause));
    expect(key({ ...pause, lgDirection: 64 })).not.toBe(key(pause));
    expect(key({ ...pause, serverTime: serverTime + 7 })).toBe(key(pause));
  });
});
