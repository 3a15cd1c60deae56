/** What people type goes out within our own XML: it arrives as it was typed, or does not go out. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CommandContext } from "#lib/providers/contract";
import { prostieZvonki } from "#lib/providers/prostie-zvonki/adapter";
import {
  decodeFrame,
  encodeFrame,
  encodeResponse,
  parseMessages,
  type WireRequest,
} from "#lib/providers/prostie-zvonki/wire";
import { openFrameListener, type FrameListener } from "../kit/frame-listener";
import { frameProviders, readFrames } from "./frames";
import { bytesOf } from "./made";

const provider = frameProviders["prostie-zvonki"];
const { commands = [] } = readFrames("prostie-zvonki");
const received: WireRequest[] = [];
let listener: FrameListener;

beforeAll(async () => {
  listener = await openFrameListener(provider);
  await listener.online();
  const { socket } = listener.peer.links[0]!;
  socket.on("message", (data: Buffer) => {
    for (const message of parseMessages(decodeFrame(data, "base64"))) {
      if (message.kind !== "request") continue;
      received.push(message.request);
      socket.send(encodeFrame(encodeResponse(0, message.request.requestId), "base64"));
    }
  });
});
afterAll(() => listener.close());

const context = () =>
  listener.harness.command(provider.settings(listener.peer.port)) as unknown as CommandContext<
    never,
    never
  >;

describe.each(commands)("$name", ({ outcome, values }) => {
  it.each(values.map((value) => bytesOf(value).toString()))("%j", async (text) => {
    const before = received.length;
    const placed = prostieZvonki.placeCall!({ extension: "101", number: text }, context());
    const moved = prostieZvonki.transfer!({ externalId: "7", extension: text }, context());
    if (outcome === "refused") {
      await expect(placed).rejects.toMatchObject({ code: "invalid", field: "To" });
      await expect(moved).rejects.toMatchObject({ code: "invalid", field: "To" });
      expect(received).toHaveLength(before);
    } else {
      await Promise.all([placed, moved]);
      expect(received.slice(before)).toMatchObject([
        { method: "Call", data: { From: "101", To: text } },
        { method: "Transfer", data: { CallID: "7", To: text } },
      ]);
    }
  });
});
