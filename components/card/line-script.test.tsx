import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { callContextAction } from "#lib/card/actions";
import { aCall, aClientContext, aLeg } from "#lib/testing/kit/views";
import { olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { CallPopup } from "./call-popup";

const ringing = aCall({ trunk: "+73430009988", legs: [aLeg({ userId: olena.id })] });
const card = () => page.getByRole("region", { name: /^Incoming call from/ }).first();
const button = () => card().getByRole("button", { name: "Script" });
const script = () => card().getByRole("region", { name: "Script" });

async function ring(text: string | null, calls = [ringing]) {
  serverAction(callContextAction).answers(() => ({
    ok: true,
    data: { client: aClientContext({ script: text }), note: null },
  }));
  await render(<CallPopup />, { served: { calls } });
  await expect.element(card().getByText("No callback due")).toBeVisible();
}

it("is folded behind the line, and opened and folded by a click and by S", async () => {
  await ring("Good day, Romashka!\nWhat are you calling about?");
  await expect.element(card().getByText("Line +73430009988 · Office PBX")).toBeVisible();
  await expect.element(script()).not.toBeInTheDocument();
  await userEvent.keyboard("{F8}s");
  await expect.element(script()).toBeVisible();
  // Lines are lines.
  expect(script().element().textContent).toBe("Good day, Romashka!\nWhat are you calling about?");
  await button().click();
  await expect.element(script()).not.toBeInTheDocument();
  expect(button().element().getAttribute("aria-expanded")).toBe("false");
});

it("stays as the person has left it, on the next card too", async () => {
  const other = { ...ringing, id: `${ringing.id.slice(0, -1)}2` };
  await ring("Good day, Romashka!", [ringing, other]);
  await userEvent.keyboard("{F8}s");
  await expect.element(script()).toBeVisible();
  const shown = () => document.querySelector<HTMLElement>("[data-card]")!.dataset.callId;
  const first = shown();
  await userEvent.keyboard("{F8}");
  await expect.poll(shown).not.toBe(first);
  await expect.element(script()).toBeVisible();
});

it("a long one scrolls within itself, and the card stays within its frame", async () => {
  await page.viewport(1280, 720);
  await ring("What are you calling about?\n".repeat(70));
  await button().click();
  const { clientHeight, scrollHeight } = script().element();
  expect(clientHeight).toBeLessThan(160);
  expect(scrollHeight).toBeGreaterThan(1_000);
  const { top, bottom } = card().element().getBoundingClientRect();
  expect([top >= 0, bottom <= 720]).toEqual([true, true]);
});

it("is offered only where the line has one", async () => {
  await ring(null);
  await expect.element(button()).not.toBeInTheDocument();
});
