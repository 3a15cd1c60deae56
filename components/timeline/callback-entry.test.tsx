import { expect, it } from "vitest";
import { page } from "vitest/browser";
import type { CallbackEntry as Callback } from "#lib/timeline/timeline-view";
import { ivan, olena, render } from "../testing/render";
import { CallbackEntry } from "./callback-entry";

const at = "2026-11-20T10:00:00.000Z";
const dueAt = "2026-11-23T12:30:00.000Z";
const promised = {
  kind: "promised",
  at: "2026-11-20T10:00:01.000Z",
  userId: olena.id,
  until: dueAt,
  toId: null,
} as const;
const callback: Callback = {
  kind: "promised",
  task: "call",
  note: null,
  missedCount: 0,
  attempts: 0,
  dueAt,
  closed: null,
  changes: [promised, { ...promised, at: "2026-11-20T10:00:02.000Z" }],
};
const lines = () => [...document.querySelectorAll("ul li")].map(({ textContent }) => textContent);
const show = (over: Partial<Callback> = {}) =>
  render(
    <ol>
      <CallbackEntry at={at} callback={{ ...callback, ...over }} />
    </ol>,
    { timeZone: "UTC" },
  );

it("says the time of a promise once, and who made it", async () => {
  await show();
  await expect.element(page.getByText(/scheduled for .*12:30/)).toBeVisible();
  expect(lines()).toEqual(["Olena scheduled it"]);
});

it("tells a promise for another time, and once by whom it was closed", async () => {
  const closed = { kind: "closed", at: dueAt, userId: ivan.id, until: null, toId: null } as const;
  const earlier = { ...promised, until: "2026-11-21T09:00:00.000Z" };
  await show({
    changes: [earlier, { ...promised, at: "2026-11-20T15:00:00.000Z" }, closed],
    closed: { at: dueAt, byId: ivan.id, reason: "done" },
  });
  await expect.element(page.getByText("Done")).toBeVisible();
  expect(lines()).toEqual([
    expect.stringMatching(/^Olena scheduled a callback for .*9:00$/),
    expect.stringMatching(/^Olena scheduled it.+/),
  ]);
  expect(document.body.textContent.match(/Ivan/g)).toHaveLength(1);
});
