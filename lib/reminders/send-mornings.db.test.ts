/** The mails of the morning, with a mail server on a socket. */
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { config, configSlot } from "#lib/base/config";
import { day, hour, minute } from "#lib/base/duration";
import { log } from "#lib/base/log";
import { setWorkingHours } from "#lib/callbacks/working-hours";
import { chooseTimeZone } from "#lib/i18n/time-zone";
import { openMailbox } from "#lib/testing/kit/mailbox";
import { addContact, openOffice } from "#lib/testing/kit/office";
import { setMorningMail } from "./morning-mail";
import { morningAt } from "./mornings";
import { sendMornings } from "./send-mornings";

const office = await openOffice({ people: { olena: {}, ivan: {} } });
const { olena, ivan } = office.people;
const mailbox = await openMailbox();
afterAll(() => mailbox.close());
const mail = { smtpUrl: mailbox.url, from: "tinyCRM <crm@company.example>" };
configSlot.set({ ...config(), publicUrl: "https://crm.example", mail });
await chooseTimeZone("Europe/Kyiv");
await setWorkingHours({ hoursFrom: 9 * 60, hoursTo: 18 * 60, weekdays: "12345" });

/** A Tuesday's nine o'clock in Kyiv. */
const opening = new Date("2026-12-01T07:00:00Z");
const after = (ms: number) => new Date(opening.getTime() + ms);
const send = (now = after(minute)) => sendMornings(log(), { now });

async function want(userId: string, since = after(-day)): Promise<void> {
  await setMorningMail(userId, true, "ru");
  await office.db.morningMail.update({ where: { userId }, data: { createdAt: since } });
}

let made = 0;
function owed(given: object) {
  made += 1;
  const times = { waitingSince: after(-hour), dueAt: after(-hour) };
  const number = { numberRaw: `+7343000${1000 + made}`, e164: `+7343000${1000 + made}` };
  const data = {
    openKey: `${made}`,
    kind: "missed",
    ownerId: olena,
    ...number,
    ...times,
    ...given,
  };
  return office.db.callback.create({ data });
}
const promise = (at: Date, given: object = {}) =>
  owed({ kind: "promised", waitingSince: at, dueAt: at, promisedAt: after(-2 * day), ...given });

beforeEach(async () => {
  mailbox.refuse(null);
  mailbox.received.length = 0;
  await office.db.morningMail.deleteMany();
  await office.db.callback.deleteMany();
  await office.db.notice.deleteMany();
});

describe("what is in it", () => {
  it("has what is overdue, of today, who waits and mentions, with links, as text and HTML", async () => {
    const anna = await addContact("Анна <b>Первая</b>", "+73430001901", olena);
    await promise(after(-2 * day), { contactId: anna, note: "цена" });
    await promise(after(3 * hour), { task: "message", contactId: anna });
    await promise(after(2 * day));
    await promise(after(hour), { ownerId: ivan });
    await owed({ missedCount: 2 });
    await owed({ ownerId: null, kind: "lead" });
    await owed({ postponedUntil: after(3 * day) });
    const note = await office.db.note.create({
      data: { contactId: anna, userId: ivan, text: "@olena посмотри договор" },
    });
    const notice = { userId: olena, byId: ivan, kind: "mention", noteId: note.id };
    await office.db.notice.create({ data: { ...notice, at: after(-hour) } });
    await office.db.notice.create({ data: { ...notice, at: after(-hour), readAt: after(0) } });
    await want(olena);

    expect(await send()).toBe(1);
    const [got] = mailbox.received;
    expect(got!.to).toEqual(["olena@x.test"]);
    expect(got!.subject).toBe("Ваш день: вторник, 1 декабря");
    const heads = got!.text.split("\n").filter((line) => /^[А-ЯЁ ]+: \d+$/.test(line));
    expect(heads).toEqual([
      "ПРОСРОЧЕНО: 1",
      "ЗАПЛАНИРОВАНО НА СЕГОДНЯ: 1",
      "ЖДУТ ЗВОНКА: 2",
      "НЕПРОЧИТАННЫЕ УПОМИНАНИЯ: 1",
    ]);
    expect(got!.text).toContain("- Позвонить: Анна <b>Первая</b>\n  29 нояб., 09:00");
    expect(got!.text).toContain("- Написать: Анна <b>Первая</b>\n  12:00");
    expect(got!.text).toContain("- ivan: @olena посмотри договор");
    expect(got!.text).toContain(`https://crm.example/contacts/${anna}`);
    expect(got!.text).toContain("Отключить: https://crm.example/day#reminders");
    expect(got!.html).toContain("Анна &lt;b&gt;Первая&lt;/b&gt;");
    expect(got!.html).toContain(`href="https://crm.example/contacts/${anna}"`);
    expect(got!.headers["list-unsubscribe"]).toBe("<https://crm.example/day#reminders>");
  });

  it("writes ten of each out, counts the others, and speaks the account's language", async () => {
    for (let n = 0; n < 13; n++) await promise(after(n * minute + hour));
    await office.db.user.update({ where: { id: ivan }, data: { locale: "en" } });
    await office.db.callback.updateMany({ data: { ownerId: ivan } });
    await want(ivan);
    expect(await send()).toBe(1);
    const { text } = mailbox.received[0]!;
    expect(text).toContain("SCHEDULED FOR TODAY: 13");
    expect(text.match(/^- Call: /gm)).toHaveLength(10);
    expect(text).toContain("and 3 more: https://crm.example/day");
  });
});

describe("when it comes", () => {
  it("is at the opening of a working day, for three hours, and for who wanted it before", async () => {
    const known = async (at: Date) => (await morningAt(at))?.day ?? null;
    expect(await known(after(-1))).toBeNull();
    expect(await known(opening)).toBe("2026-12-01");
    expect(await known(after(3 * hour - 1))).toBe("2026-12-01");
    expect(await known(after(3 * hour))).toBeNull();
    // Saturday.
    expect(await known(after(4 * day))).toBeNull();
    expect(await known(after(6 * day))).toBe("2026-12-07");
    await promise(after(hour));
    await want(olena, after(1));
    expect(await send()).toBe(0);
    expect(await send(after(day))).toBe(1);
  });

  it("is nine on weekdays where the company has set no hours", async () => {
    await setWorkingHours(null);
    expect(await morningAt(after(-1))).toBeNull();
    expect(await morningAt(opening)).toMatchObject({ day: "2026-12-01", opening });
    expect(await morningAt(after(4 * day))).toBeNull();
    await setWorkingHours({ hoursFrom: 9 * 60, hoursTo: 18 * 60, weekdays: "12345" });
  });

  it("comes not at all when there is nothing to say, nor later that day", async () => {
    await want(olena);
    expect(await send()).toBe(0);
    await promise(after(2 * hour));
    expect(await send(after(hour))).toBe(0);
    expect(await send(after(day))).toBe(1);
  });

  it("comes to nobody who is disabled or has turned it off, nor without a mail server", async () => {
    await promise(after(hour));
    await want(olena);
    const where = { id: olena };
    await office.db.user.update({ where, data: { disabledAt: new Date() } });
    expect(await send()).toBe(0);
    await office.db.user.update({ where, data: { disabledAt: null } });
    const withMail = config();
    configSlot.set({ ...withMail, mail: null });
    expect(await send()).toBe(0);
    configSlot.set(withMail);
    await setMorningMail(olena, false, "ru");
    expect(await send()).toBe(0);
    expect(mailbox.received).toEqual([]);
  });
});

describe("once a day", () => {
  it("also when several copies look at the same moment, and again, and after a restart", async () => {
    await promise(after(hour));
    await promise(after(hour), { ownerId: ivan });
    await want(olena);
    await want(ivan);
    const sent = await Promise.all(Array.from({ length: 6 }, () => send()));
    expect(sent.reduce((one, other) => one + other)).toBe(2);
    expect(await send(after(2 * minute))).toBe(0);
    expect(mailbox.received.map(({ to }) => to[0]).sort()).toEqual(["ivan@x.test", "olena@x.test"]);
    // Off and on again is no way to a second one.
    await setMorningMail(olena, false, "ru");
    await want(olena, after(3 * minute));
    expect(await send(after(4 * minute))).toBe(0);
    expect(await send(after(day))).toBe(2);
  });

  it("is tried again within the hour when the mail server does not take it", async () => {
    await promise(after(hour));
    await want(olena);
    mailbox.refuse("greylisted, try again");
    expect(await send(after(minute))).toBe(0);
    mailbox.refuse(null);
    expect(await send(after(15 * minute))).toBe(0);
    expect(await send(after(16 * minute))).toBe(1);
    expect(await send(after(40 * minute))).toBe(0);
    expect(mailbox.received).toHaveLength(1);
    expect(mailbox.received[0]!.headers["message-id"]).toBe(`<2026-12-01.${olena}@crm.example>`);
  });
});
