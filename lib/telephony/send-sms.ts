/**
 * A person's text message to a provider. It is a row before the provider gets it, so that a refusal has
 * a row to be written to; what becomes of it comes with the provider's events.
 */
import { currentTime, currentMs } from "#lib/base/clock";
import { db } from "#lib/db/client";
import { refuseDial } from "#lib/numbers/dial-policy";
import { isDialable, parsePhoneNumber } from "#lib/numbers/phone-number";
import { isUnanswered, refusal, type CommandResult } from "#lib/base/command-result";
import type { LinkCommands } from "./link-commands";
import {
  commandPatience,
  doubleClick,
  linesOf,
  refuseTurnedOff,
  type Line,
  type Runtimes,
} from "./runtime";

export interface SendSmsRequest {
  userId: string;
  number: string;
  text: string;
  contactId?: string;
}

export function createSmsSender(options: {
  runtimes: Pick<Runtimes, "runtime">;
  linkCommands: LinkCommands;
  publishSms(ids: readonly string[]): void;
}) {
  const { runtimes, linkCommands, publishSms } = options;

  return async (request: SendSmsRequest): Promise<CommandResult<{ smsId: string }>> => {
    const [number, text] = [request.number.trim(), request.text.trim()];
    if (!isDialable(number)) return refusal("not-dialable", "This is not a telephone's number");
    const [line] = await linesOf(runtimes, request, "sendSms");
    if (!line) {
      const words = "You have no extension on a connection that sends SMS";
      return (await refuseTurnedOff(request.userId)) ?? refusal("no-sms-line", words);
    }
    const { country } = line.runtime.source;
    const refused = await refuseDial({ number, country }, { userId: request.userId });
    if (refused) return refused;
    const already = await recentRequest({ ...request, number, text });
    if (already) return { ok: true, smsId: already };

    const { id: smsId } = await recordRequest({ ...request, number, text }, line);
    publishSms([smsId]);
    const { runtime, extension } = line;
    const command = { command: "text", patience: commandPatience, smsId } as const;
    const order = { method: "sendSms", request: { extension, number, text } } as const;
    const sent = await linkCommands.run(runtime, command, order);
    // Without an answer it may well be on its way; the events will show.
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
    select: { contactId: true, contact: { select: { ownerId: true } } },
  });
  return db().sms.create({
    data: {
      connectionId: runtime.id,
      extension,
      userId,
      text,
      state: "requested",
      numberRaw: number,
      e164,
      contactId: own?.contactId ?? null,
      clientOwnerId: own?.contact.ownerId ?? null,
      createdAt: currentTime(),
    },
    select: { id: true },
  });
}

async function recentRequest({ userId, number, text }: SendSmsRequest) {
  const createdAt = { gte: new Date(currentMs() - doubleClick) };
  const state = { not: "refused" };
  const sms = await db().sms.findFirst({
    where: { userId, numberRaw: number, text, createdAt, state },
    select: { id: true },
  });
  return sms?.id;
}
