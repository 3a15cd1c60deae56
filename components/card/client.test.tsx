import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { callContextAction } from "#lib/card/actions";
import { setOwnerAction } from "#lib/contacts/actions";
import { aCall, aCandidate, aLeg } from "#lib/testing/kit/views";
import type { TimelineEntry } from "#lib/timeline/timeline-view";
import { ivan, olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { CallPopup } from "./call-popup";

const arkadiy = aCandidate({ owner: olena.id });
const rings = aCall({
  contact: arkadiy,
  candidates: [arkadiy],
  legs: [aLeg({ userId: olena.id })],
});
const card = () => page.getByRole("region", { name: "Incoming call from +7 343 011 22 33" });

/** @param latest how the client's timeline begins */
async function openCard(latest: TimelineEntry[]) {
  const client = {
    ownerId: olena.id,
    tags: [],
    lastTalk: null,
    callback: null,
    callsToday: 1,
    latest,
  };
  serverAction(callContextAction).answers(() => ({ ok: true, data: { client, note: null } }));
  await render(<CallPopup />, { served: { calls: [rings] } });
}

it("says in three lines how the timeline begins, in the timeline's own words", async () => {
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const talk = aCall({
    id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c21",
    state: "ended",
    disposition: "answered",
    legs: [aLeg({ userId: ivan.id, state: "ended", answeredAt: at })],
    talkSeconds: 125,
  });
  const missed = aCall({ id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c22", state: "ended" });
  const closed = { at, byId: ivan.id, reason: "not-needed" } as const;
  await openCard([
    { kind: "call", id: talk.id, at, call: talk, note: "wants the list" },
    { kind: "call", id: missed.id, at, call: { ...missed, disposition: "no-answer" } },
    {
      kind: "callback",
      id: "1",
      at,
      callback: {
        kind: "missed",
        note: "late",
        missedCount: 1,
        attempts: 0,
        dueAt: at,
        closed,
        changes: [],
      },
    },
    { kind: "change", id: "2", at, change: { kind: "imported", userId: null, fields: [] } },
    {
      kind: "note",
      id: "3",
      at,
      note: {
        id: "3",
        text: "by letter",
        userId: olena.id,
        callId: null,
        edited: false,
        editable: true,
      },
    },
  ]);
  const lines = card().getByRole("list", { name: "What happened last" }).getByRole("listitem");
  const words = [
    "Talked 2:05 · wants the list · Ivan",
    "Missed",
    "Callback not needed · late · Ivan",
    "Imported",
    "by letter · Olena",
  ];
  await expect.element(lines.nth(words.length - 1)).toBeVisible();
  for (const [index, line] of words.entries()) {
    await expect.element(lines.nth(index)).toHaveTextContent(line);
  }
});

it("hands the client over by H and a part of a name, and takes it back", async () => {
  await openCard([]);
  const received = serverAction(setOwnerAction).answers(() => ({
    ok: true,
    data: { count: 1, before: [{ ownerId: olena.id, ids: [arkadiy.id] }], refused: [] },
  }));
  await expect.element(card()).toBeVisible();
  await userEvent.keyboard("{F8}h");
  await expect.element(page.getByRole("dialog", { name: "Hand over Аркадий" })).toBeVisible();
  await userEvent.keyboard("iva{Enter}");
  await expect.element(page.getByText("Аркадий is now Ivan’s client")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect
    .poll(() => received)
    .toEqual([
      { ids: [arkadiy.id], ownerId: ivan.id },
      { ids: [arkadiy.id], ownerId: olena.id },
    ]);
});
