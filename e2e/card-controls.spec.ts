import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, popup, test } from "./support/office";

async function toggleDoNotDisturb(page: Page) {
  await page.getByRole("button", { name: /^(Alerts|Do not disturb)$/ }).click();
  await page.getByRole("switch", { name: "Do not disturb" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

const arkadiy = /\+7 343 011/;

test("a call is handed to a colleague from its card, by keyboard alone", async ({
  office,
  signedIn,
}) => {
  const [olena, ivan] = [await signedIn("olena"), await signedIn("ivan")];
  const parties = { from: "73430112233", to: "101" };
  const callID = office.pbx.generate({ type: "2", ...parties });
  office.pbx.generate({ type: "32", callID, ...parties });
  const card = popup(olena, arkadiy);
  await expect(card).toHaveAttribute("data-state", "active");
  // This provider can't hang up.
  await expect(card.getByRole("button", { name: "Hang up" })).toHaveCount(0);

  await toggleDoNotDisturb(ivan);
  await olena.keyboard.press("F8");
  await olena.keyboard.press("t");
  const dialog = olena.getByRole("dialog", { name: "Transfer Аркадий" });
  await expect(dialog.getByRole("button", { name: /Ivan/ })).toContainText("Do not disturb");
  const { violations } = await new AxeBuilder({ page: olena }).include("[role=dialog]").analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  office.pbx.refuseCommands("102 is not registered");
  await dialog.getByLabel("Colleague or extension").fill("iva");
  await olena.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toHaveText("102 is not registered");
  office.pbx.refuseCommands(null);
  await olena.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => office.pbxLog).toContain(`Transfer Event: callID = ${callID}, to = 102`);

  // What the PBX makes of it: Ivan has the call, Olena has none.
  office.pbx.generate({ type: "2", callID, from: parties.from, to: "102" });
  office.pbx.generate({ type: "32", callID, from: parties.from, to: "102" });
  await expect(popup(ivan, arkadiy)).toHaveAttribute("data-state", "active");
  await expect(card).toHaveCount(0);
  await expect(popup(ivan, arkadiy)).toContainText("Transferred by Olena");
  await expect(olena.locator("[data-wrap-up]")).toBeVisible();
  const end = { callID, from: parties.from, to: "102", direction: "0", duration: "9" };
  office.pbx.generate({ type: "4", ...end });
  await expect(popup(ivan, arkadiy)).toHaveCount(0);
  await toggleDoNotDisturb(ivan);
});

test("an administrator switches smart transfer on; the card and the journal say who got the call and why", async ({
  office,
  signedIn,
}) => {
  const admin = await signedIn("admin");
  await admin.goto(`${office.product.url}/admin/connections/office`);
  await admin.getByLabel("Smart transfer").check();
  await admin.getByLabel("Fallback extension").fill("102");
  await admin.getByRole("button", { name: "Save", exact: true }).click();
  await expect(
    admin.getByRole("main").getByRole("listitem").filter({ hasText: "Office PBX" }),
  ).toContainText("Connected");

  const ivan = await signedIn("ivan");
  await expect.poll(() => office.pbx.clientCount()).toBe(1);
  const callID = office.pbx.generate({ type: "1", from: "73430112244" });
  await expect.poll(() => office.pbxLog).toContain(`Transfer Event: callID = ${callID}, to = 102`);
  office.pbx.generate({ type: "2", callID, from: "73430112244", to: "102" });
  const words = "Routed to 102: the client has no owner";
  await expect(popup(ivan, arkadiy)).toContainText(words);
  const end = { callID, from: "73430112244", to: "102", direction: "0", duration: "0" };
  office.pbx.generate({ type: "4", ...end });
  await ivan.goto(`${office.product.url}/calls`);
  await expect(ivan.getByRole("row", { name: /Борис/ }).first()).toContainText(words);

  await admin.goto(`${office.product.url}/admin/connections/office`);
  await expect(admin.getByLabel("Fallback extension")).toHaveValue("102");
  await admin.getByLabel("Smart transfer").uncheck();
  await admin.getByRole("button", { name: "Save", exact: true }).click();
  await expect(
    admin.getByRole("main").getByRole("listitem").filter({ hasText: "Office PBX" }),
  ).toContainText("Connected");
});
