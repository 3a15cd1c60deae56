/** A digest as a mail: plain text, and the same in simple HTML. */
import { createFormatter } from "next-intl";
import { html } from "hono/html";
import type { CallbackView } from "#lib/callbacks/callback-view";
import { deadline } from "#lib/callbacks/queue";
import { formattingLocales, type Locale } from "#lib/i18n/locales";
import type { NoticeView } from "#lib/notices/notice-view";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import type { Mail } from "#lib/outgoing/mail";
import type { Digest } from "./digest";
import { remindersHash } from "./reminders-hash";
import { placeOf, whatToDo, wordsIn } from "./words";

interface DigestMailOptions {
  name: string;
  locale: Locale;
  now: Date;
  zone: string;
  /** Where links lead, without a trailing slash. */
  origin: string;
  /** Names of colleagues by id. */
  names: ReadonlyMap<string, string>;
}

interface Entry {
  what: string;
  about: string;
  href: string;
}

interface Part {
  title: string;
  entries: Entry[];
  /** That more are not written out, and where they are. */
  more: string | null;
  href: string;
}

export async function digestMail(
  digest: Digest,
  options: DigestMailOptions,
): Promise<Omit<Mail, "to">> {
  const t = wordsIn(options.locale);
  const { origin, now } = options;
  const off = `${origin}/day${remindersHash}`;
  const parts = partsOf(digest, options);
  const day = createFormatter({
    locale: formattingLocales[options.locale],
    timeZone: options.zone,
  }).dateTime(now, { weekday: "long", day: "numeric", month: "long" });
  const words = {
    locale: options.locale,
    greeting: t("reminders.mail.greeting", { name: options.name }),
    open: t("reminders.mail.open"),
    day: `${origin}/day`,
    why: t("reminders.mail.why"),
    off,
  };
  return {
    subject: t("reminders.mail.subject", { date: day }),
    text: textOf(parts, words),
    html: String(await htmlOf(parts, words)),
    unsubscribe: off,
  };
}

function partsOf(digest: Digest, options: DigestMailOptions): Part[] {
  const { locale, now, zone, origin, names } = options;
  const t = wordsIn(locale);
  const format = createFormatter({ locale: formattingLocales[locale], timeZone: zone });
  const dayOf = (at: Date) => format.dateTime(at, { dateStyle: "short" });
  const timeOf = (at: Date) => {
    const time = format.dateTime(at, { hour: "2-digit", minute: "2-digit" });
    return dayOf(at) === dayOf(now)
      ? time
      : `${format.dateTime(at, { day: "numeric", month: "short" })}, ${time}`;
  };

  const callback = (when: (callback: CallbackView) => string) => (one: CallbackView) => {
    const about = [when(one), one.contact?.company, formatPhoneNumber(one.number), short(one.note)];
    return entry(whatToDo(t, one), about, placeOf(one));
  };
  const byDeadline = callback((one) => timeOf(new Date(deadline(one))));
  const sinceMissed = callback((one) =>
    t("reminders.mail.since", { time: timeOf(new Date(one.waitingSince)) }),
  );
  const mention = ({ byId, text, contact, at }: NoticeView) => {
    const name = names.get(byId ?? "") ?? t("reminders.mail.somebody");
    const what = t("reminders.mail.mention", { name, text: short(text) ?? "" });
    return entry(what, [timeOf(new Date(at)), contact?.name], placeOfMention(contact));
  };
  const entry = (what: string, about: (string | null | undefined)[], path: string): Entry => ({
    what,
    about: about.filter(Boolean).join(" · "),
    href: origin + path,
  });
  const part = (kind: keyof Digest, path: string, entries: Entry[]): Part[] => {
    const { count } = digest[kind];
    if (count === 0) return [];
    const rest = count - entries.length;
    const more = rest > 0 ? t("reminders.mail.more", { count: rest }) : null;
    return [
      { title: `${t(`reminders.mail.${kind}`)}: ${count}`, entries, more, href: origin + path },
    ];
  };

  return [
    ...part("overdue", "/callbacks", digest.overdue.entries.map(byDeadline)),
    ...part("today", "/day", digest.today.entries.map(byDeadline)),
    ...part("waiting", "/callbacks", digest.waiting.entries.map(sinceMissed)),
    ...part("mentions", "/notices", digest.mentions.entries.map(mention)),
  ];
}

const placeOfMention = (contact: NoticeView["contact"]) =>
  contact ? `/contacts/${contact.id}` : "/notices";

/** Characters of a text: the whole is a click away. */
const longestText = 200;
const short = (text: string | null) =>
  text && text.length > longestText ? `${text.slice(0, longestText)}…` : text;

interface FrameWords {
  locale: Locale;
  greeting: string;
  open: string;
  day: string;
  why: string;
  off: string;
}

function textOf(parts: readonly Part[], { greeting, open, day, why, off }: FrameWords): string {
  const written = parts.map(({ title, entries, more, href }) =>
    [
      title.toUpperCase(),
      ...entries.map(({ what, about, href }) => `- ${what}\n  ${about}\n  ${href}`),
      ...(more ? [`${more}: ${href}`] : []),
    ].join("\n"),
  );
  return [greeting, ...written, `${open}: ${day}`, `--\n${why} ${off}`].join("\n\n");
}

/** Programs for mail know few styles, and each element has to bring its own. */
function htmlOf(parts: readonly Part[], { locale, greeting, open, day, why, off }: FrameWords) {
  const soft = "color:#565d6b;font-size:14px";
  return html`<!doctype html>
    <html lang="${locale}">
      <body style="margin:0;padding:16px;font:16px/1.45 system-ui,sans-serif;color:#1a1c22">
        <div style="max-width:560px;margin:0 auto">
          <p style="margin:0 0 16px">${greeting}</p>
          ${parts.map(
            ({ title, entries, more, href }) =>
              html`<h2 style="margin:24px 0 8px;font-size:16px">
                  <a href="${href}" style="color:inherit;text-decoration:none">${title}</a>
                </h2>
                ${entries.map(
                  ({ what, about, href }) =>
                    html`<p style="margin:0 0 10px">
                      <a href="${href}" style="color:#3451d1">${what}</a><br />
                      <span style="${soft}">${about}</span>
                    </p>`,
                )}
                ${more ? html`<p style="margin:0"><a href="${href}" style="${soft}">${more}</a></p>` : ""}`,
          )}
          <p style="margin:24px 0"><a href="${day}" style="color:#3451d1">${open}</a></p>
          <p style="margin:24px 0 0;${soft}">
            ${why} <a href="${off}" style="color:inherit">${off}</a>
          </p>
        </div>
      </body>
    </html>`;
}
