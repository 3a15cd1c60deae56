import { expect, it } from "vitest";
import { page } from "vitest/browser";
import type { TeamBoard as Board } from "#lib/team/board-view";
import { render } from "../testing/render";
import { TeamBoard } from "./team-board";

const served: Board = {
  version: 1,
  members: ["Olena", "Ivan", "Maria"].map((name, index) => ({
    userId: String(index),
    name,
    extensions: [String(101 + index)],
    state: "free",
    since: null,
    client: null,
    today: { answered: 3, missed: 1, outgoing: 2, talkSeconds: 600 },
  })),
  ringing: { count: 0, oldest: null },
  callbacks: { count: 2, oldest: null },
};

const nameHeight = () =>
  page.getByRole("heading", { name: "Olena" }).element().getBoundingClientRect().height;

it("is drawn larger the larger the screen is, and never wider than it", async () => {
  const heights: number[] = [];
  for (const width of [390, 1440, 1600, 1920, 2560, 3840]) {
    await page.viewport(width, 1_000);
    await render(<TeamBoard served={served} />);
    await expect.element(page.getByRole("button", { name: "Full screen" })).toBeVisible();
    heights.push(Math.round(nameHeight()));
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    document.body.replaceChildren();
  }
  const [phone, laptop, large, , larger, wall] = heights as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  expect(phone).toBe(laptop);
  expect(large).toBeGreaterThanOrEqual(laptop * 1.2);
  expect(larger).toBeGreaterThan(large);
  expect(wall).toBeGreaterThan(larger);
  await page.viewport(1_280, 800);
});

it("says which callbacks it counts: the menu beside it has the number of those that are due", async () => {
  await render(<TeamBoard served={served} />);
  const waiting = page.getByRole("region", { name: "Waiting" });
  await expect
    .element(waiting)
    .toHaveTextContent(/2 open callbacks.*web forms, postponed ones too/);
});
