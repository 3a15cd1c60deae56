import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { cut, emit, serve } from "../testing/page-server";
import { office, render } from "../testing/render";
import { AwayNotices } from "./away-notices";
import { ConnectionIndicator } from "./connection-indicator";

const minutes = (ago: number) => new Date(Date.now() - ago * 60_000).toISOString();
/** The minutes of the hour, which no language writes in another way. */
const clock = (iso: string) => `:${iso.slice(14, 16)}`;
const dot = () => page.getByRole("status");
const bars = () => page.getByRole("alert");

const show = () =>
  render(
    <>
      <AwayNotices all={false} />
      <ConnectionIndicator canManage={false} />
    </>,
  );

it("a PBX that is away is told of, and since when, until it is back", async () => {
  await show();
  expect(bars().elements()).toEqual([]);
  const since = minutes(7);
  // Tried again and again: it is away all the while.
  for (const state of ["waiting", "connecting"] as const) {
    await emit("connection", { ...office, state, since: minutes(0), awaySince: since });
    await expect.element(bars()).toHaveTextContent(`Office PBX isn’t responding`);
    await expect.element(bars()).toHaveTextContent(clock(since));
  }
  await emit("connection", office);
  await expect.poll(() => bars().elements().length).toBe(0);
});

it("what concerns others' telephones is not told to who has none there", async () => {
  await show();
  const other = { ...office, slug: "warehouse", name: "Warehouse", state: "waiting" } as const;
  await emit("connection", { ...other, awaySince: minutes(7) });
  await expect.element(dot()).toHaveAttribute("data-connection-state", "waiting");
  expect(bars().elements()).toEqual([]);
});

it("while tinyCRM is away the dot is not green, and a bar says since when", async () => {
  await show();
  await expect.element(dot()).toHaveAttribute("data-connection-state", "online");
  await cut();
  await expect.element(dot()).not.toHaveAttribute("data-connection-state", "online");
  await expect.element(bars()).toHaveTextContent("Connection to tinyCRM lost");
  await expect.element(bars()).toHaveTextContent(/Since \d{1,2}:\d\d/);
  await serve({});
  await expect.element(dot()).toHaveAttribute("data-connection-state", "online");
  await expect.poll(() => bars().elements().length).toBe(0);
});
