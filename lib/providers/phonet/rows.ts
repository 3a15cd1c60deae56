/** Rows of the list of ended calls, as the inbox keeps them and as neutral words. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { ProviderError, type CallDisposition, type CallEvent, type RawMessage } from "../contract";
import { readAs } from "../kit/read-as";
import { webAddress } from "./client-card";
import {
  direction,
  directions,
  legType,
  lgDirection,
  longestTalk,
  moment,
  optionalLeg,
  requiredText,
  text,
  wholeNumber,
  type JsonObject,
} from "./wire";

/** Marks a row: live events do not have this field. */
const mark = "endedCall";

/** The same row is one message; one that has changed, say has got its recording, is another. */
export function toHistoryMessage(row: JsonObject): RawMessage {
  const raw = JSON.stringify({ [mark]: row });
  const digest = createHash("sha256").update(raw).digest("hex").slice(0, 16);
  return { key: `history ${String(row.uuid).slice(0, 200)} ${digest}`, raw };
}

/** @returns undefined when the message is none of the history's */
export function historyRowIn(message: JsonObject): unknown {
  return message[mark];
}

const seconds = wholeNumber
  .pipe(z.number().max(longestTalk, "must be seconds"))
  .nullish()
  .transform((value) => value ?? null);

const historyRow = z.object({
  uuid: requiredText,
  parentUuid: text,
  rootUuid: text,
  endAt: moment,
  lgDirection,
  otherLegNum: text,
  otherLegName: text.catch(null),
  leg: optionalLeg,
  leg2: optionalLeg,
  billSecs: seconds,
  duration: seconds,
  disposition: wholeNumber.nullish().transform((value) => value ?? null),
  transferHistory: text.catch(null),
  audioRecUrl: text.catch(null),
  trunk: text.catch(null),
});
type HistoryRow = z.infer<typeof historyRow>;

const dispositions: Record<number, CallDisposition> = {
  0: "answered",
  1: "no-answer",
  2: "congestion",
  3: "failed",
  4: "busy",
};

/** @throws {ProviderError} naming the field */
export function toHistoryEvents(value: unknown): CallEvent[] {
  const row = readAs(historyRow, value);
  if (row.lgDirection === direction.away || row.lgDirection === direction.back) return [];
  if (row.endAt === null) throw new ProviderError("unreadable", "is required", "endAt");
  const internal = row.lgDirection === direction.internal;
  const leg = internal ? row.leg2 : row.leg;
  const disposition = dispositionOf(row, leg?.type);
  const extension = holderOf(row) ?? (leg?.type === legType.user ? leg.ext : null);
  const endedAt = new Date(row.endAt).toISOString();
  const startedAt =
    row.duration === null ? undefined : new Date(row.endAt - row.duration * 1000).toISOString();
  const call = {
    externalId: row.rootUuid ?? row.parentUuid ?? row.uuid,
    direction: directions[row.lgDirection],
    clientNumber: internal ? (row.leg?.ext ?? row.leg?.displayName ?? "") : (row.otherLegNum ?? ""),
    trunk: row.trunk,
    replayed: true,
    ...(row.otherLegName !== null && {
      clientCard: { name: row.otherLegName, company: null, url: null },
    }),
  };
  const end = {
    ...call,
    at: endedAt,
    disposition,
    ...(row.billSecs !== null && disposition === "answered" && { talkSeconds: row.billSecs }),
    ...(extension !== null && { extension }),
  };
  if (!row.parentUuid || extension === null) {
    const recordingUrl = webAddress(row.audioRecUrl);
    return [{ kind: "call:ended", ...end, ...(startedAt && { startedAt }), endedAt, recordingUrl }];
  }
  // A leg of a group's call has its own start of ringing.
  const rang: CallEvent[] = startedAt
    ? [{ kind: "call:ringing", ...call, extension, at: startedAt }]
    : [];
  if (disposition !== "answered") return [...rang, { kind: "call:leg-ended", ...end, extension }];
  const recordingUrl = webAddress(row.audioRecUrl);
  return [...rang, { kind: "call:ended", ...end, endedAt, recordingUrl }];
}

/** A menu takes every call: a caller who hung up while it played has reached no person. */
function dispositionOf({ disposition }: HistoryRow, type: number | undefined): CallDisposition {
  if (disposition === null) throw new ProviderError("unreadable", "is required", "disposition");
  const known = dispositions[disposition];
  if (!known) throw new ProviderError("unreadable", `is unknown: ${disposition}`, "disposition");
  return known === "answered" && type === legType.scenario ? "no-answer" : known;
}

/** `003 > 001`: 003 handed the call to 001, who had it last. */
function holderOf({ transferHistory }: HistoryRow): string | null {
  const last = transferHistory?.split(">").at(-1)?.trim();
  return last && /^[\w.@-]{1,64}$/.test(last) ? last : null;
}
