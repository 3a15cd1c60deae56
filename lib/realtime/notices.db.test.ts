/** Who is told how many notices wait, over a real socket. */
import { afterAll, expect, it, onTestFinished, vi } from "vitest";
import { eventually } from "#lib/testing/kit/eventually";
import { openOffice } from "#lib/testing/kit/office";
import { browserSocket, openRealtime } from "#lib/testing/kit/open-realtime";

const office = await openOffice({ people: { olena: {}, ivan: {} } });
const { people } = office;
const { realtime, url } = await openRealtime();
afterAll(() => realtime.close());

async function browser(name: keyof typeof people) {
  const { cookie } = await office.signIn(people[name]);
  const socket = browserSocket(url, { cookie });
  onTestFinished(() => void socket.disconnect());
  const told: number[] = [];
  socket.on("notices", ({ unread }: { unread: number }) => told.push(unread));
  let isOpen = false;
  socket.on("callbacks:snapshot", () => (isOpen = true));
  await vi.waitFor(() => expect(isOpen).toBe(true), eventually);
  return told;
}

it("a browser learns the count when it connects, and then of each change; others learn nothing", async () => {
  const data = { kind: "client", byId: people.olena, at: new Date(), count: 2 };
  await office.db.notice.create({ data: { ...data, userId: people.ivan } });
  const [olena, ivan] = [await browser("olena"), await browser("ivan")];
  expect([olena, ivan]).toEqual([[0], [1]]);
  realtime.publisher.notices(people.ivan, 5);
  realtime.publisher.notices(people.olena, 7);
  await vi.waitFor(
    () =>
      expect([olena, ivan]).toEqual([
        [0, 7],
        [1, 5],
      ]),
    eventually,
  );
});
