import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import {
  closeCallbackAction,
  postponeCallbackAction,
  promiseCallbackAction,
} from "#lib/callbacks/callback-actions";
import { dismissCardAction, wrapUpCallAction } from "#lib/calls/call-actions";
import { callContextAction } from "#lib/card/actions";
import type { ClientContext } from "#lib/card/client-context";
import { saveCallNoteAction } from "#lib/contacts/notes/note-actions";
import { aCall, aCandidate, aClientContext, aLeg } from "#lib/testing/kit/views";
import { olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { QueueKeys } from "../callbacks/callback-list";
import { CallPopup } from "./call-popup";

/** The clock stands: neither the strip's time nor the day runs out on a busy machine. */
const now = Date.parse("2026-03-10T12:00:00Z");
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

const arkadiy = aCandidate();
const tried = aCall({
  direction: "outgoing",
  contact: arkadiy,
  candidates: [arkadiy],
  state: "ended",
  disposition: "no-answer",
  legs: [aLeg({ userId: olena.id, state: "ended" })],
  startedAt: new Date(now - 60_000).toISOString(),
  endedAt: new Date(now - 30_000).toISOString(),
});
const owed: NonNullable<ClientContext["callback"]> = {
  id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c61",
  kind: "missed",
  dueAt: tried.startedAt,
  ownerId: olena.id,
  note: null,
  missedCount: 1,
  attempts: 2,
};
const agreed = { id: "00000000-0000-4000-8000-000000000001", key: "agreed", name: null };
const callBack = { id: "00000000-0000-4000-8000-000000000003", key: "call-back", name: null };
const outcomes = [
  { ...agreed, askWhen: false },
  { ...callBack, askWhen: true },
];
const strip = () => page.getByRole("listitem", { name: "Wrap up: Аркадий" });

beforeEach(() => {
  serverAction(saveCallNoteAction).answers(() => ({ ok: true, data: null }));
});

function openTry(callback: ClientContext["callback"]) {
  serverAction(callContextAction).answers(() => ({
    ok: true,
    data: { client: aClientContext({ callback }), note: null },
  }));
  return render(<CallPopup />, { served: { calls: [tried] }, outcomes });
}
const dismisses = () =>
  serverAction(dismissCardAction).answers(() => ({ ok: true, data: { version: 2 } }));
/** Waiting moves the clock by its intervals. */
const inAnHour = expect.stringMatching(/^2026-03-10T13:00:/) as string;

it("makes a callback where none is open, and takes it back", async () => {
  const id = "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c62";
  const promised = serverAction(promiseCallbackAction).answers(() => ({ ok: true, data: { id } }));
  const closed = serverAction(closeCallbackAction).answers(() => ({ ok: true, data: null }));
  dismisses();
  await openTry(null);
  await strip()
    .getByRole("button", { name: /Again in an hour/ })
    .click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => closed).toEqual([{ id, reason: "not-needed" }]);
  expect(promised).toMatchObject([{ callId: tried.id, ownerId: olena.id, dueAt: inAnHour }]);
});

it("offers a note, an outcome, and by Enter to try again in an hour: the open callback waits", async () => {
  const postponed = serverAction(postponeCallbackAction).answers(() => ({ ok: true, data: null }));
  const dismissed = dismisses();
  await openTry(owed);
  await expect.element(strip().getByText("No answer")).toBeVisible();
  await expect.element(strip().getByText(/^Overdue · Call back by .+ · tried twice/)).toBeVisible();
  await expect.element(strip().getByRole("textbox")).toBeVisible();
  const offered = strip().getByRole("group", { name: "Outcome" }).getByRole("button");
  await expect.element(offered.nth(1)).toHaveAccessibleName("1 Agreed");
  await expect.element(offered.nth(0)).toHaveAccessibleName("2 Call again");
  await userEvent.keyboard("{F9}{Enter}");
  await expect.element(strip()).not.toBeInTheDocument();
  await expect.element(page.getByText(/^Аркадий: again at /).first()).toBeVisible();
  expect(postponed).toMatchObject([{ until: inAnHour }]);
  expect(dismissed).toEqual([{ callId: tried.id, stage: "wrap-up" }]);
});

it("Enter is promised and taken in one place at a time: in the strip once it has the focus", async () => {
  const wrapped = serverAction(wrapUpCallAction).answers(() => ({
    ok: true,
    data: { version: 2 },
  }));
  serverAction(callContextAction).answers(() => ({
    ok: true,
    data: { client: aClientContext(), note: null },
  }));
  await render(
    <>
      <QueueKeys />
      <CallPopup />
    </>,
    { served: { calls: [tried] }, outcomes },
  );
  const again = () => strip().getByRole("button", { name: /Again in an hour/ });
  const hints = () =>
    [...document.querySelectorAll("kbd")].filter(
      (key) => key.textContent === "Enter" && key.checkVisibility({ visibilityProperty: true }),
    );
  await expect.element(again()).toBeVisible();
  await expect.poll(hints).toHaveLength(1);
  expect(again().element().contains(hints()[0]!)).toBe(false);
  await userEvent.keyboard("{F9}");
  await expect.poll(hints).toHaveLength(1);
  expect(again().element().contains(hints()[0]!)).toBe(true);
  // A button in it keeps its own Enter.
  (strip().getByRole("button", { name: "1 Agreed" }).element() as HTMLElement).focus();
  expect(hints()).toEqual([]);
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => wrapped).toMatchObject([{ callId: tried.id }]);
});

it("stays where it is when that could not be scheduled, and takes an outcome by its key", async () => {
  serverAction(promiseCallbackAction).answers(() => ({ ok: false, code: "failed" }));
  const wrapped = serverAction(wrapUpCallAction).answers(() => ({
    ok: true,
    data: { version: 2 },
  }));
  await openTry(null);
  await expect.element(strip().getByText("No callback due")).toBeVisible();
  await userEvent.keyboard("{F9}{Enter}");
  await expect.element(page.getByText("Couldn’t schedule. Try again.")).toBeVisible();
  await userEvent.keyboard("{F9}1");
  await expect.poll(() => wrapped).toMatchObject([{ callId: tried.id }]);
});
