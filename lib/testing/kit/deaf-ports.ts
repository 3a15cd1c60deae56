/** Ports to the engine for tests of actions: nobody listens, and nothing is dialled. */
import { callbackPublisher } from "#lib/callbacks/ports";
import { callCommands, callPublisher, outcomePublisher } from "#lib/calls/ports";
import { notePublisher } from "#lib/contacts/ports";
import { noticePublisher } from "#lib/notices/ports";
import { smsCommands } from "#lib/sms/ports";
import { createDispatcher } from "#lib/telephony/dispatcher";
import { linkCommandsOf } from "./link-commands";

/** Of a call or a text the answer says for whom it would have been. */
export function fillDeafPorts(): void {
  callbackPublisher.fill({ publish: async () => undefined });
  callPublisher.fill({ publish: async () => undefined });
  outcomePublisher.fill({ publish: async () => undefined });
  notePublisher.fill({ publish: async () => undefined });
  noticePublisher.fill({ publish: async () => undefined });
  const runtimes = { runtime: () => undefined };
  callCommands.fill({
    ...createDispatcher({
      runtimes,
      linkCommands: linkCommandsOf(runtimes),
      audience: { calls: () => undefined },
    }),
    place: async ({ contactId }) => ({ ok: true, callId: contactId ?? "nobody's" }),
  });
  smsCommands.fill({
    send: async ({ contactId }) => ({
      ok: false,
      code: "no-line",
      message: contactId ?? "nobody's",
    }),
  });
}
