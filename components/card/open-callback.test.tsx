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
