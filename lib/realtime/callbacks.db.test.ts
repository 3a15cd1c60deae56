/** Who sees which callbacks over a real socket, where sales people see contacts of their own alone. */
import { afterAll, expect, it, vi } from "vitest";
import { setContactScope } from "#lib/auth/policy";
import type { CallbackView } from "#lib/callbacks/callback-view";
import { callbacksForPublishing } from "#lib/callbacks/queries";
import { eventually } from "#lib/testing/kit/eventually";
import { openOffice } from "#lib/testing/kit/office";
import { browserSocket, openRealtime } from "#lib/testing/kit/open-realtime";

const office = await openOffice({ people: { olena: {}, ivan: {}, maria: { role: "manager" } } });
const { people } = office;
const { realtime, url } = await openRealtime();
afterAll(() => realtime.close());

async function browser(name: keyof typeof people) {
  const { cookie } = await office.signIn(people[name]);
  const socket = browserSocket(url, { cookie });
  const one = { snapshot: null as CallbackView[] | null, pushed: [] as CallbackView[] };
  socket.on("callbacks:snapshot", ({ callbacks }: { callbacks: CallbackView[] }) => {
    one.snapshot = callbacks;
  });
  socket.on("callback", (callbacks: CallbackView[]) => one.pushed.push(...callbacks));
  await vi.waitFor(() => expect(one.snapshot).not.toBeNull(), eventually);
  return { one, close: () => socket.disconnect() };
}

const callback = (name: string, ownerId: string | null) => ({
  kind: "missed",
  numberRaw: name,
  openKey: `number:${name}`,
  waitingSince: new Date(),
  dueAt: new Date(),
  ownerId,
});

it("people see their own and nobody's; what leaves them comes as closed, without its client", async () => {
  await setContactScope("own");
  const ivans = await office.db.callback.create({ data: callback("1", people.ivan) });
  const free = await office.db.callback.create({ data: callback("2", null) });
  const [olena, ivan, maria] = [
    await browser("olena"),
    await browser("ivan"),
    await browser("maria"),
  ];
  const numbers = ({ one }: typeof olena) => one.snapshot!.map(({ number }) => number.raw).sort();
  expect(numbers(olena)).toEqual(["2"]);
  expect(numbers(ivan)).toEqual(["1", "2"]);
  expect(numbers(maria)).toEqual(["1", "2"]);

  const data = { ownerId: people.ivan, version: 2 };
  await office.db.callback.update({ where: { id: free.id }, data });
  realtime.publisher.callbacks(await callbacksForPublishing([ivans.id, free.id]));
  for (const { one } of [olena, ivan, maria]) {
    await vi.waitFor(() => expect(one.pushed).toHaveLength(2), eventually);
  }
  for (const { one } of [ivan, maria]) {
    expect(one.pushed.every(({ closed }) => closed === null)).toBe(true);
  }
  for (const gone of olena.one.pushed) {
    expect(gone).toMatchObject({ closed: { userId: null }, number: { raw: "" }, ownerId: null });
  }
  for (const { close } of [olena, ivan, maria]) close();
});

it("of a number that contacts share, people learn the names within their reach, and how many there are", async () => {
  await setContactScope("own");
  const e164 = "+73430000077";
  for (const [name, ownerId] of [
    ["Olena’s", people.olena],
    ["Ivan’s", people.ivan],
    ["Free", null],
  ] as const) {
    const numbers = { create: { raw: e164, e164, digits: e164.slice(1), position: 0 } };
    await office.db.contact.create({ data: { name, ownerId, searchText: "", numbers } });
  }
  const shared = await office.db.callback.create({
    data: { ...callback(e164, null), e164, openKey: `number:${e164}` },
  });
  const [olena, maria] = [await browser("olena"), await browser("maria")];
  const namesOf = (seen: CallbackView[]) => {
    const { candidates, sharedBy } = seen.find(({ id }) => id === shared.id)!;
    return [candidates.map(({ name }) => name).sort(), sharedBy];
  };
  expect(namesOf(olena.one.snapshot!)).toEqual([["Free", "Olena’s"], 3]);
  expect(namesOf(maria.one.snapshot!)).toEqual([["Free", "Ivan’s", "Olena’s"], 3]);
  realtime.publisher.callbacks(await callbacksForPublishing([shared.id]));
  for (const { one } of [olena, maria]) {
    await vi.waitFor(() => expect(one.pushed).toHaveLength(1), eventually);
  }
  expect(namesOf(olena.one.pushed)).toEqual([["Free"], 3]);
  expect(namesOf(maria.one.pushed)).toEqual([["Free", "Ivan’s", "Olena’s"], 3]);
  for (const { close } of [olena, maria]) close();
});
