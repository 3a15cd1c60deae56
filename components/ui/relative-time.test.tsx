import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { day, hour, minute } from "#lib/base/duration";
import { render } from "../testing/render";
import { RelativeTime } from "./relative-time";

it.each([
  [-2 * hour, "2 hours ago"],
  [3_000, "now"],
  [6 * day + hour, "in 6 days"],
  [-(2 * day + 20 * hour), "2 days ago"],
  [-hour - 50 * minute, "1 hour ago"],
])("a moment %i ms from now is %s", async (distance, words) => {
  await render(<RelativeTime iso={new Date(Date.now() + distance).toISOString()} />);
  await expect.element(page.getByText(words, { exact: true })).toBeVisible();
});

it("a day of this year is told without it, one of long ago with it", async () => {
  const ago = (days: number) => new Date(Date.now() - days * day);
  const year = (date: Date) => String(date.getFullYear());
  await render(<RelativeTime iso={ago(20).toISOString()} />);
  await expect.element(page.getByRole("time")).not.toHaveTextContent(year(ago(20)));
  await render(<RelativeTime iso={ago(400).toISOString()} />);
  await expect.element(page.getByRole("time").last()).toHaveTextContent(year(ago(400)));
});

it("an exact time is the company's, with its zone", async () => {
  const iso = new Date(Date.now() - hour).toISOString();
  await render(<RelativeTime iso={iso} />, { timeZone: "Asia/Tokyo" });
  const options = { dateStyle: "full", timeStyle: "long", timeZone: "Asia/Tokyo" } as const;
  const exact = new Intl.DateTimeFormat("en-GB", options).format(new Date(iso));
  await expect.element(page.getByTitle(exact)).toBeVisible();
});
