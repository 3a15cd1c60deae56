import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "../testing/render";
import { OpenCallback } from "./client-facts";

const promise = { id: "1", kind: "promised", ownerId: null, note: null } as const;
const facts = { ownerId: null, tags: [], lastTalk: null, tasks: [], callsToday: 0 };

it.each([
  [0, "Callback promised for"],
  [1, "Call back by"],
])("of a promise, with %i calls missed since, it says: %s", async (missedCount, words) => {
  const callback = { ...promise, missedCount, attempts: 0, dueAt: "2026-11-29T10:15:00.000Z" };
  await render(<OpenCallback facts={{ ...facts, callback }} />);
  await expect.element(page.getByText(words)).toBeVisible();
});

it("says in a word that it is overdue, of a call and of anything else", async () => {
  const dueAt = (year: number) => `${String(year)}-01-05T10:15:00.000Z`;
  const callback = { ...promise, missedCount: 0, attempts: 0, dueAt: dueAt(2020) };
  const task = { id: "2", task: "meeting", ownerId: null, note: null } as const;
  const tasks = [
    { ...task, dueAt: dueAt(2021) },
    { ...task, id: "3", task: "message", dueAt: dueAt(2999) } as const,
  ];
  await render(<OpenCallback facts={{ ...facts, callback, tasks }} />);
  await expect.element(page.getByText(/^Overdue · Callback promised for/)).toBeVisible();
  await expect.element(page.getByText(/^Overdue · Meet · /)).toBeVisible();
  await expect.element(page.getByText(/^Write · /)).toBeVisible();
});
