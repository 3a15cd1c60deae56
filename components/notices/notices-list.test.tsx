import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { readAllNoticesAction, readNoticeAction } from "#lib/notices/notice-actions";
import type { NoticeView } from "#lib/notices/notice-view";
import { emit } from "../testing/page-server";
import { ivan, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { NoticesList } from "./notices-list";

const notice = (index: number, over: Partial<NoticeView>): NoticeView => ({
  id: `6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c0${index}`,
  kind: "mention",
  at: "2026-01-01T12:00:00.000Z",
  read: false,
  byId: ivan.id,
  toId: null,
  promisedFor: null,
  contact: null,
  number: null,
  text: null,
  count: 1,
  ...over,
});
const notices = [
  notice(1, { contact: { id: "c1", name: "Аркадий" }, text: "@Olena, the list" }),
  notice(2, { kind: "callback", number: { shown: "+7 343 000", dialled: "+7343000" } }),
  notice(3, { kind: "client", count: 12, read: true }),
  notice(4, { number: { shown: "", dialled: "anonymous" } }),
  notice(5, {
    kind: "broken",
    byId: null,
    number: { shown: "+7 343 001", dialled: "+7343001" },
    promisedFor: "2026-01-01T11:00:00.000Z",
  }),
  notice(6, { kind: "reassigned", contact: { id: "c2", name: "Борис" }, toId: ivan.id }),
  notice(7, { kind: "reassigned", contact: { id: "c2", name: "Борис" } }),
];

it("says who did what, and leads there by J and Enter, read from then on", async () => {
  const received = serverAction(readNoticeAction).answers(() => ({ ok: true, data: null }));
  await render(<NoticesList notices={notices} unread={0} />);
  const links = page.getByRole("list", { name: "For me" }).getByRole("link");
  const said = links.elements().map((link) => [link.textContent, link.getAttribute("href")]);
  expect(said).toEqual([
    [expect.stringMatching(/Аркадий.*@Olena, the list.*You were mentioned · Ivan/), "/contacts/c1"],
    [expect.stringMatching(/\+7 343 000.*A callback was assigned to you · Ivan/), "/callbacks"],
    [expect.stringMatching(/12 clients were assigned to you.*Ivan/), "/contacts?owner=mine"],
    [expect.stringMatching(/Hidden number.*You were mentioned/), "/calls?number=anonymous"],
    [
      expect.stringMatching(
        /\+7 343 001.*Your scheduled callback is overdue · scheduled for Thu 1 Jan, 11:00 · unread/,
      ),
      "/callbacks",
    ],
    [expect.stringMatching(/Борис.*callback was assigned to Ivan · Ivan/), "/contacts/c2"],
    [expect.stringMatching(/Борис.*callback is unassigned now · Ivan/), "/contacts/c2"],
  ]);
  await userEvent.keyboard("jj");
  await expect.element(links.nth(1)).toHaveFocus();
  await userEvent.keyboard("k");
  links
    .first()
    .element()
    .addEventListener("click", (event) => event.preventDefault());
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => received).toEqual([{ id: notices[0]!.id }]);
});

it("is read anew when something comes, and all of it at a click", async () => {
  const received = serverAction(readAllNoticesAction).answers(() => ({ ok: true, data: null }));
  const { refreshed } = await render(<NoticesList notices={notices} unread={3} />);
  const before = refreshed();
  await emit("notices", { unread: 0 });
  await expect.poll(refreshed).toBeGreaterThan(before);
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect.poll(() => received).toEqual([{}]);
});

it("says when there is nothing", async () => {
  await render(<NoticesList notices={[]} unread={0} />, { locale: "ru" });
  await expect.element(page.getByText("Ничего нового")).toBeVisible();
});
