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

async function browser(name: keyof typeof people) {
  const { cookie } = await office.signIn(people[name]);
  const socket = browserSocket(url, { cookie });
  onTestFinished(() => void socket.disconnect());
  const told: string[] = [];
  socket.on("notes", ({ contactId }: { contactId: string }) => told.push(contactId));
  let isOpen = false;
  socket.on("calls:snapshot", () => (isOpen = true));
  await vi.waitFor(() => expect(isOpen).toBe(true), eventually);
  return told;
}

it("whoever sees the contact is told of its notes, and nobody else", async () => {
  const ivans = await addContact("Ivan’s", "+73430001001", people.ivan);
  const free = await addContact("Free", "+73430001002");
  const [olena, ivan, maria] = await Promise.all([
    browser("olena"),
    browser("ivan"),
    browser("maria"),
  ]);
  for (const scope of ["own", "all"] as const) {
    await setContactScope(scope);
    for (const id of [ivans, free]) realtime.publisher.notes(id, await contactViewers(id));
  }
  const all = [ivans, free, ivans, free];
  await vi.waitFor(() => expect([ivan, maria]).toEqual([all, all]), eventually);
  await vi.waitFor(() => expect(olena).toEqual([free, ivans, free]), eventually);
});
