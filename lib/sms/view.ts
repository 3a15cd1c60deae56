/** A text message as browsers see it, and who hears of it: whoever would of a call. */
import { concerned } from "#lib/calls/published-call";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import type { SmsState, SmsView } from "#lib/realtime/events";

export const smsInclude = {
  connection: { select: { slug: true } },
  contact: { select: { ownerId: true } },
} as const satisfies Prisma.SmsInclude;

type SmsRow = Prisma.SmsGetPayload<{ include: typeof smsInclude }>;

export interface PublishedSms {
  view: SmsView;
  userIds: string[];
}

export function toSmsView(row: SmsRow): SmsView {
  return {
    ...{ id: row.id, version: row.version, connection: row.connection.slug },
    direction: "outgoing",
    ...{ extension: row.extension, userId: row.userId, contactId: row.contactId },
    number: { raw: row.numberRaw, e164: row.e164 },
    text: row.text,
    state: row.state as SmsState,
    failure: row.failure,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
  };
}

export function toPublishedSms(row: SmsRow): PublishedSms {
  return { view: toSmsView(row), userIds: concerned([row], null, row.contact?.ownerId) };
}
