import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { evrotel } from "./adapter";
import { startSimulator, type EvrotelSimulator } from "./simulator";
import { contextFor, settingsFor, token, wav } from "./testing";
import { checkSound } from "./sound";

let exchange: EvrotelSimulator;
let others: Server[] = [];
const file = "20558_greeting.wav";
const contextWith = (more: object = {}, signal?: AbortSignal) => ({
  ...contextFor(settingsFor({ ...exchange.settings, ...more }), { signal }),
  link: null,
});
const place = (number: string, more?: object) =>
  evrotel.placeCall!({ extension: "102", number }, contextWith(more));

beforeEach(async () => {
  exchange = await startSimulator({ port: 0, settings: { token } });
  exchange.exchange.sounds.add(file);
});
afterEach(async () => {
  await exchange.close();
  for (const server of others.splice(0)) server.close();
});

/** A server that answers everything alike. */
async function serve(status: number, body: string | Uint8Array, headers = {}): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status, headers).end(body));
  others = [...others, server];
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe("a clicked number", () => {
  it.each(["rand", "inline", "all"])(
    "is ordered for the one extension, routing %s",
    async (routing) => {
      await expect(place("0679853913", { routing })).resolves.toEqual({});
      const order = { billcode: "20558", numberA: ["102"], numberB: "0679853913", routing };
      expect(exchange.received).toMatchObject([
        { path: "/webapp/", fields: order, headers: { authorization: token } },
      ]);
    },
  );

  it.each([
    ["+380 (67) 985-39-13", "380679853913"],
    ["00380679853913", "380679853913"],
    ["8 067 985 39 13", "0679853913"],
    ["067 985 39 13", "0679853913"],
    ["679853913", "0679853913"],
    ["101", "101"],
  ])("%j is dialled as %s", async (number, dialled) => {
    await place(number);
    expect(exchange.received[0]?.fields).toMatchObject({ numberB: dialled });
  });

  it.each([
    ["an unknown extension", { extension: "999", number: "0679853913" }],
    ["a foreign number", { extension: "102", number: "+7 343 011 22 33" }],
  ])("is refused by the exchange: %s", async (_, request) => {
    const refused = { code: "refused", message: "Evrotel refused the call (bad)" };
    await expect(evrotel.placeCall!(request, contextWith())).rejects.toMatchObject(refused);
  });

  it("fails in words when the token is wrong, and the words do not hold it", async () => {
    const failure = await place("0679853913", { token: "wr0ng-token" }).catch(
      (error: Error) => error,
    );
    expect(failure).toMatchObject({ code: "refused", message: expect.stringContaining("403") });
    expect(JSON.stringify([failure, String(failure)])).not.toContain("wr0ng-token");
  });

  it.each([
    [500, "<h1>Fatal error</h1>", "Fatal error (HTTP 500)"],
    [404, "", "nothing (HTTP 404)"],
    [200, "x".repeat(70_000), "too large"],
  ])("fails in words when the address answers HTTP %i", async (status, body, words) => {
    const baseUrl = await serve(status, body);
    await expect(place("0679853913", { baseUrl })).rejects.toThrow(words);
  });

  it.each([
    "Access denied",
    "Wrong billcode",
    "No money left",
    "<b>Fatal error</b>: Uncaught",
    "error",
    '{"error":"no such extension"}',
    '{"status":"error"}',
    "Доступ запрещён",
  ])("fails in the words of a refusal with HTTP 200: %s", async (words) => {
    const baseUrl = await serve(200, words);
    const plain = words.replace(/<[^>]*>/g, "").split(":")[0]!;
    const refused = { code: "refused", message: expect.stringContaining(plain) };
    await expect(place("0679853913", { baseUrl })).rejects.toMatchObject(refused);
    const order = { file, channels: 5 };
    const campaign = evrotel.startCampaign!(order, contextWith({ baseUrl }));
    await expect(campaign).rejects.toMatchObject(refused);
  });

  it.each(["good", "", "OK", "1522566805", '{"status":"ok","error":null}'])(
    "is placed by the answer %j",
    async (words) => {
      await expect(place("0679853913", { baseUrl: await serve(200, words) })).resolves.toEqual({});
    },
  );

  it("names its token's header by the letters of the document, as PHP's arrays want it", async () => {
    const names: string[] = [];
    const server = createServer(({ rawHeaders }, response) => {
      names.push(...rawHeaders);
      response.end("good");
    });
    others = [...others, server];
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await place("0679853913", { baseUrl: `http://127.0.0.1:${port}/` });
    expect(names).toContain("Authorization");
  });

  it("does not carry the token to where the address leads on", async () => {
    const baseUrl = await serve(307, "", { location: `${exchange.url}webapp/` });
    await expect(place("0679853913", { baseUrl })).rejects.toThrow("leads elsewhere (HTTP 307)");
    expect(exchange.received).toEqual([]);
  });

  it("is given up when nobody waits any more", async () => {
    exchange.holdCommands();
    const abort = new AbortController();
    const order = { extension: "102", number: "0679853913" };
    const placed = evrotel.placeCall!(order, contextWith({}, abort.signal));
    const failed = expect(placed).rejects.toMatchObject({ code: "timeout" });
    await vi.waitFor(() => expect(exchange.heldCommands()).toBe(1), { timeout: 10_000 });
    abort.abort();
    await failed;
  });
});

describe("a sound", () => {
  const upload = async (bytes: Uint8Array) => {
    const url = `${await serve(200, bytes)}sounds/greeting.wav`;
    return evrotel.uploadSound!({ name: "greeting.wav", url, bytes }, contextWith());
  };

  it("is fetched by the exchange, and goes by its name there", async () => {
    await expect(upload(wav())).resolves.toEqual({ file });
    expect(exchange.received).toMatchObject([{ path: "/autodial/media/" }]);
  });

  it.each([
    ["stereo: must be mono", wav({ channels: 2 })],
    ["6 channels: must be mono", wav({ channels: 6 })],
    ["44100 Hz: must be 8000 Hz", wav({ rate: 44_100 })],
    ["8 bit: must be 16 bit", wav({ bits: 8 })],
    ["compressed (format 7): must be PCM", wav({ code: 7 })],
    ["stereo: must be mono; 44100 Hz: must be 8000 Hz", wav({ channels: 2, rate: 44_100 })],
    ["no sound in it", wav({ seconds: 0 })],
    ["cut off: 4956 of 16000 bytes of sound are there", wav().slice(0, 5_000)],
    ["not a WAV file", new TextEncoder().encode("ID3 an mp3 file, by its looks")],
    ["not a WAV file", new Uint8Array()],
    ["does not tell its format", wav().slice(0, 20)],
    ["does not tell its format", wav().slice(0, 30)],
  ])("that is no good is not sent: %s", async (words, bytes) => {
    await expect(upload(bytes)).rejects.toMatchObject({
      code: "wrong-sound",
      field: "sound",
      message: expect.stringContaining(words),
    });
    expect(exchange.received).toEqual([]);
  });

  it("may have other chunks before its format, and the extensible form of it", () => {
    const plain = Buffer.from(wav());
    const list = Buffer.from("LIST\x03\0\0\0abc\0", "latin1");
    checkSound(Buffer.concat([plain.subarray(0, 12), list, plain.subarray(12)]));
    // As it is written into a pipe.
    const piped = Buffer.from(plain);
    piped.writeUInt32LE(0xffff_ffff, 40);
    checkSound(piped);
    const format = Buffer.concat([plain.subarray(20, 36), Buffer.alloc(24)]);
    format.writeUInt16LE(0xfffe, 0);
    format.writeUInt16LE(1, 24);
    const head = Buffer.concat([plain.subarray(0, 16), Buffer.from([40, 0, 0, 0])]);
    checkSound(Buffer.concat([head, format, plain.subarray(36)]));
    format.writeUInt16LE(3, 24);
    const float = Buffer.concat([head, format, plain.subarray(36)]);
    expect(() => checkSound(float)).toThrow("compressed (format 3)");
  });

  it("that the exchange does not take fails in its words", async () => {
    const gone = { name: "gone.wav", url: await serve(404, ""), bytes: wav() };
    const uploaded = evrotel.uploadSound!(gone, contextWith());
    await expect(uploaded).rejects.toThrow("did not take the sound: not saved: HTTP 404");
  });
});

describe("an automatic call", () => {
  const dial = (number: string, name = file) =>
    evrotel.dialWithSound!({ number, file: name }, contextWith());

  it.each([
    ["ANSWER", "answered"],
    ["NOANSWER", "no-answer"],
    ["BUSY", "busy"],
    ["CONGESTION", "congestion"],
    ["BAD", "failed"],
    ["good", null],
    ["none", "congestion"],
  ])("that comes to %s is %s", async (answer, disposition) => {
    exchange.exchange.dialResults.set("380440000201", ` ${answer}\n`);
    await expect(dial("044 000 02 01")).resolves.toEqual({ disposition });
    const fields = { billcode: "20558", mediafile: file, nm: "380440000201" };
    expect(exchange.received).toMatchObject([{ path: "/autodial/", fields }]);
    expect(exchange.received[0]?.headers["content-type"]).toContain("urlencoded");
  });

  it("waits for hours that are permitted", async () => {
    exchange.exchange.dialResults.set("380440000201", "TimeLimit: 20:00-09:00");
    await expect(dial("+380440000201")).rejects.toMatchObject({ code: "not-now" });
  });

  it("fails in the exchange's words when they are others", async () => {
    exchange.exchange.dialResults.set("380440000201", "No money left");
    const refused = { code: "refused", message: "Evrotel answered: No money left" };
    await expect(dial("+380440000201")).rejects.toMatchObject(refused);
  });

  it("goes to Ukraine only", async () => {
    await expect(dial("+7 343 011 22 33")).rejects.toMatchObject({ field: "number" });
    expect(exchange.received).toEqual([]);
  });
});

describe("a campaign", () => {
  const start = (name: string, channels: number) =>
    evrotel.startCampaign!({ file: name, channels }, contextWith());

  it("is started with its sound and its number of lines", async () => {
    await expect(start(file, 5)).resolves.toEqual({ detail: "good" });
    const fields = { billcode: "20558", mediafile: file, chnum: 5 };
    expect(exchange.received).toMatchObject([{ path: "/autodial/", fields }]);
  });

  it("without its sound is refused", async () => {
    await expect(start("20558_other.wav", 5)).rejects.toMatchObject({ code: "refused" });
  });
});
