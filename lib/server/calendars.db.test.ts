/** A person's calendar as other programs read it, over real HTTP. */
import { afterAll, beforeEach, expect, it } from "vitest";
import { configSlot, config } from "#lib/base/config";
import { limits, limitOf } from "#lib/base/limits";
import { closeCallback, postponeCallback } from "#lib/callbacks/change-callback";
import { promiseCallback } from "#lib/callbacks/promise-callback";
import { setContactScope } from "#lib/auth/policy";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { liveExtensions } from "#lib/people/ports";
import { makeCalendarAddress, removeCalendarAddress } from "#lib/people/calendar-address";
import { changeOwnPassword, setDisabled, updatePerson } from "#lib/people/manage-people";
import { hashPassword } from "#lib/auth/password";
import { openDoor } from "#lib/testing/kit/door";
import { addContact, openOffice, salesPerson } from "#lib/testing/kit/office";

const office = await openOffice({
  people: { olena: {}, ivan: {}, ada: { role: "admin" } },
  config: { publicUrl: "https://crm.example" },
});
const { olena, ivan, ada } = office.people;
liveExtensions.fill({ changed: async () => undefined });
const door = await openDoor();
afterAll(() => door.close());

const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000);

async function addressOf(id: string): Promise<string> {
  const { sessionId } = await office.signIn(id);
  return makeCalendarAddress({ id, name: "-", sessionId }, "ru");
}
const shown = (e164: string) => formatPhoneNumber({ raw: e164, e164 });
const ask = (path: string) => fetch(door.url + path);
/** Unfolded, as calendars read it. */
const linesOf = async (path: string) =>
  (await (await ask(path)).text()).replaceAll("\r\n ", "").split("\r\n");

beforeEach(async () => {
  for (const key of [olena, ivan]) limitOf("calendars").forget(key);
  await office.db.attemptCount.deleteMany();
  await office.db.callback.deleteMany();
});

it("has the person's own promises and tasks, and what is settled no more", async () => {
  const anna = await addContact("Анна, «Ромашка»; отдел закупок", "+73430001001", olena);
  const dueAt = soon(90);
  const own = { contactId: anna, dueAt, note: "цена;\nсрок" };
  const { id } = await promiseCallback(own, salesPerson(olena));
  const meeting = { contactId: anna, dueAt: soon(200), task: "meeting" } as const;
  await promiseCallback(meeting, salesPerson(olena));
  await promiseCallback({ number: "+73430001002", dueAt, ownerId: ivan }, salesPerson(olena));
  const path = await addressOf(olena);
  const answer = await ask(path);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  expect(answer.headers.get("cache-control")).toContain("no-store");
  for (const line of (await answer.text()).split("\r\n")) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  }

  const lines = await linesOf(path);
  const utc = (at: Date) => `${at.toISOString().replaceAll(/[-:]/g, "").slice(0, 15)}Z`;
  expect(lines).toContain(`UID:${id}@tinycrm`);
  expect(lines).toContain(`DTSTART:${utc(dueAt)}`);
  expect(lines).toContain(`DTEND:${utc(new Date(dueAt.getTime() + 15 * 60_000))}`);
  expect(lines).toContain("SUMMARY:Позвонить: Анна\\, «Ромашка»\\; отдел закупок");
  expect(lines).toContain("SUMMARY:Встретиться: Анна\\, «Ромашка»\\; отдел закупок");
  const url = `https://crm.example/contacts/${anna}`;
  expect(lines).toContain(`URL;VALUE=URI:${url}`);
  expect(lines).toContain(`DESCRIPTION:${shown("+73430001001")}\\nцена\\;\\nсрок\\n${url}`);
  expect(lines).toContain("TRIGGER:-PT5M");
  expect(lines.filter((line) => line.startsWith("LAST-MODIFIED:"))).toHaveLength(2);
  expect(lines.filter((line) => line === "BEGIN:VEVENT")).toHaveLength(2);

  const later = soon(300);
  await postponeCallback(id, later, salesPerson(olena));
  const moved = await linesOf(path);
  expect(moved).toContain(`UID:${id}@tinycrm`);
  expect(moved).toContain(`DTSTART:${utc(later)}`);
  await closeCallback(id, "done", salesPerson(olena));
  expect(await linesOf(path)).not.toContain(`UID:${id}@tinycrm`);
});

it("is in the person's language, and names no address where none is known", async () => {
  await promiseCallback({ number: "+73430001003", dueAt: soon(60) }, salesPerson(ivan));
  const path = await addressOf(ivan);
  expect(await linesOf(path)).toContain(`SUMMARY:Позвонить: ${shown("+73430001003")}`);
  await office.db.user.update({ where: { id: ivan }, data: { locale: "uk" } });
  const known = config();
  configSlot.set({ ...known, publicUrl: null });
  const lines = await linesOf(path);
  configSlot.set(known);
  expect(lines).toContain(`SUMMARY:Зателефонувати: ${shown("+73430001003")}`);
  expect(lines.join("\n")).not.toMatch(/http/);
});

it("shows no more than the person may see now", async () => {
  const hers = await addContact("Клиент Ивана", "+73430001004", ivan);
  await promiseCallback({ contactId: hers, dueAt: soon(60), ownerId: olena }, salesPerson(ivan));
  const path = await addressOf(olena);
  await office.db.callback.updateMany({ data: { ownerId: ivan } });
  await setContactScope("own");
  expect((await linesOf(path)).join("\n")).not.toContain("Клиент Ивана");
  await setContactScope("all");
  expect((await linesOf(path)).join("\n")).not.toContain("Клиент Ивана");
});

it("holds the five hundred nearest, those to come first", async () => {
  const one = (n: number, minutes: number) => ({
    openKey: `number:${n} ${minutes}`,
    kind: "promised",
    numberRaw: `${n}`,
    ownerId: olena,
    waitingSince: soon(minutes),
    dueAt: soon(minutes),
    promisedAt: new Date(),
  });
  const many = (count: number, minutes: (n: number) => number) =>
    Array.from({ length: count }, (_, n) => one(10_000 + n, minutes(n)));
  const rows = [...many(300, (n) => -1 - n), ...many(300, (n) => 100 + n)];
  await office.db.callback.createMany({ data: rows });
  const lines = await linesOf(await addressOf(olena));
  const numbers = lines.filter((line) => line.startsWith("UID:"));
  expect(numbers).toHaveLength(500);
  // The oldest hundred of what is overdue.
  const oldest = await office.db.callback.findMany({ orderBy: { dueAt: "asc" }, take: 101 });
  expect(oldest.map(({ id }) => numbers.includes(`UID:${id}@tinycrm`))).toEqual([
    ...Array<boolean>(100).fill(false),
    true,
  ]);
});

it("leads nowhere once there is a newer one, or it is removed; nothing tells it from a wrong one", async () => {
  const wrong = await (await ask(`/api/calendar/${"x".repeat(43)}.ics`)).text();
  const withoutId = (text: string) => text.replace(/"requestId":"[^"]+"/, "");
  const expectGone = async (path: string) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(withoutId(await answer.text())).toBe(withoutId(wrong));
  };
  const first = await addressOf(olena);
  const second = await addressOf(olena);
  await expectGone(first);
  expect((await ask(second)).status).toBe(200);
  await removeCalendarAddress({ id: olena, name: "-" });
  await expectGone(second);
  const events = await office.db.auditEntry.findMany({
    where: { subjectId: olena, event: { startsWith: "person.calendar" } },
    orderBy: { id: "desc" },
    take: 2,
  });
  expect(events.map(({ event }) => event)).toEqual([
    "person.calendar-removed",
    "person.calendar-made",
  ]);
  expect(JSON.stringify(await office.db.calendarAddress.findMany())).not.toContain(
    second.slice(-20, -4),
  );
});

it("ends with the account, the role and the password", async () => {
  const name = "Olena";
  const admin = { id: ada };
  await office.db.user.update({
    where: { id: olena },
    data: { passwordHash: await hashPassword("correct horse battery") },
  });
  const ends = async (deed: (sessionId: string) => Promise<unknown>) => {
    const { sessionId } = await office.signIn(olena);
    const path = await makeCalendarAddress({ id: olena, name, sessionId }, "en");
    expect((await ask(path)).status).toBe(200);
    await deed(sessionId);
    expect((await ask(path)).status).toBe(404);
  };
  await ends((sessionId) => {
    const change = { current: "correct horse battery", password: "river stone lamp hums" };
    return changeOwnPassword({ id: olena, sessionId }, change);
  });
  await ends(() => updatePerson(olena, { name, role: "manager", extensions: {} }, admin));
  await ends(() => setDisabled(olena, true, admin));
  await setDisabled(olena, false, admin);
  expect(await office.db.calendarAddress.count({ where: { userId: olena } })).toBe(0);
  await expect(
    makeCalendarAddress({ id: olena, name, sessionId: "ended" }, "en"),
  ).rejects.toMatchObject({ code: "signed-out" });
});

it("notes within an hour that a calendar has asked", async () => {
  const path = await addressOf(ivan);
  const used = async () =>
    (await office.db.calendarAddress.findUniqueOrThrow({ where: { userId: ivan } })).usedAt;
  expect(await used()).toBeNull();
  await ask(path);
  const first = await used();
  expect(first).not.toBeNull();
  await ask(path);
  expect(await used()).toEqual(first);
});

it("is asked for in vain so often from an address, and the right one goes on", async () => {
  const path = await addressOf(ivan);
  const wrong = `/api/calendar/${"y".repeat(43)}.ics`;
  for (let n = 0; n < limits.wrongCalendars.most; n++) expect((await ask(wrong)).status).toBe(404);
  const refused = await ask(wrong);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await ask(path)).status).toBe(200);
  for (let n = 1; n < limits.calendars.most; n++) limitOf("calendars").count(ivan);
  expect((await ask(path)).status).toBe(429);
});
