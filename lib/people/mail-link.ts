/**
 * Hands a person their one-time link: by mail where the operator has a mail server, else by whoever asked for it. Who
 * has forgotten their password asks for one from the sign-in page, and gets it by mail alone.
 */
import { createTranslator } from "next-intl";
import { ActionError } from "#lib/auth/action-error";
import { countAttempt } from "#lib/auth/attempts";
import { welcomeLink } from "#lib/auth/one-time-token";
import { hasPasswords } from "#lib/auth/password";
import { networkOf } from "#lib/base/client-address";
import { config } from "#lib/base/config";
import { log } from "#lib/base/log";
import { publicOrigin } from "#lib/base/public-origin";
import { db } from "#lib/db/client";
import { isLocale } from "#lib/i18n/locales";
import { requestLocale } from "#lib/i18n/request-locale";
import { MailError, sendMail } from "#lib/outgoing/mail";
import en from "../../messages/en/mail.json";
import ru from "../../messages/ru/mail.json";
import uk from "../../messages/uk/mail.json";
import { replaceLink, type LinkKind } from "./access-links";

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
  const address = welcomeLink(await publicOrigin(), link.token);
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
  const messages = words[locale];
  const t = createTranslator({ locale, messages, namespace: kind });
  await sendMail({ to: email, subject: t("subject"), text: t("text", { name, link }) });
  return email;
}

/** Whether the sign-in page offers it: the link goes to the person's mail and nowhere else. */
export function canAskForReset(): boolean {
  return config().mail !== null && hasPasswords();
}

/**
 * Counts the request; nothing about the account shows in the answer or in its time.
 * @returns what mails the link, to be run when the answer is out
 * @throws {ActionError} "no-mail"; "too-many"
 */
export async function askForReset(email: string, address: string): Promise<() => Promise<void>> {
  if (!canAskForReset()) throw new ActionError("no-mail");
  const wait = await countAttempt([
    { limit: "forgottenPasswords", of: email },
    { limit: "forgottenPasswordsFromAddress", of: networkOf(address) },
  ]);
  if (wait > 0) throw new ActionError("too-many");
  return async () => {
    const user = await db().user.findUnique({
      where: { email },
      select: { id: true, disabledAt: true },
    });
    if (!user || user.disabledAt) return;
    await replaceLink(user.id, async (link) => (await handLink(user.id, link)).mailed);
  };
}
