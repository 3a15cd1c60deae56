import { noEndReceived, type CallFacts, type ToldEvent } from "./call-record";

/** What a call recorded before events were kept must have been told, as far as its facts show. */
export function retell(call: CallFacts): ToldEvent[] {
  const { direction, clientRaw: clientNumber, trunk, replayed } = call;
  const base = { direction, clientNumber, trunk, ...(replayed && { replayed }) };
  const told: ToldEvent[] = [];
  for (const { extension, startedAt, answeredAt } of call.legs) {
    const kind = call.state === "dialling" ? "call:dialling" : "call:ringing";
    told.push({ kind, ...base, extension, at: startedAt.getTime() });
    if (answeredAt) {
      told.push({ kind: "call:answered", ...base, extension, at: answeredAt.getTime() });
    }
  }
  if (call.endedAt && call.disposition && call.failure !== noEndReceived) {
    const { disposition, recordingUrl, talkSeconds } = call;
    const talked = talkSeconds === null ? {} : { talkSeconds };
    const end = { kind: "call:ended", ...base, disposition, recordingUrl, ...talked } as const;
    told.push({ ...end, at: call.endedAt.getTime() });
  } else if (call.endedAt) told.push({ kind: "call:lost", at: call.endedAt.getTime() });
  return told.sort((a, b) => a.at - b.at);
}
