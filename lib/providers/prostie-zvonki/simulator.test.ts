import { connect as connectTcp } from "node:net";
import fc from "fast-check";
import WebSocket from "ws";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startSimulator } from "./simulator";
import { encodeFrame } from "./wire";

const password = "s3cret-of-the-pbx";
const text = (xml: string) => encodeFrame(xml, "base64");
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
const eventually = { timeout: 8_000, interval: 20 };

async function pbx() {
  const simulator = await startSimulator({ port: 0, host: "127.0.0.1", password });
  cleanUps.push(() => simulator.close());
  return simulator;
}

describe("the simulator, to whoever connects", () => {
  const request = (method: string, data = "") =>
    text(
      `<Request><ProtocolVersion>2</ProtocolVersion><Method>${method}</Method>` +
        `<RequestID>7</RequestID><Data>${data}</Data></Request>`,
    );
  async function connect(url: string, headers: Record<string, string>) {
    const socket = new WebSocket(url, { headers });
    cleanUps.push(() => socket.terminate());
    const received: string[] = [];
    socket.on("message", (data: Buffer) =>
      received.push(Buffer.from(data.toString(), "base64").toString()),
    );
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    return { socket, received };
  }
  const raw = (socket: WebSocket) =>
    (socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket;
  const types = (received: string[]) => received.map((xml) => /type="(\d+)"/.exec(xml)?.[1]);

  it("says whose link was opened, taken by another of the same name, and closed", async () => {
    const told: string[] = [];
    const onLink = (what: string, guid: string) => void told.push(`${what} ${guid}`);
    const simulator = await startSimulator({ port: 0, host: "127.0.0.1", onLink });
    cleanUps.push(() => simulator.close());
    const named = { ClientID: "", ClientGUID: "crm" };
    const first = await connect(simulator.url, named);
    const closed = new Promise((resolve) => first.socket.once("close", resolve));
    const second = await connect(simulator.url, named);
    expect(await closed).toBe(4009);
    second.socket.terminate();
    const links = ["opened crm", "replaced crm", "opened crm", "closed crm"];
    await vi.waitFor(() => expect(told).toEqual(links), eventually);
  });

  it("lets anybody in without a password, and tells by the mask who hears what", async () => {
    const simulator = await startSimulator({ port: 0, host: "127.0.0.1" });
    cleanUps.push(() => simulator.close());
    const named = (guid: string, more: Record<string, string> = {}) =>
      connect(simulator.url, {
        ClientID: Buffer.from("password").toString("base64"),
        ClientGUID: guid,
        PhoneNumber: "101",
        ...more,
      });
    const all = await named("all");
    const own = await named("own", { BroadcastEventsMask: "0" });
    const rings = await named("rings", { BroadcastEventsMask: "2" });
    simulator.generate({ type: "1", from: "7" });
    simulator.generate({ type: "2", from: "7", to: "102" });
    simulator.generate({ type: "8", from: "101", to: "7" });
    await vi.waitFor(() => expect(types(all.received)).toEqual(["1", "2", "8"]), eventually);
    expect(types(own.received)).toEqual(["1", "8"]);
    expect(types(rings.received)).toEqual(["2"]);
  });

  it("goes on with a played call at the extension it is transferred to", async () => {
    const simulator = await startSimulator({ port: 0, host: "127.0.0.1", password, script: true });
    cleanUps.push(() => simulator.close());
    const { socket, received } = await connect(simulator.url, {
      ClientID: Buffer.from(password).toString("base64"),
      ClientGUID: "all",
    });
    const callID = simulator.ring({ from: "73430112233", extension: "101" });
    socket.send(request("Transfer", `<CallID>${callID}</CallID><To>102</To>`));
    const told = () =>
      received.flatMap((xml) => {
        const [type, to] = ["type", "to"].map((name) => xml.match(` ${name}="(\\d+)"`)?.[1]);
        return type ? [`${type} ${to}`] : [];
      });
    await vi.waitFor(() => expect(told()).toEqual(["2 101", "2 102", "32 102"]), eventually);
  });

  it("answers frames that are not masked, and those that are", async () => {
    const simulator = await pbx();
    const client = await connect(simulator.url, {
      ClientID: Buffer.from(password).toString("base64"),
      ClientGUID: "php",
    });
    const bytes = Buffer.from(request("GetVersion"));
    const head = Buffer.from([0x81, 126, bytes.length >> 8, bytes.length & 255]);
    raw(client.socket).write(Buffer.concat([head, bytes]));
    await vi.waitFor(() => expect(client.received).toHaveLength(1), eventually);
    client.socket.send(request("GetVersion"));
    await vi.waitFor(() => expect(client.received).toHaveLength(2), eventually);
    expect(client.received[0]).toContain("Test Server");
  });

  it("is not ended by what a refused client sends, and refuses who says nothing", async () => {
    const simulator = await pbx();
    const refused = await connect(simulator.url, { ClientID: "d3Jvbmc=", ClientGUID: "x" });
    raw(refused.socket).write(Buffer.from([0x88, 0x00, 0xff, 0xff, 0xff]));
    await expect(connect(simulator.url, {})).rejects.toThrow("403");
    await vi.waitFor(() => expect(refused.socket.readyState).toBe(WebSocket.CLOSED), eventually);
    expect(simulator.clientCount()).toBe(0);
  });

  it.each([
    ["Call", "<From>101</From>"],
    ["Transfer", "<CallID>1</CallID>"],
    ["Simulation", ""],
    ["Generate", "<Event>2</Event><From>7</From>"],
    ["Generate", "<Event>1</Event>"],
  ])("answers %s with Code 2 when it lacks a field: %s", async (method, data) => {
    const simulator = await pbx();
    const client = await connect(simulator.url, {
      ClientID: Buffer.from(password).toString("base64"),
      ClientGUID: "x",
    });
    client.socket.send(request(method, data));
    await vi.waitFor(() => expect(client.received).toHaveLength(1), eventually);
    expect(client.received[0]).toContain("<Code>2</Code>");
  });
});

it("outlives whatever a client sends, and answers the next one", { timeout: 60_000 }, async () => {
  const simulator = await startSimulator({ port: 0, host: "127.0.0.1" });
  cleanUps.push(() => simulator.close());
  const { port } = simulator;
  const handshake =
    "GET /?GID=x HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
  /** Writes the bytes, and waits until they are taken or refused. */
  const write = (bytes: Uint8Array, greeted: boolean) =>
    new Promise<void>((resolve) => {
      const socket = connectTcp({ port, host: "127.0.0.1" }, () => {
        if (!greeted) return socket.end(bytes);
        socket.write(handshake);
        socket.once("data", () => socket.end(bytes));
      });
      socket.setTimeout(50, () => socket.destroy());
      socket.on("error", () => undefined).on("close", () => resolve());
    });
  const field = fc.string({ unit: "binary", maxLength: 60 });
  const request = fc
    .tuple(fc.constantFrom("Call", "Transfer", "Generate", "License", "Simulation", "x"), field)
    .map(
      ([method, value]) =>
        `<Request><Method>${method}</Method><RequestID>${value}</RequestID>` +
        `<Data><From>${value}</From><To>${value}</To><Event>4</Event></Data></Request>`,
    );
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.boolean(),
      fc.oneof(request, field),
      async (bytes, greeted, message) => {
        await write(bytes, greeted);
        // An unmasked frame, as the vendor's PHP SDK sends them, with whatever in it.
        const body = Buffer.from(text(message)).subarray(0, 120);
        await write(Buffer.concat([Buffer.from([0x81, body.length]), body]), true);
      },
    ),
    { seed: 20_261_129, numRuns: 60 },
  );
  const socket = new WebSocket(`${simulator.url}/?GID=after&PhoneNumber=101`);
  cleanUps.push(() => socket.terminate());
  const received: string[] = [];
  socket.on("message", (data: Buffer) => received.push(String(data)));
  await new Promise((resolve) => socket.once("open", resolve));
  simulator.generate({ type: "2", from: "7", to: "101" });
  await vi.waitFor(() => expect(received.length).toBeGreaterThan(0), eventually);
});

describe("the simulator, as the vendor's own server was observed", () => {
  /** Opens a link like the vendor's own programs do: parameters in headers, not in the query. */
  async function vendorClient(url: string, guid: string, extension: string, mask: number) {
    const socket = new WebSocket(url, {
      headers: {
        ClientID: Buffer.from(password).toString("base64"),
        ClientType: "Diagnostic",
        ClientGUID: guid,
        PhoneNumber: extension,
        BroadcastEventsMask: String(mask),
      },
    });
    const received: string[] = [];
    socket.on("message", (data: Buffer) =>
      received.push(Buffer.from(data.toString(), "base64").toString()),
    );
    cleanUps.push(() => socket.terminate());
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    const ask = (method: string, data = "") =>
      socket.send(
        text(
          `<Request><ProtocolVersion>2</ProtocolVersion><Method>${method}</Method>` +
            `<RequestID>7</RequestID><Data>${data}</Data></Request>`,
        ),
      );
    return { socket, received, ask };
  }
  const response = (data: string) =>
    `<Response><Code>0</Code><RequestID>7</RequestID><Details></Details>${data}</Response>\n`;

  it("answers to the letter", async () => {
    const simulator = await pbx();
    const { received, ask } = await vendorClient(simulator.url, "asd", "", 65_535);
    ask("GetVersion");
    ask("GetServerId");
    ask("GetClients");
    ask("Generate", "<Event>2</Event><From>73430112233</From><To>101</To><CallID>555</CallID>");
    ask("Bogus");
    await vi.waitFor(() => expect(received).toHaveLength(6), eventually);
    expect(received).toEqual([
      response("<Data><Version>Test Server v1.1.2</Version></Data>"),
      response(`<Data><ServerId ServerId=""></ServerId></Data>`),
      response(
        `<Data><Client id="0" ip="127.0.0.1" type="Diagnostic" GUID="asd" Connected="1" PhoneNumber=""/></Data>`,
      ),
      `<Event type="2" callID="555" from="73430112233" line="" to="101"/>`,
      response("<Data/>"),
      response("<Data/>").replace("<Code>0", "<Code>2"),
    ]);
  });

  it("tells history once to each name, and what is under way to whom it concerns", async () => {
    const simulator = await pbx();
    const history = { type: "4", from: "7", to: "109", start: "1", end: "2" };
    simulator.generate({ ...history, callID: "1" });
    simulator.generate({ ...history, callID: "2", direction: "1" });
    const ids = (received: string[]) => received.map((xml) => /callID="(\d+)"/.exec(xml)?.[1]);
    const own = await vendorClient(simulator.url, "own", "109", 0);
    const all = await vendorClient(simulator.url, "all", "", 65_535);
    await vi.waitFor(() => expect(ids(all.received)).toEqual(["1", "2"]), eventually);
    expect(ids(own.received)).toEqual(["1"]);
    expect(all.received[1]).toContain('missed="1" missedFinal="1"');
    simulator.generate({ type: "8", from: "109", to: "7", callID: "3" });
    simulator.generate({ type: "2", from: "7", to: "101", callID: "4" });
    await vi.waitFor(() => expect(ids(all.received)).toEqual(["1", "2", "3", "4"]), eventually);
    expect(ids(own.received)).toEqual(["1", "3"]);
    const returning = await vendorClient(simulator.url, "all", "", 65_535);
    await vi.waitFor(() => expect(all.socket.readyState).toBe(WebSocket.CLOSED), eventually);
    expect(returning.received).toEqual([]);
  });
});
