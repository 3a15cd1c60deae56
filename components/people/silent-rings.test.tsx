import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { assignExtensionsAction, dismissRingAction } from "#lib/people/people-actions";
import type { SilentRing } from "#lib/people/silent-rings";
import { ivan, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { SilentRings } from "./silent-rings";

const connectionId = "0b7c3a52-3b1e-4f0e-9c55-8f6ed5a0a201";
const ring = (over: Partial<SilentRing> = {}): SilentRing => ({
  connectionId,
  connection: "Office PBX",
  extension: "101",
  line: null,
  silence: "nobody",
  person: null,
  lastAt: "2026-11-29T12:54:00.000Z",
  count: 1,
  ...over,
});

it("says where it rang and why nobody saw it, and gives the extension to a colleague", async () => {
  const given = serverAction(assignExtensionsAction).answers(() => ({
    ok: true,
    data: { count: 1 },
  }));
  await render(<SilentRings rings={[ring({ count: 3 })]} />);
  const list = page.getByRole("region", { name: "Calls that reached no one’s screen" });
  await expect.element(list).toHaveTextContent(/Rang at 101.*12:54.*No one has 101\..*3 calls/);
  await page.getByRole("button", { name: "Assign 101 to…" }).click();
  await page.getByText("Ivan").click();
  await expect
    .poll(() => given)
    .toEqual([{ connectionId, choices: [{ userId: ivan.id, extension: "101" }] }]);
  await expect.element(page.getByText("Ivan now has extension 101")).toBeVisible();
});

it("is dismissed; what passes by itself offers nothing", async () => {
  const dismissed = serverAction(dismissRingAction).answers(() => ({ ok: true, data: null }));
  const rings = [
    ring({ extension: null, line: "+74951234567", silence: "line" }),
    ring({ extension: "102", silence: "signed-out", person: ivan }),
  ];
  await render(<SilentRings rings={rings} />);
  await expect.element(page.getByText(/102 belongs to Ivan, who isn’t signed in/)).toBeVisible();
  expect(page.getByRole("button").elements()).toHaveLength(1);
  await page.getByRole("button", { name: "Dismiss: +74951234567" }).click();
  await expect
    .poll(() => dismissed)
    .toEqual([{ connectionId, extension: null, line: "+74951234567" }]);
});

it("shows the first of many, and all on demand", async () => {
  const rings = Array.from({ length: 8 }, (_, index) => ring({ extension: `20${index}` }));
  await render(<SilentRings rings={rings} />);
  const list = page.getByRole("region", { name: /no one’s screen/ }).getByRole("listitem");
  expect(list.elements()).toHaveLength(5);
  await page.getByRole("button", { name: "Show all 8" }).click();
  expect(list.elements()).toHaveLength(8);
});
