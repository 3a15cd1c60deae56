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
