import { beforeEach, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { dismissCardAction, undoWrapUpAction, wrapUpCallAction } from "#lib/calls/call-actions";
import { callContextAction } from "#lib/card/actions";
import { saveCallNoteAction } from "#lib/contacts/notes/note-actions";
import type { Locale } from "#lib/i18n/locales";
import { aCall, aCandidate, aLeg } from "#lib/testing/kit/views";
import { olena, render } from "../testing/render";
import { emit } from "../testing/page-server";
import { serverAction } from "../testing/server-actions";
import { CallPopup } from "./call-popup";

const arkadiy = aCandidate();
const talkedAt = new Date(Date.now() - 60_000).toISOString();
const talk = aCall({
  contact: arkadiy,
  candidates: [arkadiy],
  state: "ended",
  disposition: "answered",
  legs: [aLeg({ userId: olena.id, state: "ended", answeredAt: talkedAt })],
  startedAt: talkedAt,
  answeredAt: talkedAt,
  endedAt: new Date().toISOString(),
  talkSeconds: 42,
});
const agreed = { id: "00000000-0000-4000-8000-000000000001", key: "agreed", name: null };
const renamed = {
  id: "00000000-0000-4000-8000-000000000002",
  key: "interested",
  name: "Demo booked",
};

const strip = () => page.getByRole("listitem", { name: "Wrap up: Аркадий" });
const note = () => strip().getByRole("textbox", { name: "Note about this call" });
const outcome = (name: string) => strip().getByRole("button", { name });

beforeEach(() => {
  serverAction(saveCallNoteAction).answers(() => ({ ok: true, data: null }));
  serverAction(callContextAction).answers(() => ({
    ok: true,
    data: {
      client: {
        ownerId: olena.id,
        tags: [],
        lastTalk: null,
        latest: [],
        callback: null,
        callsToday: 1,
      },
      note: null,
    },
  }));
});

const openTalk = (locale: Locale = "en") =>
  render(<CallPopup />, { locale, served: { calls: [talk] }, outcomes: [agreed, renamed] });

it("takes a note and an outcome by keys alone, and offers the way back", async () => {
  const wrapped = serverAction(wrapUpCallAction).answers(() => ({
    ok: true,
    data: { version: 2 },
  }));
  const undone = serverAction(undoWrapUpAction).answers(() => ({ ok: true, data: { version: 3 } }));
  await openTalk();
  await expect.element(strip().getByText("talked 0:42")).toBeVisible();
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
  await expect.element(page.getByText("The outcome was not saved. Try again.")).toBeVisible();
  await expect.element(note()).toHaveValue("Wants the price list");
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
