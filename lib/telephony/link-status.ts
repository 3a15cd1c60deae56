/** How a connection's link stands, and since when. */
import type { LinkStatus } from "#lib/providers/contract";

export interface KnownLink extends LinkStatus {
  /** Since when the state holds, ISO 8601. */
  since: string;
  /** Since when there is no link, whatever was tried since, ISO 8601; null while there is one. */
  awaySince: string | null;
}

/** @param before undefined: nothing was reported yet */
export function knownLinkAfter(
  before: KnownLink | undefined,
  status: LinkStatus,
  at = new Date().toISOString(),
): KnownLink {
  return {
    ...status,
    since: before?.state === status.state ? before.since : at,
    awaySince: status.state === "online" ? null : (before?.awaySince ?? at),
  };
}
