import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { dismissCardAction, undoWrapUpAction, wrapUpCallAction } from "#lib/calls/call-actions";
import { keepPromiseAction, promiseCallbackAction } from "#lib/callbacks/callback-actions";
import { callContextAction } from "#lib/card/actions";
import { saveCallNoteAction } from "#lib/contacts/notes/note-actions";
import type { Locale } from "#lib/i18n/locales";
import { aCall, aCandidate, aClientContext, aLeg } from "#lib/testing/kit/views";
import { olena, render } from "../testing/render";
import { emit } from "../testing/page-server";
import { serverAction } from "../testing/server-actions";
import { CallPopup } from "./call-popup";

/** The clock stands: neither the strip's time nor the day runs out on a busy machine. */
const now = Date.parse("2026-03-10T12:00:00Z");
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

const arkadiy = aCandidate();
const talkedAt = new Date(now - 60_000).toISOString();
const talk = aCall({
  contact: arkadiy,
  candidates: [arkadiy],
  state: "ended",
  disposition: "answered",
  legs: [aLeg({ userId: olena.id, state: "ended", answeredAt: talkedAt })],
  startedAt: talkedAt,
  answeredAt: talkedAt,
  endedAt: new Date(now).toISOString(),
  talkSeconds: 42,
});
const agreed = {
  id: "00000000-0000-4000-8000-000000000001",
  key: "agreed",
  name: null,
  askWhen: false,
};
const renamed = {
  id: "00000000-0000-4000-8000-000000000002",
  key: "interested",
  name: "Demo booked",
  askWhen: false,
};
const later = {
  id: "00000000-0000-4000-8000-000000000003",
  key: "call-back",
  name: null,
  askWhen: true,
};

const strip = () => page.getByRole("listitem", { name: "Wrap up: Аркадий" });
const note = () => strip().getByRole("textbox", { name: "Note about this call" });
const outcome = (name: string) => strip().getByRole("button", { name });

beforeEach(() => {
  serverAction(saveCallNoteAction).answers(() => ({ ok: true, data: null }));
  serverAction(callContextAction).answers(() => ({
    ok: true,
    data: { client: aClientContext({ ownerId: olena.id }), note: null },
  }));
});

it("says nothing of a length that nobody told, and keeps a long name within the card", async () => {
  const name = "Ы".repeat(200);
  const clientCard = { name, company: name, url: null };
  const stranger = aCall({ ...talk, contact: null, candidates: [], clientCard, talkSeconds: null });
  const rings = aCall({
    id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c09",
    clientNumber: { raw: "7".repeat(64), e164: null },
    clientCard,
    legs: [aLeg({ userId: olena.id })],
  });
  await render(<CallPopup />, { served: { calls: [stranger, rings] } });
  const card = page.getByRole("region", { name: /^Incoming call/ });
  await expect.element(card).toBeVisible();
  await expect.element(page.getByText(/on the call/)).not.toBeInTheDocument();
  const { scrollWidth, clientWidth } = card.element();
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
});

const openTalk = (locale: Locale = "en") =>
  render(<CallPopup />, { locale, served: { calls: [talk] }, outcomes: [agreed, renamed, later] });

it("takes a note and an outcome by keys alone, and offers the way back", async () => {
  const wrapped = serverAction(wrapUpCallAction).answers(() => ({
    ok: true,
    data: { version: 2 },
  }));
  const undone = serverAction(undoWrapUpAction).answers(() => ({ ok: true, data: { version: 3 } }));
  await openTalk();
  await expect.element(strip().getByText("on the call for 42 s")).toBeVisible();
  await expect.element(outcome("1 Agreed")).toBeVisible();
  await expect.element(outcome("2 Demo booked")).toBeVisible();

  // N leads into the note, where digits are letters; Escape out of it, where they are outcomes.
  await userEvent.keyboard("{F9}n");
  await expect.element(note()).toHaveFocus();
  await userEvent.keyboard("2 boxes");
  await expect.element(note()).toHaveValue("2 boxes");
  expect(wrapped).toEqual([]);
  await userEvent.keyboard("{Escape}2");

  await expect.element(strip()).not.toBeInTheDocument();
  await expect.element(page.getByText("Аркадий: Demo booked")).toBeVisible();
  expect(wrapped).toMatchObject([{ callId: talk.id, outcomeId: renamed.id }]);

  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => undone).toEqual([{ callId: talk.id }]);
});

it("sends a note that is not saved yet with the outcome", async () => {
  serverAction(saveCallNoteAction).answers(() => new Promise(() => undefined));
  const wrapped = serverAction(wrapUpCallAction).answers(() => ({
    ok: true,
    data: { version: 2 },
  }));
  await openTalk();
  await note().fill("Wants the price list");
  await outcome("1 Agreed").click();
  await expect
    .poll(() => wrapped)
    .toEqual([{ callId: talk.id, outcomeId: agreed.id, note: "Wants the price list" }]);
});

it("comes back with the note when the outcome is not saved", async () => {
  serverAction(wrapUpCallAction).answers(() => {
    throw new Error("the connection is lost");
  });
  await openTalk();
  await note().fill("Wants the price list");
  await outcome("1 Agreed").click();
  await expect.element(page.getByText("Couldn’t save the outcome. Try again.")).toBeVisible();
  await expect.element(note()).toHaveValue("Wants the price list");
});

it("asks when to call back where the outcome says so: its key and Enter make the callback", async () => {
  const promised = serverAction(promiseCallbackAction).answers(() => ({
    ok: true,
    data: { id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c51" },
  }));
  const wrapped = serverAction(wrapUpCallAction).answers(() => ({
    ok: true,
    data: { version: 2 },
  }));
  await openTalk();
  await expect.element(outcome("3 Call again")).toBeVisible();
  await userEvent.keyboard("{F9}3");
  const dialog = page.getByRole("dialog", { name: "Schedule: Аркадий" });
  await expect.element(dialog).toBeVisible();
  expect(wrapped).toEqual([]);
  await userEvent.keyboard("{Enter}");
  await expect.element(strip()).not.toBeInTheDocument();
  await expect.element(page.getByText("Аркадий: Call again")).toBeVisible();
  await expect.element(page.getByText(/^Callback scheduled: Аркадий, /)).toBeVisible();
  expect(promised).toEqual([
    { callId: talk.id, task: "call", dueAt: "2026-03-11T10:00:00.000Z", ownerId: olena.id },
  ]);
  expect(wrapped).toMatchObject([{ callId: talk.id, outcomeId: later.id }]);
});

it("an outcome's key pressed twice is one press, and no text of what it brings up", async () => {
  await openTalk();
  await expect.element(outcome("3 Call again")).toBeVisible();
  await userEvent.keyboard("{F9}33");
  const dialog = page.getByRole("dialog");
  await expect.element(dialog).toBeVisible();
  const fields = dialog.getByRole("textbox");
  await expect
    .poll(() => fields.elements().some((field) => field === document.activeElement))
    .toBe(true);
  await userEvent.keyboard("4");
  await expect.element(page.elementLocator(document.activeElement as HTMLElement)).toHaveValue("4");
  await userEvent.keyboard("{Escape}");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect.element(dialog).not.toBeInTheDocument();
});

it("leaves the talk as it is when nobody says when", async () => {
  await openTalk();
  await expect.element(outcome("3 Call again")).toBeVisible();
  await userEvent.keyboard("{F9}3");
  await expect.element(page.getByRole("dialog")).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
  await expect.element(strip()).toHaveFocus();
  await expect
    .element(page.getByText("Outcome not saved: no callback was scheduled"))
    .toBeVisible();
});

it("says that a note is full, when what was pasted has been cut off", async () => {
  await openTalk();
  await note().fill("a".repeat(4_999));
  await userEvent.keyboard("bc");
  await expect.element(note()).toHaveValue(`${"a".repeat(4_999)}b`);
  await expect.element(strip().getByText("Full: 5,000 characters")).toBeVisible();
});

it("is done without an outcome", async () => {
  const dismissed = serverAction(dismissCardAction).answers(() => ({
    ok: true,
    data: { version: 2 },
  }));
  await openTalk();
  await strip().getByRole("button", { name: "Done" }).click();
  await expect.element(strip()).not.toBeInTheDocument();
  expect(dismissed).toEqual([{ callId: talk.id, stage: "wrap-up" }]);
});

it("offers the outcomes as an administrator has edited them meanwhile", async () => {
  await openTalk();
  await emit("outcomes", [renamed]);
  await expect.element(outcome("1 Demo booked")).toBeVisible();
  await expect.element(outcome("1 Agreed")).not.toBeInTheDocument();
});

it("speaks Ukrainian, but for an outcome that the team has named", async () => {
  await openTalk("uk");
  const group = page.getByRole("group", { name: "Підсумок розмови" });
  await expect.element(group.getByRole("button", { name: "1 Домовилися" })).toBeVisible();
  await expect.element(group.getByRole("button", { name: "2 Demo booked" })).toBeVisible();
});

it("asks whether the talk was the promised one, and keeps the promise", async () => {
  const settled = { id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c31", promisedFor: talk.endedAt! };
  serverAction(callContextAction).answers(() => ({
    ok: true,
    data: { client: aClientContext({ settled }), note: null },
  }));
  const kept = serverAction(keepPromiseAction).answers(() => ({ ok: true, data: null }));
  await openTalk();
  await expect.element(strip().getByText(/^Promised for .+: settled by this call\?/)).toBeVisible();
  await strip().getByRole("button", { name: "Keep it" }).click();
  await expect.element(page.getByText("The promise stands")).toBeVisible();
  expect(kept).toEqual([{ id: settled.id }]);
});
