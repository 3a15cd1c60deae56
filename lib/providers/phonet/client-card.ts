/** Who the client is, of what the CRMs attached to the PBX know of them. */
import type { ClientCard } from "../contract";
import type { OtherLeg } from "./wire";

/**
 * Every attached CRM describes the same client. One that knows them by name comes before one that
 * only offers to create them; among those the lowest priority first: 1 is the first choice, as of
 * any list, and the vendor says nothing else. One without a priority comes last.
 */
export function byPreference(entries: readonly OtherLeg[]): OtherLeg[] {
  const rank = ({ priority }: OtherLeg) => priority ?? Infinity;
  return [...entries].sort(
    (a, b) => Number(knows(b)) - Number(knows(a)) || compare(rank(a), rank(b)),
  );
}

function compare(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function knows({ name, companyName }: OtherLeg): boolean {
  return name !== null || companyName !== null;
}

/** As the provider writes it; empty when the client hides it. */
export function clientNumberOf(entries: readonly OtherLeg[]): string {
  return byPreference(entries).find(({ num }) => num !== null)?.num ?? "";
}

/** Undefined when no CRM knows the client: then the address would only offer to create them. */
export function clientCardOf(entries: readonly OtherLeg[]): ClientCard | undefined {
  const best = byPreference(entries)[0];
  if (!best || !knows(best)) return undefined;
  return { name: best.name, company: best.companyName, url: webAddress(best.url) };
}

/** Trimmed; null when it is not http(s). */
export function webAddress(text: string | null): string | null {
  const address = text?.trim() ?? "";
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) ? address : null;
}
