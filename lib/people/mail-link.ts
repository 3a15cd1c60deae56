/** Hands a person their one-time link: by mail where the operator has a mail server, else by whoever asked for it. */
import { createTranslator } from "next-intl";
import { welcomePath } from "#lib/auth/one-time-token";
import { config } from "#lib/base/config";
import { log } from "#lib/base/log";
import { publicOrigin } from "#lib/base/public-origin";
import { db } from "#lib/db/client";
import { isLocale } from "#lib/i18n/locales";
import { requestLocale } from "#lib/i18n/request-locale";
import { MailError, sendMail } from "#lib/outgoing/mail";
import en from "../../messages/en/people.json";
import ru from "../../messages/ru/people.json";
import uk from "../../messages/uk/people.json";
import type { LinkKind } from "./access-links";

const words = { en, ru, uk };

/** What becomes of a link. It is on no other screen, in no log, and can't be asked for again. */
export type HandedLink =
  | { mailed: true; email: string }
  /** @property reason why it could not be mailed, in the server's words; null where there is no mail server */
  | { mailed: false; link: string; reason: string | null };

/** @param link.token as lib/people/access-links.ts has made it */
export async function handLink(
  userId: string,
  link: { token: string; kind: LinkKind },
): Promise<HandedLink> {
  const address = `${await publicOrigin()}${welcomePath(link.token)}`;
  if (!config().mail) return { mailed: false, link: address, reason: null };
  try {
    return { mailed: true, email: await mailLink(userId, link.kind, address) };
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    log().warn({ userId, reason: error.message }, "a one-time link could not be mailed");
    return { mailed: false, link: address, reason: error.message };
  }
}

/** In the person's own language, or that of whoever asks. @returns the e-mail */
async function mailLink(userId: string, kind: LinkKind, link: string): Promise<string> {
  const { email, name, locale: own } = await db().user.findUniqueOrThrow({ where: { id: userId } });
  const locale = isLocale(own) ? own : await requestLocale();
  const messages = words[locale].mail;
  const t = createTranslator({ locale, messages, namespace: kind });
  await sendMail({ to: email, subject: t("subject"), text: t("text", { name, link }) });
  return email;
}
