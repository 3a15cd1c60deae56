/** Scripted events as the simulator of Prostie Zvonki takes them. */
import type { ProviderCallEvent } from "#lib/calls/call-record";
import type { EventInput } from "#lib/providers/prostie-zvonki/simulator-events";

const line = "2";

/** @param now the PBX's clock: its ends tell when the call began and ended, in whole seconds */
export function toFrame(event: ProviderCallEvent, now = new Date()): EventInput {
  const callID = event.externalId;
  const client = ("clientNumber" in event && event.clientNumber) || "";
  const extension = ("extension" in event && event.extension) || "";
  switch (event.kind) {
    case "call:arrived":
      return { type: "1", callID, from: client, line };
    case "call:ringing":
      return { type: "2", callID, from: client, to: extension, line };
    case "call:dialling":
      return { type: "8", callID, from: extension, to: client };
    case "call:answered":
      return event.direction === "outgoing"
        ? { type: "16", callID, from: extension, to: client }
        : { type: "32", callID, from: client, to: extension, line };
    case "call:leg-ended":
    case "call:ended": {
      const outgoing = event.direction === "outgoing";
      const end = Math.floor(now.getTime() / 1000);
      const duration = event.talkSeconds ?? 0;
      return {
        type: "4",
        callID,
        from: outgoing ? extension : client,
        to: outgoing ? client : extension,
        direction: outgoing ? "1" : "0",
        start: String(end - duration - 3),
        end: String(end),
        duration: String(duration),
        line,
      };
    }
    case "call:recorded":
      throw new Error("this PBX tells a recording with the call's end alone");
  }
}
