import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocketServer } from "ws";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openHarness } from "../testing";
import { prostieZvonki } from "./adapter";
import { startSimulator, type ProstieZvonkiOptions } from "./simulator";
import { encodeFrame } from "./wire";
import { parseEvent } from "./events";

const password = "s3cret-of-the-pbx";
const text = (xml: string) => encodeFrame(xml, "base64");
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
const eventually = { timeout: 8_000, interval: 20 };

const event = `<Event type="2" callID="555" from="73430112233" line="2" to="101"/>`;

async function pbx(options: ProstieZvonkiOptions = {}) {
  const simulator = await startSimulator({ port: 0, host: "127.0.0.1", password, ...options });
  cleanUps.push(() => simulator.close());
  return simulator;
}

function connect(url: string, word = password) {
  const settings = prostieZvonki.settings.parse({ url, password: word });
  const harness = openHarness(prostieZvonki, settings);
  cleanUps.push(() => harness.close());
  return { ...harness, settings };
}

describe("refusals", () => {
  it("a wrong password is told in words, and the server is left in peace", async () => {
    const simulator = await pbx();
    const { statuses } = connect(simulator.url, "wrong");
    await vi.waitFor(() => expect(statuses.at(-1)?.state).toBe("refused"), eventually);
    expect(statuses.at(-1)).toMatchObject({ code: "4008", detail: "authorization failed (4008)" });
    expect(Date.parse(statuses.at(-1)!.retryAt!) - Date.now()).toBeGreaterThan(9 * 60_000);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(statuses.map((status) => status.state)).toEqual(["connecting", "refused"]);
  });

  it.each([4001, 4002, 4003, 4004, 4005, 4006, 4007])(
    "%i waits for an administrator",
    async (code) => {
      const simulator = await pbx({ closeWith: code });
      const { statuses } = connect(simulator.url);
      await vi.waitFor(() => expect(statuses.at(-1)?.state).toBe("refused"), eventually);
      expect(statuses.at(-1)?.detail).toContain(`(${code})`);
    },
  );

  it("replaced by another with its name, it does not fight back", async () => {
    const simulator = await pbx();
    const first = connect(simulator.url);
    await vi.waitFor(() => expect(first.statuses.at(-1)?.state).toBe("online"), eventually);
    const second = connect(simulator.url);
    await vi.waitFor(() => expect(first.statuses.at(-1)?.code).toBe("4009"), eventually);
    await vi.waitFor(() => expect(second.statuses.at(-1)?.state).toBe("online"), eventually);
    expect(first.statuses.at(-1)?.retryAt).toBeUndefined();
  });

  it("an untrusted certificate is named", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tinycrm-tls-"));
    cleanUps.push(() => rmSync(folder, { recursive: true }));
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const make = `req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -keyout ${key} -out ${cert}`;
    expect(spawnSync("openssl", make.split(" ")).status).toBe(0);
    const tls = { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
    const simulator = await pbx({ tls });
    expect(simulator.url).toMatch(/^wss:/);
    const { statuses } = connect(simulator.url);
    await vi.waitFor(() => expect(statuses.at(-1)?.code).toBe("certificate"), eventually);
  });
});

describe("frames", () => {
  /** A server that sends one frame to whoever comes, and answers nothing. */
  async function server(frame: string) {
    const wss = new WebSocketServer({ port: 0, host: "127.0.0.1" });
    cleanUps.push(() => wss.close());
    wss.on("connection", (socket) => socket.send(frame));
    await new Promise((resolve) => wss.once("listening", resolve));
    return `ws://127.0.0.1:${(wss.address() as { port: number }).port}`;
  }

  it("may hold several events, wrapped or bare, padded with NULs", async () => {
    const several = text(`<Events>${event}${event.replace("101", "102")}</Events>\0\0\0`);
    const { messages } = connect(await server(several));
    await vi.waitFor(() => expect(messages).toHaveLength(2), eventually);
    expect(parseEvent(messages[1]!.raw)[0]).toMatchObject({ extension: "102" });
  });

  it("a server that never answers costs a command its patience, not more", async () => {
    const harness = connect(await server(text(event)));
    await vi.waitFor(() => expect(harness.statuses.at(-1)?.state).toBe("online"), eventually);
    const placed = prostieZvonki.placeCall!(
      { extension: "101", number: "1234567" },
      harness.command(harness.settings),
    );
    await expect(placed).rejects.toMatchObject({ code: "timeout" });
  });
});

describe("history told late", () => {
  it("has the same key each time, so that it counts once", async () => {
    const simulator = await pbx();
    const history = { type: "4", callID: "9", from: "1234567", to: "101", duration: "3" };
    simulator.generate({ ...history, start: "1700000000", end: "1700000009" });
    const first = connect(simulator.url);
    await vi.waitFor(() => expect(first.messages).toHaveLength(1), eventually);
    expect(first.messages[0]!.raw).toContain('missed="1" missedFinal="1"');
    expect(parseEvent(first.messages[0]!.raw)[0]).toMatchObject({
      kind: "call:ended",
      replayed: true,
      talkSeconds: 3,
    });
    simulator.generate({ ...history, start: "1700000000", end: "1700000009", missed: "1" });
    await vi.waitFor(() => expect(first.messages).toHaveLength(2), eventually);
    expect(first.messages[1]!.key).toBe(first.messages[0]!.key);
  });
});

describe("commands as the PBX sees them", () => {
  it("calls, transfers and sends messages, whatever the text holds", async () => {
    const log: string[] = [];
    const simulator = await pbx({ log: (line) => log.push(line) });
    const harness = connect(simulator.url);
    await vi.waitFor(() => expect(harness.statuses.at(-1)?.state).toBe("online"), eventually);
    const ctx = harness.command(harness.settings);
    await prostieZvonki.placeCall!({ extension: "101", number: "+7 (343) 0112233" }, ctx);
    await prostieZvonki.placeCall!({ extension: '<&">', number: "]]></To>" }, ctx);
    await prostieZvonki.transfer!({ externalId: "18467", extension: "101" }, ctx);
    expect(log).toEqual([
      "Call event from CRM: src = 101, dst = +7 (343) 0112233",
      'Call event from CRM: src = <&">, dst = ]]></To>',
      "Transfer Event: callID = 18467, to = 101",
    ]);
    await prostieZvonki.sendSms!({ extension: "101", number: "79001112233", text: "Привет" }, ctx);
    await vi.waitFor(() => expect(harness.messages).toHaveLength(1), eventually);
    expect(parseEvent(harness.messages[0]!.raw)[0]).toMatchObject({
      kind: "sms:sent",
      text: "Привет",
    });
  });
});
