/**
 * A person's text message to a provider. It is a row before the provider hears of it, so a refusal has
 * a place to be kept in; how it went on is told by the provider's events.
 */
import { db } from "#lib/db/client";
import { isDialable, parsePhoneNumber } from "#lib/phone-number";
import type { Logger } from "#lib/providers/contract";
import type { CommandResult } from "#lib/server/hub";
import { linesOf, type Line } from "./lines-of";
import { isUnanswered, refusal, runCommand } from "./run-command";
import type { Supervisor } from "./supervisor";

/** The same text to the same number within this time, in ms, is the same click. */
const doubleClick = 3_000;

export interface SendSmsRequest {
  userId: string;
  number: string;
  text: string;
  contactId?: string;
}

export function createSmsSender(options: {
  supervisor: Pick<Supervisor, "runtime">;
  log: Logger;
  publishSms(ids: readonly string[]): void;
}) {
  const { supervisor, log, publishSms } = options;

  return async (request: SendSmsRequest): Promise<CommandResult<{ smsId: string }>> => {
    const [number, text] = [request.number.trim(), request.text.trim()];
    if (!isDialable(number)) return refusal("not-dialable", "This is not a telephone's number");
    const [line] = await linesOf(supervisor, request, "sendSms");
    if (!line)
      return refusal("no-sms-line", "You have no extension on a connection that sends SMS");
    const already = await recentRequest({ ...request, number, text });
    if (already) return { ok: true, smsId: already };

    const { id: smsId } = await recordRequest({ ...request, number, text }, line);
    publishSms([smsId]);
    const { runtime, extension } = line;
    const sent = await runCommand(runtime, log, (ctx) =>
      runtime.adapter.sendSms!({ extension, number, text }, ctx),
    );
    // Without an answer nobody knows: it may well be on its way, and the events will tell.
    if (!sent.ok && isUnanswered(sent)) return sent;
    // An event may have been quicker, and knows more.
    const { count } = await db().sms.updateMany({
      where: { id: smsId, state: "requested" },
      data: {
        version: { increment: 1 },
        ...(sent.ok ? { state: "sending" } : { state: "refused", failure: sent.message }),
      },
    });
    if (count > 0) publishSms([smsId]);
    return sent.ok ? { ok: true, smsId } : sent;
  };
}

async function recordRequest(request: SendSmsRequest, { runtime, extension }: Line) {
  const { userId, number, text, contactId } = request;
  const { e164 } = parsePhoneNumber(number, runtime.source.country);
  // It goes into a contact's history only when the number is theirs.
  const own = await db().contactNumber.findFirst({
    where: { contactId: contactId ?? "", OR: [{ raw: number }, ...(e164 ? [{ e164 }] : [])] },
    select: { contactId: true },
  });
  return db().sms.create({
    data: {
      ...{ connectionId: runtime.id, extension, userId, text, state: "requested" },
      ...{ numberRaw: number, e164, contactId: own?.contactId ?? null, createdAt: new Date() },
    },
    select: { id: true },
  });
}

async function recentRequest({ userId, number, text }: SendSmsRequest) {
  const createdAt = { gte: new Date(Date.now() - doubleClick) };
  const state = { not: "refused" };
  const sms = await db().sms.findFirst({
    where: { userId, numberRaw: number, text, createdAt, state },
    select: { id: true },
  });
  return sms?.id;
}
