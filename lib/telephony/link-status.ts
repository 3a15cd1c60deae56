/** How a connection's link stands, and since when. */
import { currentTime } from "#lib/base/clock";
import { z } from "zod";
import type { HistoryResult } from "#lib/connections/connection-view";
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
  at = currentTime().toISOString(),
): KnownLink {
  return {
    ...status,
    since: before?.state === status.state ? before.since : at,
    awaySince: status.state === "online" ? null : (before?.awaySince ?? at),
  };
}

const link = z.object({
  state: z.enum(["connecting", "online", "waiting", "refused"]),
  code: z.string().optional(),
  detail: z.string().optional(),
  retryAt: z.string().optional(),
  since: z.string(),
  awaySince: z.string().nullable(),
});

const history = z.object({
  at: z.string(),
  ok: z.boolean(),
  messages: z.number(),
  detail: z.string().nullable(),
});
const note = z.object({ link, history: history.nullable() });

/** What a link's holder has the other copies of the program know. */
export interface LinkNote {
  link: KnownLink;
  history: HistoryResult | null;
}

/** As another copy has noted it with its lease; null when it can't be read. */
export function readLinkNote(text: string): LinkNote | null {
  try {
    return note.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
