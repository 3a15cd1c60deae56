import { afterEach, beforeEach, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { callContextAction } from "#lib/card/actions";
import { dismissCardAction } from "#lib/calls/call-actions";
import type { CallView } from "#lib/calls/call-view";
import { aCall, aCandidate, aClientContext, aLeg } from "#lib/testing/kit/views";
import { emit } from "../testing/page-server";
import { olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { CallPopup } from "./call-popup";

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

/** A call of a client of that name; a higher number began later. */
function call(number: number, name: string, over: Partial<CallView> = {}): CallView {
  const id = `6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5d0${number}`;
  const contact = aCandidate({ id: `6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5e0${number}`, name });
  return aCall({
    id,
    contact: { ...contact, company: `${name} & Co` },
    candidates: [contact],
    clientNumber: { raw: `7343011223${number}`, e164: `+7343011223${number}` },
    legs: [aLeg({ userId: olena.id })],
    startedAt: ago(60 - number),
    ...over,
  });
}
const talking = (number: number, name: string) =>
  call(number, name, {
    state: "active",
    answeredAt: ago(30),
    legs: [aLeg({ userId: olena.id, state: "answered", answeredAt: ago(30) })],
  });
const over = (number: number, name: string) =>
  call(number, name, {
    state: "ended",
    disposition: "answered",
    answeredAt: ago(50),
    endedAt: ago(20),
    talkSeconds: 30,
    legs: [aLeg({ userId: olena.id, state: "ended", answeredAt: ago(50) })],
  });
const region = (number: number) =>
  page.getByRole("region", { name: `Incoming call from +7 343 011 22 3${number}` });
const large = () => document.querySelector<HTMLElement>("[data-card]");

const { innerWidth, innerHeight } = window;
afterEach(() => page.viewport(innerWidth, innerHeight));

beforeEach(async () => {
  await page.viewport(1280, 720);
  serverAction(callContextAction).answers(() => ({
    ok: true,
    data: { client: aClientContext(), note: null },
  }));
});

it("shows the talk large and all others in one line each, with nothing off the screen", async () => {
  const calls = [
    over(1, "Boris"),
    talking(2, "Anna"),
    call(3, "Vera"),
    call(4, "Gleb"),
    call(5, "Dina"),
  ];
  await render(<CallPopup />, { served: { calls } });
  await expect.element(page.getByText("3 more calls")).toBeVisible();
  await expect.element(region(2).getByText("On the call")).toBeVisible();
  expect(document.querySelectorAll("[data-card]")).toHaveLength(1);
  await expect.element(region(5)).toHaveTextContent(/Dina · Dina & Co.*rings 0:\d\d/);
  const strip = page.getByRole("listitem", { name: "Wrap up: Boris" });
  for (const place of [region(2), region(3), region(4), region(5), strip]) {
    const { top, bottom } = place.element().getBoundingClientRect();
    expect(top).toBeGreaterThanOrEqual(0);
    expect(bottom).toBeLessThanOrEqual(720);
    expect(bottom - top).toBeGreaterThan(24);
  }
});

it("puts a strip of one line away by one click, without opening it before", async () => {
  const dismissed = serverAction(dismissCardAction).answers(() => ({
    ok: true,
    data: { version: 2 },
  }));
  await render(<CallPopup />, { served: { calls: [over(1, "Boris"), call(2, "Anna")] } });
  const strip = page.getByRole("listitem", { name: "Wrap up: Boris" });
  await strip.getByRole("button", { name: "Done" }).click();
  await expect.element(strip).not.toBeInTheDocument();
  expect(dismissed).toMatchObject([{ stage: "wrap-up" }]);
});

it("opens the strip of the talk just ended by one key, with all of it on the screen", async () => {
  await render(<CallPopup />, { served: { calls: [over(1, "Boris"), call(2, "Anna")] } });
  const strip = page.getByRole("listitem", { name: "Wrap up: Boris" });
  const note = strip.getByRole("textbox");
  await expect.element(strip).toBeVisible();
  await expect.element(note).not.toBeInTheDocument();
  await userEvent.keyboard("{F9}n");
  await expect.element(note).toHaveFocus();
  const { top, bottom } = strip.element().getBoundingClientRect();
  expect([top >= 0, bottom <= 720]).toEqual([true, true]);
  // Another call moves nothing under whoever types.
  await emit("call", call(3, "Vera"));
  await expect.element(region(3)).toBeVisible();
  await expect.element(note).toHaveFocus();
  expect(strip.element().getBoundingClientRect().bottom).toBeCloseTo(bottom, -1);
});

it("goes from card to card by F8, the talk first, and to none that is leaving", async () => {
  await render(<CallPopup />, { served: { calls: [talking(4, "Anna"), call(5, "Boris")] } });
  await expect.element(region(5)).toBeVisible();
  await emit("call", call(6, "Vera"));
  await expect.element(region(6)).toBeVisible();
  await emit("call", {
    ...call(6, "Vera"),
    version: 2,
    state: "ended",
    disposition: "no-answer",
    legs: [aLeg({ userId: olena.id, state: "missed" })],
  });
  await expect.element(region(6)).toHaveTextContent("Missed");
  await userEvent.keyboard("{F8}");
  await expect.element(region(4)).toHaveFocus();
  await userEvent.keyboard("{F8}");
  await expect.element(region(5)).toHaveFocus();
  expect(large()?.dataset.callId).toBe(call(5, "Boris").id);
  await userEvent.keyboard("{F8}");
  await expect.element(region(4)).toHaveFocus();
});

it("opens a line by a click, and goes back to the talk when that is left", async () => {
  await render(
    <>
      <input aria-label="Elsewhere" />
      <CallPopup />
    </>,
    { served: { calls: [talking(1, "Anna"), call(2, "Boris")] } },
  );
  await region(2).getByTitle("Show the card").click();
  await expect.element(region(2)).toHaveFocus();
  await expect.element(region(1)).toHaveTextContent(/on a call 0:\d\d/);
  await page.getByRole("textbox", { name: "Elsewhere" }).click();
  await expect.poll(() => large()?.dataset.callId).toBe(call(1, "Anna").id);
});

it("keeps who calls and what one can do in sight where many calls leave little room", async () => {
  await page.viewport(1280, 560);
  const others = [2, 3, 4, 5, 6].map((number) => call(number, `Client ${number}`));
  await render(<CallPopup />, { served: { calls: [talking(1, "Anna"), ...others] } });
  const large = region(1);
  await expect.element(large.getByRole("link", { name: "Open contact" })).toBeInViewport();
  await expect.element(large.getByText("On the call")).toBeInViewport();
  const card = large.element().getBoundingClientRect();
  const action = large.getByRole("link", { name: "Open contact" }).element();
  expect(action.getBoundingClientRect().bottom).toBeLessThanOrEqual(card.bottom);
});
