import { beforeEach, expect, it, onTestFinished } from "vitest";
import { page } from "vitest/browser";
import { callContextAction } from "#lib/card/actions";
import { locales } from "#lib/i18n/locales";
import { aCall, aCandidate, aClientContext, aLeg } from "#lib/testing/kit/views";
import { olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { CallPopup } from "./call-popup";

const arkadiy = aCandidate();
const now = new Date().toISOString();
const talk = aCall({
  contact: arkadiy,
  candidates: [arkadiy],
  state: "ended",
  disposition: "answered",
  legs: [aLeg({ userId: olena.id, state: "ended", answeredAt: now })],
  startedAt: now,
  answeredAt: now,
  endedAt: now,
  talkSeconds: 42,
});
const keys = ["agreed", "interested", "call-back", "answered", "not-interested", "wrong-number"];
const outcomes = keys.map((key, index) => ({
  id: `00000000-0000-4000-8000-00000000000${index}`,
  key,
  name: null,
  askWhen: false,
}));

beforeEach(() => {
  serverAction(callContextAction).answers(() => ({
    ok: true,
    data: { client: aClientContext({ ownerId: olena.id }), note: null },
  }));
});

it.each(locales)(
  "in %s no word of a strip is cut, and its commands stand in one row",
  async (locale) => {
    await page.viewport(1280, 800);
    await render(<CallPopup />, { locale, outcomes, served: { calls: [talk] } });
    await expect
      .poll(() => document.querySelectorAll("[data-key^=Digit]").length)
      .toBe(keys.length);
    await document.fonts.ready;
    const strip = document.querySelector("[data-wrap-up]")!;
    const buttons = [...strip.querySelectorAll<HTMLElement>("button[data-key]")];
    for (const part of buttons.flatMap((button) => [button, ...button.querySelectorAll("span")])) {
      expect(part.scrollWidth, part.textContent).toBeLessThanOrEqual(part.clientWidth);
    }
    const commands = buttons.filter(({ dataset }) => dataset.key!.startsWith("Key"));
    expect(commands).toHaveLength(3);
    expect(new Set(commands.map((command) => command.offsetTop)).size).toBe(1);
    const { left, right } = strip.getBoundingClientRect();
    const field = strip.querySelector("textarea")!.getBoundingClientRect();
    expect(field.left - left).toBeCloseTo(right - field.right, 0);
  },
);

it.each(locales)(
  "in %s its form is unfolded and folded again on a phone, and no word of it is cut",
  async (locale) => {
    await page.viewport(360, 740);
    onTestFinished(() => page.viewport(1280, 800));
    await render(<CallPopup />, { locale, outcomes, served: { calls: [talk] } });
    const strip = page.getByRole("listitem");
    const field = strip.getByRole("textbox", { includeHidden: true });
    await expect.element(field).not.toBeVisible();
    await strip.getByRole("button", { expanded: false }).click();
    await expect.element(field).toBeVisible();
    await document.fonts.ready;
    for (const command of strip.element().querySelectorAll<HTMLElement>("button[data-key^=Key]")) {
      expect(command.scrollWidth, command.textContent).toBeLessThanOrEqual(command.clientWidth);
      // As many lines as words: none is broken within.
      const words = command.querySelector<HTMLElement>(":scope > span:last-child");
      const lines = words!.offsetHeight / Number.parseFloat(getComputedStyle(words!).lineHeight);
      const most = words!.textContent.split(" ").length;
      expect(Math.round(lines), words!.textContent).toBeLessThanOrEqual(most);
    }
    await strip.getByRole("button", { expanded: true }).first().click();
    await expect.element(field).not.toBeVisible();
  },
);

it("is dimmed with the page while a dialog is open", async () => {
  await render(<CallPopup />, { outcomes, served: { calls: [talk] } });
  await page.getByRole("button", { name: /Schedule/ }).click();
  await expect.element(page.getByRole("dialog")).toBeVisible();
  const { left, bottom } = document.querySelector("[data-wrap-up]")!.getBoundingClientRect();
  const above = document.elementFromPoint(left + 8, bottom - 8);
  expect(above?.closest("[data-cards]")).toBeNull();
});

it("a card in a low window shows that it goes on, and stays within its frame", async () => {
  await page.viewport(1280, 460);
  onTestFinished(() => page.viewport(1280, 800));
  const legs = [aLeg({ userId: olena.id, state: "answered" as const, answeredAt: now })];
  const active = { state: "active", disposition: null, endedAt: null, legs } as const;
  await render(<CallPopup />, { outcomes, served: { calls: [aCall({ ...talk, ...active })] } });
  const card = page.getByRole("region", { name: /call/ }).first();
  await expect.element(card).toBeVisible();
  expect(card.element().getBoundingClientRect().bottom).toBeLessThanOrEqual(460);
  const inner = [...card.element().querySelectorAll("div")].find(
    (part) =>
      part.scrollHeight > part.clientHeight + 1 && /auto/.test(getComputedStyle(part).overflowY),
  );
  expect(getComputedStyle(inner!).backgroundImage).toContain("linear-gradient");
});
