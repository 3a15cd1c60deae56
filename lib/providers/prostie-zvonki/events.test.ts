import { describe, expect, it } from "vitest";
import { parseEvent } from "./events";
import { encodeEvent, parseMessages } from "./wire";

/** Frames as a recorded session with the vendor's test server shows them. */
const observed: [string, object][] = [
  [
    `<Event type="2" callID="555" from="73430112233" line="2" to="101"/>`,
    {
      kind: "call:ringing",
      externalId: "555",
      direction: "incoming",
      clientNumber: "73430112233",
      extension: "101",
      trunk: "2",
    },
  ],
  [
    `<Event type="32" callID="470607520858114" from="73430112233" line=" " to="101"/>`,
    {
      kind: "call:answered",
      externalId: "470607520858114",
      direction: "incoming",
      extension: "101",
      trunk: null,
    },
  ],
  [
    `<Event type="4" callID="900" direction="0" duration="123" end="1378913592" from="73430112233" line="1" record="http://x/rec.mp3" start="1378913389" to="109"/>`,
    {
      kind: "call:ended",
      direction: "incoming",
      disposition: "answered",
      extension: "109",
      talkSeconds: 123,
      startedAt: "2013-09-11T15:29:49.000Z",
      endedAt: "2013-09-11T15:33:12.000Z",
      recordingUrl: "http://x/rec.mp3",
    },
  ],
  [
    `<Event type="1" callID="557" from="73430112233" line="1"/>`,
    { kind: "call:arrived", externalId: "557" },
  ],
  [
    `<Event type="8" callID="470607521644548" from="101" to="223322"/>`,
    { kind: "call:dialling", extension: "101", clientNumber: "223322" },
  ],
  [
    `<Event type="16" callID="470607521906693" from="101" to="223322"/>`,
    { kind: "call:answered", direction: "outgoing", extension: "101", clientNumber: "223322" },
  ],
  [
    `<Event type="128" callID="470607566471170" from="101" smstext="0J/RgNC40LLQtdGC" to="79001112233"/>`,
    { kind: "sms:sent", text: "Привет", extension: "101", clientNumber: "79001112233" },
  ],
  [
    `<Event type="128" callID="9" from="101" smstext="0j/rgnc40llqtdgc" to="79001112233"/>`,
    { kind: "sms:sent", text: "0j/rgnc40llqtdgc" },
  ],
  [
    `<Event type="256" callID="9" from="101" line="" result="1" smstext="" to="79001112233"/>`,
    { kind: "sms:status", status: "sent" },
  ],
];

describe("an event", () => {
  it.each(observed)("%s", (raw, expected) => {
    expect(parseEvent(raw)).toEqual([expect.objectContaining(expected)]);
  });

  it("keeps ids that no JavaScript number holds", () => {
    const [event] = parseEvent(`<Event type="2" callID="18446744073709551615" from="1" to="2"/>`);
    expect(event).toMatchObject({ externalId: "18446744073709551615" });
  });

  it.each([
    [`<Event type="3" callID="1" from="1" to="2"/>`, "type"],
    [`<Event callID="1" from="1" to="2"/>`, "type"],
    [`<Event type="2" callID="1.5" from="1" to="2"/>`, "callID"],
    [`<Event type="2" callID="-1" from="1" to="2"/>`, "callID"],
    [`<Event type="2" callID="1" to="2"/>`, "from"],
    [`<Event type="2" callID="1" from="1" to=" "/>`, "to"],
    [`<Event type="4" callID="1" from="1" to="2" direction="2" duration="1"/>`, "direction"],
    [`<Event type="4" callID="1" from="1" to="2" direction="0" duration="-1"/>`, "duration"],
    [
      `<Event type="4" callID="1" from="1" to="2" direction="0" duration="1" start="soon"/>`,
      "start",
    ],
    [`<Event type="128" callID="1" from="1" to="2" smstext="***"/>`, "smstext"],
    [`<Event type="256" callID="1" from="1" to="2" result="ok"/>`, "result"],
  ])("%s names %s", (raw, field) => {
    expect(() => parseEvent(raw)).toThrow(
      expect.objectContaining({ name: "ProviderError", field }),
    );
  });

  it.each([
    ["ftp://recordings/somecall.mp3", "ftp://recordings/somecall.mp3"],
    ["javascript:alert(1)", null],
    ["file:///etc/passwd", null],
    ["rec.mp3", null],
  ])("takes a file's address for a recording, and nothing else: %s", (record, recordingUrl) => {
    const [event] = parseEvent(
      encodeEvent({
        type: "4",
        callID: "1",
        direction: "1",
        duration: "10",
        from: "101",
        record,
        to: "1234567",
      }),
    );
    expect(event).toMatchObject({ recordingUrl, direction: "outgoing", extension: "101" });
  });

  it("comes back from the wire as it went, whatever it holds", () => {
    const attributes = { type: "2", callID: "1", from: `<&>"' Привет\t`, to: "101" };
    expect(parseMessages(encodeEvent(attributes))).toEqual([{ kind: "event", attributes }]);
  });

  it("decodes the five entities and numeric ones", () => {
    const [event] = parseEvent(`<Event type="2" callID="1" from="Tom &amp; &#1055;" to="101"/>`);
    expect(event).toMatchObject({ clientNumber: "Tom & П" });
  });
});
