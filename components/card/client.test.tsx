import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { callContextAction } from "#lib/card/actions";
import type { ClientContext } from "#lib/card/client-context";
import { setOwnerAction } from "#lib/contacts/actions";
import { aCall, aCandidate, aClientContext, aLeg } from "#lib/testing/kit/views";
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
async function openCard(
  latest: TimelineEntry[],
  context: Partial<ClientContext> = {},
  options: { path?: string } = {},
) {
  const client = aClientContext({ ownerId: olena.id, latest, ...context });
  serverAction(callContextAction).answers(() => ({ ok: true, data: { client, note: null } }));
  await render(<CallPopup />, { served: { calls: [rings] }, ...options });
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
        task: "call",
        note: "late",
        missedCount: 1,
        attempts: 0,
        dueAt: at,
        closed,
        changes: [],
      },
    },
  ]);
  const lines = card().getByRole("list", { name: "Recent activity" }).getByRole("listitem");
  const words = [
    "Call, 2 min 5 s · wants the list · Ivan",
    "Missed",
    "Callback not needed · late · Ivan",
  ];
  await expect.element(lines.nth(words.length - 1)).toBeVisible();
  for (const [index, line] of words.entries()) {
    await expect.element(lines.nth(index)).toHaveTextContent(line);
  }
});

it("says large and in full what was said last, and what stands on the contact", async () => {
  const text = "Ready to sign, waiting for the invoice; asks for delivery to the back door in May";
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const id = "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c23";
  const talk = aCall({ id, state: "ended", disposition: "answered", talkSeconds: 125 });
  const lastNote = { id: "1", callId: id, text, userId: ivan.id, at };
  await openCard([{ kind: "call", id, at, call: talk, note: text }], {
    lastNote,
    ownNote: "calls only after 15:00",
  });
  const said = card().getByText(text, { exact: true });
  await expect.element(said).toBeVisible();
  const { scrollHeight, clientHeight } = said.element();
  expect(scrollHeight).toBeLessThanOrEqual(clientHeight);
  expect(parseFloat(getComputedStyle(said.element()).fontSize)).toBeGreaterThanOrEqual(14);
  await expect.element(card().getByText(/^Ivan · /)).toBeVisible();
  await expect.element(card().getByText("calls only after 15:00")).toBeVisible();
  // It is not said a second time.
  const lines = card().getByRole("list", { name: "Recent activity" }).getByRole("listitem");
  await expect.element(lines.nth(0)).toHaveTextContent(/^Call, 2 min 5 s/);
  expect(lines.nth(0).element().textContent).not.toContain("Ready");
});

it("does not say again, on the client's own page, what the page says", async () => {
  await openCard([], { ownNote: "calls only after 15:00" }, { path: `/contacts/${arkadiy.id}` });
  await expect.element(card().getByText("Аркадий")).toBeVisible();
  await expect.element(card().getByRole("button", { name: "Schedule" })).toBeVisible();
  await expect.element(card().getByText("calls only after 15:00")).not.toBeInTheDocument();
  await expect.element(card().getByRole("link", { name: "Open contact" })).not.toBeInTheDocument();
});

it("hands the client over by H and a part of a name, and takes it back", async () => {
  await openCard([]);
  const stray = { id: "callback", contactId: arkadiy.id, ownerId: null };
  const former = { ownerId: olena.id, ids: [arkadiy.id], callbacks: [stray] };
  const received = serverAction(setOwnerAction).answers(() => ({
    ok: true,
    data: { count: 1, before: [former], refused: [] },
  }));
  await expect.element(card()).toBeVisible();
  await userEvent.keyboard("{F8}h");
  await expect.element(page.getByRole("dialog", { name: "Assign Аркадий to" })).toBeVisible();
  await userEvent.keyboard("iva{Enter}");
  await expect.element(page.getByText("Аркадий: assigned to Ivan")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => received).toEqual([{ ids: [arkadiy.id], ownerId: ivan.id }, former]);
});
