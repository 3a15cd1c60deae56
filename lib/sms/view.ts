/** SMS as browsers see it. It is published to the sender and to whose client it was. */
import { concerned } from "#lib/calls/stored-call";
import { db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import type { SmsState, SmsView } from "./sms-view";

export const smsInclude = {
  connection: { select: { slug: true } },
} as const satisfies Prisma.SmsInclude;

type SmsRow = Prisma.SmsGetPayload<{ include: typeof smsInclude }>;

export interface PublishedSms {
  view: SmsView;
  userIds: string[];
}

export function toSmsView(row: SmsRow): SmsView {
  return {
    id: row.id,
    version: row.version,
    connection: row.connection.slug,
    direction: "outgoing",
    extension: row.extension,
    userId: row.userId,
    contactId: row.contactId,
    number: { raw: row.numberRaw, e164: row.e164 },
    text: row.text,
    state: row.state as SmsState,
    failure: row.failure,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
  };
}

function toPublishedSms(row: SmsRow): PublishedSms {
  return { view: toSmsView(row), userIds: concerned([row], null, row.clientOwnerId) };
}

/** Messages with the people they are published to; ids that do not exist are left out. */
export async function smsForPublishing(ids: readonly string[]): Promise<PublishedSms[]> {
  const rows = await db().sms.findMany({ where: { id: { in: [...ids] } }, include: smsInclude });
  return rows.map(toPublishedSms);
}
