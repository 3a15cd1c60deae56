import { expect, test } from "./support/office";

test("the board shows a talk from its ring to its wrap-up, and clients only to managers", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  const [admin, ivan] = [await signedIn("admin"), await signedIn("ivan")];
  for (const page of [admin, ivan]) await page.getByRole("link", { name: "Team" }).click();
  const tileOf = (page: typeof admin) => page.getByRole("listitem").filter({ hasText: "Olena" });
  const [seen, plain] = [tileOf(admin), tileOf(ivan)];
  // Talks of other tests in this office.
  const done = olena.locator("[data-wrap-up]").getByRole("button", { name: "Done" });
  while ((await done.count()) > 0) await done.first().click();
  await expect(seen).toHaveAttribute("data-state", "free");
  const today = await seen.getByText(/answered/).textContent();

  const from = "73430112233";
  const callID = office.pbx.generate({ type: "2", from, to: "101" });
  await expect(seen).toHaveAttribute("data-state", "ringing");
  await expect(admin.getByText("1 call ringing")).toBeVisible();
  office.pbx.generate({ type: "32", callID, from, to: "101" });
  await expect(seen).toHaveAttribute("data-state", "talking");
  await expect(seen).toContainText("with Аркадий");
  await expect(seen.getByRole("timer")).toHaveText(/\d:(?!00)\d\d/);
  await expect(plain).toHaveAttribute("data-state", "talking");
  await expect(plain).not.toContainText("Аркадий");
  await expect(admin.getByText("No incoming calls")).toBeVisible();

  office.pbx.generate({ type: "4", callID, from, to: "101", duration: "7" });
  await expect(seen).toHaveAttribute("data-state", "wrap-up");
  expect(await seen.getByText(/answered/).textContent()).not.toBe(today);
  await done.click();
  await expect(seen).toHaveAttribute("data-state", "free");
  await olena.context().close();
  await expect(seen).toHaveAttribute("data-state", "offline");
  await expect(plain).toHaveAttribute("data-state", "offline");
});
