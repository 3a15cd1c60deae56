/** Whether a person wants the mail of the morning. */
import { db } from "#lib/db/client";
import type { Locale } from "#lib/i18n/locales";

export async function wantsMorningMail(userId: string): Promise<boolean> {
  return (await db().morningMail.count({ where: { userId } })) > 0;
}

/** From the next morning on: who turns it off and on again gets no second mail of a day. */
export async function setMorningMail(userId: string, on: boolean, locale: Locale): Promise<void> {
  const where = { userId };
  if (!on) return void (await db().morningMail.deleteMany({ where }));
  const create = { userId, locale, createdAt: new Date() };
  await db().morningMail.upsert({ where, create, update: { locale } });
}
