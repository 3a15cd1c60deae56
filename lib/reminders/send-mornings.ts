/**
 * Sends the mails of the morning. Whoever claims a person's row for the day sends theirs, so several copies and restarts
 * send one at most; a process that dies in the very moment of sending leaves that one unsent. What the mail server does
 * not take is tried again until the morning is over, under the same Message-ID.
 */
import { currentTime } from "#lib/base/clock";
import type { Logger } from "pino";
import type { Role } from "#lib/auth/roles";
import { config } from "#lib/base/config";
import { minute } from "#lib/base/duration";
import { db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { chosenLocale } from "#lib/i18n/locales";
import { MailError, sendMail } from "#lib/outgoing/mail";
import { readDigest } from "./digest";
import { digestMail } from "./digest-mail";
import { morningAt, type Morning } from "./mornings";

/** How often is looked whether it is morning, in ms. */
const lookEvery = minute;
/** After a failure, in ms. */
const retryAfter = 15 * minute;
/** So many failures in a row, and the others wait for the next look: the mail server is away. */
const mostFailures = 3;

type Recipient = Prisma.MorningMailGetPayload<{ include: { user: true } }>;

/** @returns how many mails went out */
export async function sendMornings(
  log: Logger,
  { now = currentTime(), stopped }: { now?: Date; stopped?: AbortSignal } = {},
): Promise<number> {
  if (!config().mail) return 0;
  const morning = await morningAt(now);
  if (!morning) return 0;
  const recipients = await db().morningMail.findMany({
    where: { AND: waiting(morning, now), user: { disabledAt: null } },
    orderBy: { userId: "asc" },
    include: { user: true },
  });
  const names = recipients.length > 0 ? await namesOfPeople() : new Map<string, string>();
  let sent = 0;
  let failures = 0;
  for (const recipient of recipients) {
    if (stopped?.aborted || failures >= mostFailures) break;
    try {
      if (await sendOne(recipient, { morning, now, names })) sent += 1;
      failures = 0;
    } catch (error) {
      failures += 1;
      const { userId } = recipient;
      const reason = error instanceof MailError ? { reason: error.message } : { err: error };
      log.warn({ userId, ...reason }, "a morning mail could not be sent");
    }
  }
  if (sent > 0) log.info({ sent }, "morning mails are out");
  return sent;
}

/** Who has none of that morning's yet, and need not wait. */
function waiting({ day, opening }: Morning, now: Date) {
  return {
    createdAt: { lte: opening },
    AND: [
      { OR: [{ day: null }, { day: { not: day } }] },
      { OR: [{ retryAt: null }, { retryAt: { lte: now } }] },
    ],
  } satisfies Prisma.MorningMailWhereInput;
}

/** @returns false when another copy does it, or there is nothing to say */
async function sendOne(
  { userId, locale: askedIn, user }: Recipient,
  { morning, now, names }: { morning: Morning; now: Date; names: ReadonlyMap<string, string> },
): Promise<boolean> {
  const { day, zone } = morning;
  const later = { retryAt: new Date(now.getTime() + retryAfter) };
  let isOurs = false;
  try {
    const digest = await readDigest({ id: userId, role: user.role as Role }, now, zone);
    const origin = config().publicUrl ?? "";
    const options = { name: user.name, locale: chosenLocale(user.locale, askedIn), now, zone };
    const mail = digest && (await digestMail(digest, { ...options, origin, names }));
    const claimed = await db().morningMail.updateMany({
      where: { userId, AND: waiting(morning, now) },
      data: { day, retryAt: null },
    });
    isOurs = claimed.count > 0;
    if (!isOurs || !mail) return false;
    const { hostname } = new URL(origin);
    await sendMail({ ...mail, to: user.email, messageId: `<${day}.${userId}@${hostname}>` });
    return true;
  } catch (error) {
    const where = isOurs ? { userId, day } : { userId, AND: waiting(morning, now) };
    await db().morningMail.updateMany({ where, data: isOurs ? { day: null, ...later } : later });
    throw error;
  }
}

async function namesOfPeople(): Promise<Map<string, string>> {
  const people = await db().user.findMany({ select: { id: true, name: true } });
  return new Map(people.map(({ id, name }) => [id, name]));
}

/** Looks each minute, in the first of the pages' processes: no call waits for it. */
export function sendingMornings(log: Logger): { close(): void } {
  const stopping = new AbortController();
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    void sendMornings(log, { stopped: stopping.signal })
      .catch((error: unknown) => log.error({ err: error }, "morning mails could not be sent"))
      .finally(() => (running = false));
  }, lookEvery);
  return {
    close() {
      stopping.abort();
      clearInterval(timer);
    },
  };
}
