import type { Page } from "@playwright/test";
import { expect, popup, test } from "./support/office";

/** @returns the address of the new contact's page */
async function createContact(page: Page, url: string, name: string, phone: string) {
  await page.goto(`${url}/contacts/new?phone=${encodeURIComponent(phone)}`);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create contact" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return page.url();
}

test("a number that is known already is said so; two contacts become one, and two again", async ({
  office,
  signedIn,
}) => {
  const { url } = office.product;
  const page = await signedIn("olena");
  await createContact(page, url, "Ольга Лебедева", "+7 343 018 55 01");
  await page.goto(`${url}/contacts/new`);
  await page.getByLabel("Name", { exact: true }).fill("Лебедева О.");
  await page.locator("input[type=tel]").first().fill("8 343 018-55-01");
  await page.keyboard.press("Tab");
  await expect(
    page.getByRole("status").getByRole("link", { name: "Ольга Лебедева" }),
  ).toBeVisible();
  await page.getByRole("button", { name: "Create contact" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Лебедева О." })).toBeVisible();
  const gone = page.url();

  // A number that several share names nobody.
  const ring = () => office.pbx.generate({ type: "2", from: "73430185501", to: "101" });
  const end = async (callID: string) => {
    office.pbx.generate({ type: "4", callID, from: "73430185501", to: "101", duration: "0" });
    await expect(popup(page, /\+7 343 018/)).toHaveCount(0);
  };
  const shared = ring();
  await expect(popup(page, /\+7 343 018/)).toContainText("2 contacts share this number");
  await end(shared);

  await page.goto(`${url}/contacts/duplicates`);
  const names = /Compare and merge: Ольга Лебедева, Лебедева О\./;
  await page.getByRole("link", { name: names }).click();
  await page.getByRole("radio", { name: "Лебедева О." }).check();
  await page.getByRole("button", { name: "Merge" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Лебедева О." })).toBeVisible();
  expect(page.url()).not.toBe(gone);

  const one = ring();
  await expect(popup(page, /\+7 343 018/)).toContainText("Лебедева О.");
  await expect(popup(page, /\+7 343 018/)).not.toContainText("share");
  await end(one);
  const kept = page.url();
  await page.goto(gone);
  await expect(page).toHaveURL(kept);
  // Before that a page has buttons, and nobody behind them.
  await expect(page.locator("[data-link-state=live]")).toBeAttached();

  await page.getByRole("button", { name: "Undo the merge of Лебедева О." }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ольга Лебедева" })).toBeVisible();
  await page.goto(gone);
  await expect(page.getByRole("heading", { level: 1, name: "Лебедева О." })).toBeVisible();

  await page.goto(`${url}/contacts/duplicates`);
  await page.getByRole("button", { name: /Ольга Лебедева and Лебедева О\. are not/ }).click();
  await expect(page.getByRole("link", { name: names })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("link", { name: names })).toBeVisible();
});

test("an ignored number rings without a name, until it is taken back", async ({
  office,
  signedIn,
}) => {
  const { url } = office.product;
  const [admin, olena] = [await signedIn("admin"), await signedIn("olena")];
  await createContact(olena, url, "Коммутатор", "+7 343 018 66 02");
  const ring = async (text: string) => {
    const callID = office.pbx.generate({ type: "2", from: "73430186602", to: "101", line: "2" });
    await expect(popup(olena, /\+7 343 018/)).toContainText(text);
    office.pbx.generate({ type: "4", callID, from: "73430186602", to: "101", duration: "0" });
    await expect(popup(olena, /\+7 343 018/)).toHaveCount(0);
  };
  await ring("Коммутатор");

  await admin.goto(`${url}/admin/numbers`);
  await admin.getByLabel("Number", { exact: true }).fill("12");
  await admin.getByRole("button", { name: "Add", exact: true }).click();
  await expect(
    admin.getByRole("alert").filter({ hasText: "a complete phone number" }),
  ).toBeVisible();
  await admin.getByLabel("Number", { exact: true }).fill("8 (343) 018-66-02");
  await admin.getByRole("button", { name: "Add", exact: true }).click();
  const remove = admin.getByRole("button", { name: "Remove +7 343 018 66 02" });
  await expect(remove).toBeVisible();
  await ring("Not in your contacts yet");

  await remove.click();
  await expect(remove).toHaveCount(0);
  await admin.getByRole("button", { name: "Undo" }).last().click();
  await expect(remove).toBeVisible();
  await ring("Not in your contacts yet");

  await remove.click();
  await expect(remove).toHaveCount(0);
  await ring("Коммутатор");
});
