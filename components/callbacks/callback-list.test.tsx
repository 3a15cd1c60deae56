import { afterEach, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { placeCallAction } from "#lib/calls/call-actions";
import {
  claimCallbackAction,
  closeCallbackAction,
  releaseCallbackAction,
} from "#lib/callbacks/callback-actions";
import type { CallbackView } from "#lib/callbacks/callback-view";
import { minute } from "#lib/base/duration";
import { aCall, aCallback, aLeg } from "#lib/testing/kit/views";
import { emit } from "../testing/page-server";
import { olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { sonner } from "../ui/toast";
import { CallbackCount } from "./callback-count";
import { CallbackQueue } from "./callback-queue";

// What one test was told is not there for the next.
afterEach(async () => void (await sonner.fetch()).toast.dismiss());

const at = (ms: number) => new Date(Date.now() + ms).toISOString();
const idOf = (place: number) => `6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5e0${place}`;
const waits = (place: number): CallbackView =>
  aCallback({
    id: idOf(place),
    number: { raw: `+7343011220${place}`, e164: `+7343011220${place}` },
    waitingSince: at(-minute),
    dueAt: at(place * minute),
  });
const callbacks = [1, 2, 3, 4].map(waits);

const settled = (callback: CallbackView, callId: string | null = null) =>
  emit("callback", [
    { ...callback, version: 2, closed: { at: at(0), reason: "talked", userId: null, callId } },
  ]);
const rows = () => document.querySelectorAll("[data-callback]").length;
const focused = () => document.activeElement?.getAttribute("data-callback");

it("a row that leaves by itself hands its keys to nobody, and J and K go on from its place", async () => {
  const placed = serverAction(placeCallAction).answers(() => ({
    ok: true,
    data: { callId: idOf(9), page: null },
  }));
  serverAction(claimCallbackAction).answers(() => ({ ok: true, data: null }));
  const closed = serverAction(closeCallbackAction).answers(() => ({ ok: true, data: null }));
  await render(<CallbackQueue targetMinutes={15} maySetTarget={false} beside={null} />, {
    callbacks,
  });
  await userEvent.keyboard("jj{Enter}");
  await expect.poll(() => placed.length).toBe(1);

  await settled(callbacks[1]!);
  await expect.poll(rows).toBe(3);
  expect(document.querySelector("[aria-current]")).toBeNull();
  await userEvent.keyboard("e{Enter}");
  await userEvent.keyboard("j");
  expect(focused()).toBe(idOf(3));
  await userEvent.keyboard("e");
  await expect.poll(() => closed).toEqual([{ id: idOf(3), reason: "done" }]);
  expect(placed).toHaveLength(1);

  await settled(callbacks[2]!);
  await expect.poll(rows).toBe(2);
  await userEvent.keyboard("{ArrowUp}");
  expect(focused()).toBe(idOf(1));
});

it.each([
  ["turned-off", null, [{ id: idOf(1) }]],
  ["turned-off", olena.id, []],
  ["timeout", null, []],
])(
  "a call refused as %s while %s was on it gives the claim back: %j",
  async (code, holder, back) => {
    serverAction(placeCallAction).answers(() => ({ ok: false, code }));
    serverAction(claimCallbackAction).answers(() => ({ ok: true, data: null }));
    const released = serverAction(releaseCallbackAction).answers(() => ({ ok: true, data: null }));
    const claim = holder === null ? null : { userId: holder, until: at(minute) };
    await render(<CallbackQueue targetMinutes={15} maySetTarget={false} beside={null} />, {
      callbacks: [{ ...waits(1), claim }],
    });
    await userEvent.keyboard("j{Enter}");
    await expect.element(page.getByText(/^Couldn’t call/)).toBeVisible();
    expect(released).toEqual(back);
  },
);

it("J goes to the next row also when one above the selected has left", async () => {
  await render(<CallbackQueue targetMinutes={15} maySetTarget={false} beside={null} />, {
    callbacks,
  });
  await userEvent.keyboard("jj");
  await settled(callbacks[0]!);
  await expect.poll(rows).toBe(3);
  await userEvent.keyboard("j");
  expect(focused()).toBe(idOf(3));
});

it("whom the person has called stays in their row until the talk is over and put away, and has no keys", async () => {
  const placed = serverAction(placeCallAction).answers(() => ({
    ok: true,
    data: { callId: idOf(9), page: null },
  }));
  const claimed = serverAction(claimCallbackAction).answers(() => ({ ok: true, data: null }));
  const closed = serverAction(closeCallbackAction).answers(() => ({ ok: true, data: null }));
  await render(
    <>
      <CallbackCount />
      <CallbackQueue targetMinutes={15} maySetTarget={false} beside={null} />
    </>,
    { callbacks },
  );
  const leg = aLeg({ userId: olena.id, state: "answered", answeredAt: at(0) });
  const call = aCall({ id: idOf(9), direction: "outgoing", state: "active", legs: [leg] });
  const row = () => document.querySelector<HTMLElement>(`[data-callback="${idOf(2)}"]`);
  const order = () =>
    [...document.querySelectorAll<HTMLElement>("[data-callback]")].indexOf(row()!);
  await userEvent.keyboard("jj{Enter}");
  await expect.poll(() => placed.length).toBe(1);

  await emit("call", call);
  await settled(callbacks[1]!, call.id);
  await expect.poll(() => row()?.textContent).toContain("On the call");
  expect(order()).toBe(1);
  expect(focused()).toBe(idOf(2));
  await expect.element(page.getByRole("heading", { name: "Due now" })).toHaveTextContent("3");
  expect(document.querySelector("[data-callback-count]")?.textContent).toContain("3");
  await userEvent.keyboard("e{Enter}");
  await userEvent.keyboard("j");
  expect(focused()).toBe(idOf(3));
  await userEvent.keyboard("k");
  expect([placed.length, claimed.length, closed.length]).toEqual([1, 1, 0]);

  const over = {
    ...call,
    version: 2,
    state: "ended",
    endedAt: at(0),
    disposition: "answered",
  } as const;
  await emit("call", { ...over, legs: [{ ...leg, state: "ended" }] });
  await expect.poll(() => row()?.textContent).toContain("Call ended");
  expect(focused()).toBe(idOf(2));

  await emit("call", {
    ...over,
    version: 3,
    legs: [{ ...leg, state: "ended", dismissed: "wrap-up" }],
  });
  await expect.poll(rows).toBe(3);
  await userEvent.keyboard("j");
  expect(focused()).toBe(idOf(3));
});

it("whom a colleague talks with leaves at once", async () => {
  await render(<CallbackQueue targetMinutes={15} maySetTarget={false} beside={null} />, {
    callbacks,
  });
  const leg = aLeg({ userId: "ivan", state: "answered", answeredAt: at(0) });
  await emit("call", aCall({ id: idOf(9), state: "active", legs: [leg] }));
  await settled(callbacks[1]!, idOf(9));
  await expect.poll(rows).toBe(3);
});
