import { expect, password, people, test } from "./support/office";

test("who signs in with a wrong password is told, loses no letter, and gets in with the right one", async ({
  office,
  page,
}) => {
  await page.goto(`${office.product.url}/calls`);
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel(/e-?mail/i).fill(people.olena);
  await page.getByLabel(/password/i).fill(`${password}!`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: /./ })).toBeVisible();
  await expect(page.getByLabel(/e-?mail/i)).toHaveValue(people.olena);

  await page.getByLabel(/password/i).fill(password);
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-link-state=live]")).toBeAttached();
});
