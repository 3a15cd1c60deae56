/** What a broken or hostile server may send: kept with its reason, the link lives on. */
import { WebSocketServer, type WebSocket } from "ws";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openHarness, type Harness } from "../testing";
import { prostieZvonki } from "./adapter";
import { encodeFrame } from "./wire";
import { parseEvent } from "./events";

const eventually = { timeout: 8_000, interval: 10 };
const event = `<Event type="2" callID="555" from="73430112233" line="2" to="101"/>`;
const text = (xml: string) => encodeFrame(xml, "base64");
const good = text(event);
const settings = (port: number) =>
  prostieZvonki.settings.parse({ url: `ws://127.0.0.1:${port}`, password: "p" });

function bomb(levels: number): string {
  const entities = Array.from({ length: levels }, (_, level) => {
    const inner = level === 0 ? "lol" : `&e${level - 1};`.repeat(10);
    return `<!ENTITY e${level} "${inner}">`;
  });
  return `<!DOCTYPE x [${entities.join("")}]><Event type="2" from="&e${levels - 1};"/>`;
}

const doctypes = [
  bomb(10),
  `<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><Event/>`,
  `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><Event from="&f;"/>`,
  `<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]><Event/>`,
  `<!DOCTYPE x [<!ENTITY a "${"a".repeat(50_000)}">]><Event from="${"&a;".repeat(1_000)}"/>`,
  `<!DOCTYPE x><!DOCTYPE x><!DOCTYPE x><Event/>`,
  `${event}<!DOCTYPE x [<!ENTITY a "b">]>`,
  `<Event from="&undeclared;"/>`,
];
const malformed = [
  "<",
  "<Event",
  "<Event type='2'",
  "<Event type=2/>",
  `<Event type="2" type="4"/>`,
  "<Event></Other>",
  "</Event>",
  `<Event from="&#0;"/>`,
  `<Event from="&#xD800;"/>`,
  `<Event from="<"/>`,
  `<x:Event type="2"/>`,
  "<?xml version='1.0'",
  "<![CDATA[",
  "<!--",
  "<Events>text</Events>",
  "<a>".repeat(5_000),
  "words",
  " ",
];
const oversized = [
  `<Event type="2" callID="1" from="${"9".repeat(100_000)}" to="101"/>`,
  `<Event type="2" callID="1" from="${"&#49;".repeat(500_000)}" to="101"/>`,
  `<Event ${"n".repeat(100_000)}="1"/>`,
  `<Event ${Array.from({ length: 5_000 }, (_, index) => `a${index}="1"`).join(" ")}/>`,
];
const cuts = Array.from({ length: 30 }, (_, index) => good.slice(0, 1 + index * 3));
const notBase64 = [
  "!!!not base64@@",
  "AAAAA",
  `${good}=`,
  `=${good}`,
  `${good} ${good}`,
  event,
  "=",
  "A=A=",
];
const notUtf8 = [
  Buffer.from([0xff, 0xfe]),
  Buffer.from([0xc3, 0x28]),
  Buffer.from([0xc0, 0x80]).toString("base64"),
  Buffer.concat([Buffer.from("<Event from='"), Buffer.from([0xd0]), Buffer.from("'/>")]).toString(
    "base64",
  ),
  Buffer.from(event, "utf16le").toString("base64"),
];

const corpus: [string, (string | Buffer)[]][] = [
  ["DOCTYPE and entities", doctypes.map(text)],
  ["malformed XML", malformed.map(text)],
  ["oversized elements", oversized.map(text)],
  ["an event cut short", cuts],
  ["not base64", notBase64],
  ["not UTF-8", notUtf8],
  ["a frame of 10 MB", [Buffer.alloc(10 * 1024 * 1024, "A")]],
];

describe("a server that sends what nobody can read", () => {
  let wss: WebSocketServer;
  let peer: WebSocket;
  let harness: Harness;

  beforeAll(async () => {
    wss = new WebSocketServer({ port: 0, host: "127.0.0.1" });
    await new Promise((resolve) => wss.once("listening", resolve));
    const connected = new Promise<WebSocket>((resolve) => wss.once("connection", resolve));
    harness = openHarness(prostieZvonki, settings((wss.address() as { port: number }).port));
    peer = await connected;
    await vi.waitFor(() => expect(harness.statuses.at(-1)?.state).toBe("online"), eventually);
  });
  afterAll(() => {
    harness.close();
    wss.close();
  });

  /** Sends the frames and a good one after them. @returns what was kept before the good one */
  async function send(frames: (string | Buffer)[]) {
    const before = harness.messages.length;
    for (const frame of frames) peer.send(frame);
    peer.send(text(event.replace("555", String(before + 1))));
    const isLast = (raw = "") => raw.includes(`callID="${before + 1}"`);
    await vi.waitFor(() => expect(isLast(harness.messages.at(-1)?.raw)).toBe(true), eventually);
    expect(harness.statuses.map(({ state }) => state)).toEqual(["connecting", "online"]);
    return harness.messages.slice(before, -1);
  }

  it.each(corpus)("%s", async (_, frames) => {
    const kept = await send(frames);
    expect(kept).toHaveLength(frames.length);
    for (const { refused, raw } of kept) {
      expect(refused).toMatchObject({ name: "ProviderError", message: expect.any(String) });
      expect(raw.length).toBeLessThanOrEqual(4096);
    }
  });

  it("loses no event to its neighbours", async () => {
    const kept = await send([
      text(`${event}<Surprise/>${event}<Response/><Event a="${"x".repeat(20_000)}"/>`),
    ]);
    expect(kept.map(({ refused }) => refused?.message)).toEqual([
      undefined,
      undefined,
      "unknown element <Surprise>",
    ]);
  });

  it.each([
    ["NUL padding", [good + "\0\0\0", text(`${event}\0\0<garbage`), `  ${good}\n`]],
    [
      "comments, declarations, CDATA around it",
      [
        `<?xml version="1.0"?>${event}`,
        `<!-- hi -->${event}`,
        `<Event type="2" callID="1" from="1" to="2"><![CDATA[x]]></Event>`,
      ].map(text),
    ],
    [
      "unknown attributes",
      [text(event.replace("/>", ` __proto__="1" constructor="2" новое="3"/>`))],
    ],
  ])("takes %s", async (_, frames) => {
    const kept = await send(frames);
    expect(kept.map(({ refused }) => refused)).toEqual(frames.map(() => undefined));
    for (const { raw } of kept) expect(parseEvent(raw)).toHaveLength(1);
  });

  it.each([1, 100, 10_000])("takes %i events in a frame", async (count) => {
    const kept = await send([text(event.repeat(count))]);
    expect(kept).toHaveLength(count);
  });

  it.each(["0", "3", "64", "-1", "6", "65535", "2.0", "", "a".repeat(5_000), "constructor"])(
    "keeps an event of type %s for later",
    async (type) => {
      const [message] = await send([text(event.replace(`type="2"`, `type="${type}"`))]);
      expect(message?.refused).toBeUndefined();
      expect(() => parseEvent(message!.raw)).toThrow(
        expect.objectContaining({ name: "ProviderError", field: "type" }),
      );
    },
  );

  const ended = { type: "4", callID: "1", from: "1", to: "2", direction: "0", duration: "1" };
  const damages = {
    missing: undefined,
    empty: "",
    text: "x",
    negative: "-1",
    control: "1&#7;",
    long: "9".repeat(99),
  };
  const damaged = ["callID", "from", "to", "direction", "duration", "start", "end"].flatMap(
    (name) => Object.entries(damages).map(([how, value]) => ({ name, how, value })),
  );
  it.each(damaged)("$name $how: told, or refused by its name", ({ name, value }) => {
    const attributes: Record<string, string | undefined> = { ...ended, [name]: value };
    const pairs = Object.entries(attributes).filter(([, value]) => value !== undefined);
    const raw = `<Event ${pairs.map(([key, value]) => `${key}="${value}"`).join(" ")}/>`;
    try {
      expect(parseEvent(raw)).toHaveLength(1);
    } catch (error) {
      expect((error as { name: string }).name).toBe("ProviderError");
      expect(["frame", name]).toContain((error as { field?: string }).field);
    }
  });
});
