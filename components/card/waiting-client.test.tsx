import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { CallbackQueue } from "#components/callbacks/callback-queue";
import { waitingClientAction } from "#lib/card/actions";
import type { WaitingClient as Client } from "#lib/card/waiting-client";
import { aCall, aCallback } from "#lib/testing/kit/views";
import { olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { WaitingClient } from "./waiting-client";

const idOf = (place: number) => `6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5e0${place}`;
const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const emma = { id: idOf(7), name: "Emma", company: "Kestrel" };
const lucy = { id: idOf(8), name: "Lucy", company: null };
const callbacks = [
  aCallback({ id: idOf(1), contact: emma, dueAt: at(1) }),
  aCallback({ id: idOf(2), contact: lucy, dueAt: at(2) }),
  aCallback({ id: idOf(3), dueAt: at(3) }),
];

const note = (id: string, text: string): Client["entries"][number] => ({
  kind: "note",
  id,
  at: at(-60),
  note: { id, text, userId: olena.id, callId: null, edited: false, editable: false, mentions: [] },
});
const of = (contact: typeof emma | typeof lucy, own: string | null): Client["contact"] => ({
  ...contact,
  numbers: [{ raw: "+73430110000", e164: "+73430110000", label: "work" }],
  note: own,
});
const call = aCall({ id: idOf(9), state: "ended", disposition: "no-answer" });
const known: Record<string, Client> = {
  [idOf(1)]: {
    callbackId: idOf(1),
    contact: of(emma, "calls only after 15:00"),
    entries: [note(idOf(4), "wants the list")],
  },
  [idOf(2)]: {
    callbackId: idOf(2),
    contact: of(lucy, null),
    entries: [note(idOf(5), "sign on Friday")],
  },
  [idOf(3)]: {
    callbackId: idOf(3),
    contact: null,
    entries: [{ kind: "call", id: call.id, at: call.startedAt, call }],
  },
};

const lastOf = (asked: unknown[]) => (asked.at(-1) as { id: string }).id;
const shown = () => page.getByRole("region", { name: /^(Emma|Lucy|\+7)/ });

async function show(width: number) {
  await page.viewport(width, 800);
  await render(
    <div className="@container/page">
      <CallbackQueue
        targetMinutes={15}
        maySetTarget={false}
        beside={<WaitingClient mayDownload={false} />}
      />
    </div>,
    { callbacks },
  );
}

it("shows who is selected and what was said, and asks for the next one ahead", async () => {
  const asked: unknown[] = serverAction(waitingClientAction).answers(() => ({
    ok: true,
    data: known[lastOf(asked)]!,
  }));
  await show(1500);
  await expect.element(shown()).toHaveTextContent("Kestrel");
  await expect.element(shown()).toHaveTextContent("calls only after 15:00");
  await expect.element(shown()).toHaveTextContent("wants the list");
  await expect.poll(() => asked).toEqual([{ id: idOf(1) }, { id: idOf(2) }]);

  await userEvent.keyboard("j");
  await userEvent.keyboard("j");
  // It was there before one came to it.
  expect(shown().element().textContent).toContain("sign on Friday");
  await userEvent.keyboard("j");
  await expect.element(shown().getByText("Not in your contacts yet")).toBeVisible();
  await expect.element(shown().getByText("Missed")).toBeVisible();
});

it("what is known of one client never shows for another", async () => {
  let answer: () => void = () => undefined;
  const late = new Promise<void>((resolve) => (answer = resolve));
  const asked: unknown[] = serverAction(waitingClientAction).answers(async () => {
    const id = lastOf(asked);
    if (id === idOf(1)) await late;
    return { ok: true, data: known[id]! };
  });
  await show(1500);
  await expect.poll(() => asked.length).toBe(1);
  await userEvent.keyboard("j");
  await userEvent.keyboard("j");
  await expect.element(shown()).toHaveTextContent("sign on Friday");
  answer();
  await expect.poll(() => asked.length).toBe(3);
  expect(shown().element().textContent).not.toContain("wants the list");
});

it("a narrow page has no room for it, and asks for nothing", async () => {
  const asked = serverAction(waitingClientAction).answers(() => ({
    ok: true,
    data: known[idOf(1)]!,
  }));
  await show(1000);
  await expect.element(page.getByRole("link", { name: "Emma" })).toBeVisible();
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(shown().elements()).toEqual([]);
  expect(asked).toEqual([]);
});
