/** Whole call events as providers report them; a test names what it is about. */
import type { ProviderCallEvent } from "#lib/calls/call-record";

type Kind = ProviderCallEvent["kind"];
type EventOf<K extends Kind> = Extract<ProviderCallEvent, { kind: K }>;

const about = { externalId: "1", clientNumber: "83430112233" };
const atExtension = { ...about, direction: "incoming", extension: "101" } as const;
const whole: { [K in Kind]: EventOf<K> } = {
  "call:arrived": { kind: "call:arrived", ...about },
  "call:ringing": { kind: "call:ringing", ...atExtension },
  "call:dialling": { kind: "call:dialling", ...about, extension: "101" },
  "call:answered": { kind: "call:answered", ...atExtension },
  "call:leg-ended": { kind: "call:leg-ended", ...atExtension, disposition: "no-answer" },
  "call:ended": { kind: "call:ended", ...atExtension, disposition: "answered" },
  "call:recorded": {
    kind: "call:recorded",
    externalId: "1",
    recordingUrl: "https://pbx.example/1.wav",
  },
};

/** An event of the incoming call `1` from +7 343 011 22 33, at extension 101. */
export function aCallEvent<K extends Kind>(kind: K, over: Partial<EventOf<K>> = {}): EventOf<K> {
  return { ...whole[kind], ...over };
}
