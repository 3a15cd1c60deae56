import type { CallFacts, LegRecord } from "./call-record";

const facts = [
  ...(["direction", "state", "disposition", "clientRaw", "trunk", "startedAt"] as const),
  ...(["answeredAt", "endedAt", "talkSeconds", "recordingUrl", "replayed", "failure"] as const),
  ...(["clientCard", "routing"] as const),
] satisfies (keyof CallFacts)[];
const parts = [
  ...(["extension", "state", "startedAt", "answeredAt", "endedAt"] as const),
] satisfies (keyof LegRecord)[];

/** Whether a person would see no difference. */
export function looksTheSame(a: CallFacts, b: CallFacts): boolean {
  if (a === b) return true;
  return (
    a.legs.length === b.legs.length &&
    facts.every((fact) => same(a[fact], b[fact])) &&
    a.legs.every((leg, index) => sameLeg(leg, b.legs[index]!))
  );
}

export function sameLeg(a: LegRecord, b: LegRecord): boolean {
  return parts.every((part) => same(a[part], b[part]));
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  return a !== null && b !== null && JSON.stringify(a) === JSON.stringify(b);
}
