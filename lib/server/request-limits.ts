/**
 * Which methods each door of the HTTP server answers, and how large a request's body may be there. The first
 * whose path fits counts. Who may use which door stands in ./doors.ts, how often in lib/base/limits.ts.
 */
import { second } from "#lib/base/duration";
import { pieceSize } from "#lib/contacts/import/import-options";
import { largestHookBody } from "#lib/providers/webhook-refusal";

export interface RequestLimit {
  path: RegExp;
  methods: readonly string[];
  /** Bytes of a request's body. */
  largestBody: number;
  /** The door itself refuses what is larger, in its own words. */
  refusesItself?: boolean;
}

const kilobyte = 1024;
const read = ["GET", "HEAD"];

export const largestLead = 8 * kilobyte;
/** What begins an import: columns and their kinds. */
export const largestImportStart = 64 * kilobyte;
/** A body has to be here whole within this time, in ms; pieces of files have the server's own half a minute. */
export const slowestBody = 10 * second;

const piecePath = /^\/api\/imports\/uploads\/[^/?]+(?:\?|$)/;

export const requestLimits: readonly RequestLimit[] = [
  // Its own limit is 64 KB (lib/realtime/server.ts).
  { path: /^\/socket\.io\//, methods: ["GET", "POST"], largestBody: 64 * kilobyte },
  { path: /^\/(?:lead|widget)\//, methods: read, largestBody: 0 },
  { path: /^\/\.well-known\//, methods: read, largestBody: 0 },
  { path: /^\/(?:contacts|calls|statistics|audit)\/export(?:\?|$)/, methods: read, largestBody: 0 },
  { path: /^\/api\/auth(?:[/?]|$)/, methods: [...read, "POST"], largestBody: 16 * kilobyte },
  { path: /^\/api\/hooks\//, methods: ["POST"], largestBody: largestHookBody, refusesItself: true },
  { path: /^\/api\/leads\//, methods: ["POST"], largestBody: largestLead, refusesItself: true },
  { path: piecePath, methods: ["PUT", "DELETE"], largestBody: pieceSize, refusesItself: true },
  { path: /^\/api\/imports/, methods: [...read, "POST"], largestBody: largestImportStart },
  { path: /^\/api\//, methods: read, largestBody: 0 },
  // Pages and their server actions: Next's own limit is the same.
  { path: /^/, methods: [...read, "POST"], largestBody: 3 * kilobyte * kilobyte },
];

export function requestLimitOf(url: string): RequestLimit {
  return requestLimits.find(({ path }) => path.test(url))!;
}
