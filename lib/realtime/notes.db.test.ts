/** Who is told that a contact's notes have changed, over a real socket. */
import { afterAll, expect, it, onTestFinished, vi } from "vitest";
import { contactViewers, setContactScope } from "#lib/auth/policy";
import { eventually } from "#lib/testing/kit/eventually";
import { addContact, openOffice } from "#lib/testing/kit/office";
import { browserSocket, openRealtime } from "#lib/testing/kit/open-realtime";

const office = await openOffice({ people: { olena: {}, ivan: {}, maria: { role: "manager" } } });
const { people } = office;
const { realtime, url } = await openRealtime();
afterAll(() => realtime.close());

/** @param shown the contacts on its screen */
async function browser(name: keyof typeof people, shown: readonly string[]) {
  const { cookie } = await office.signIn(people[name]);
  const socket = browserSocket(url, { cookie });
  onTestFinished(() => void socket.disconnect());
  const told: string[] = [];
  socket.on("notes", ({ contactId }: { contactId: string }) => told.push(contactId));
  let isOpen = false;
  socket.on("calls:snapshot", () => (isOpen = true));
  await vi.waitFor(() => expect(isOpen).toBe(true), eventually);
  for (const contactId of shown) socket.emit("contact:watch", { contactId });
  // Answered in order: what was said before has been heard.
  await socket.timeout(eventually.timeout).emitWithAck("calls:refresh", {});
  return told;
}

it("whoever sees the contact and has it on the screen is told of its notes, and nobody else", async () => {
  const ivans = await addContact("Ivan’s", "+73430001001", people.ivan);
  const free = await addContact("Free", "+73430001002");
  const both = [ivans, free];
  const [olena, elsewhere, ivan, maria] = await Promise.all([
    browser("olena", both),
    browser("olena", []),
    browser("ivan", both),
    browser("maria", both),
  ]);
  for (const scope of ["own", "all"] as const) {
    await setContactScope(scope);
    for (const id of [ivans, free]) realtime.publisher.notes(id, await contactViewers(id));
  }
  const all = [ivans, free, ivans, free];
  await vi.waitFor(() => expect([ivan, maria]).toEqual([all, all]), eventually);
  await vi.waitFor(() => expect(olena).toEqual([free, ivans, free]), eventually);
  expect(elsewhere).toEqual([]);
});

it("of the contacts that a browser has shown it is told of the last twenty", async () => {
  const first = await addContact("First", "+73430002000");
  const others = await Promise.all(
    Array.from({ length: 20 }, (_, n) => addContact(`Other ${n}`, `+7343000201${n}`)),
  );
  const olena = await browser("olena", [first, ...others]);
  for (const id of [first, others.at(-1)!]) realtime.publisher.notes(id, null);
  await vi.waitFor(() => expect(olena).toEqual([others.at(-1)]), eventually);
});
