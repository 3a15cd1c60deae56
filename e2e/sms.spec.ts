import AxeBuilder from "@axe-core/playwright";
import { expect, signIn, test, people } from "./support/office";

const parties = { from: "101", to: "73430112233" };

test("a text goes out from a contact's page by keyboard, and its status is followed live", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  await olena.getByRole("table").getByRole("link", { name: "Аркадий" }).click();
  await olena.getByRole("button", { name: "SMS" }).click();
  const dialog = olena.getByRole("dialog", { name: "SMS to Аркадий" });
  await dialog.getByLabel("Text").fill("Здравствуйте!\nДоговор готов.");
  await expect(dialog).toContainText("28 characters, 1 message");
  const { violations } = await new AxeBuilder({ page: olena }).include("[role=dialog]").analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  office.pbx.refuseCommands("No telephone is paired with 101");
  await dialog.getByLabel("Text").press("Control+Enter");
  await expect(dialog.getByRole("alert")).toHaveText("No telephone is paired with 101");
  office.pbx.refuseCommands(null);
  await dialog.getByLabel("Text").press("Control+Enter");
  await expect(dialog).toHaveCount(0);

  const history = olena.getByRole("region", { name: "Timeline" });
  const entries = history.getByRole("listitem");
  const rows = entries.filter({ hasText: "Договор готов" });
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("Sending");
  await expect(rows.last()).toContainText("No telephone is paired with 101");
  office.pbx.generate({ type: "256", callID: "4711", ...parties, result: "1" });
  await expect(rows.first()).toContainText("Sent");

  // One history, calls and texts, in the order of time.
  const callID = office.pbx.generate({ type: "2", from: "73430112233", to: "101" });
  await expect(entries.first()).toContainText("Ringing");
  office.pbx.generate({ type: "4", callID, from: "73430112233", to: "101", duration: "0" });
  await olena.reload();
  // The callback stands where it was opened, perhaps by an earlier call.
  const callAndTexts = entries.filter({ hasText: /Missed|Договор готов/ });
  await expect(callAndTexts.first()).toContainText("Missed");
  await expect(rows.first()).toContainText("Sent");
});

test("whose telephone can't send is not offered to", async ({ office, browser }) => {
  const page = await (await browser.newContext()).newPage();
  // The administrator has no extension.
  await signIn(page, office.product.url, people.admin);
  await page.getByRole("link", { name: "Борис" }).click();
  await expect(page.getByRole("button", { name: "Edit: Name" })).toBeVisible();
  await expect(page.getByRole("button", { name: "SMS" })).toHaveCount(0);
  await page.context().close();
});
