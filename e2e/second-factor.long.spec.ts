/** The second factor: setting it up, signing in with it, and being made to have it. */
import type { Page } from "@playwright/test";
import {
  authenticatorApp,
  expectInside,
  expectSound,
  startKnownProduct,
  typePassword,
  type AuthenticatorApp,
} from "./support/entry";
import { expect, password, signIn, test } from "./support/office";
import type { Product } from "./support/product";

const admin = "admin@office.test";
const olena = "olena@office.test";
let product: Product;
test.beforeAll(async () => {
  product = await startKnownProduct();
});
test.afterAll(() => product.stop());

/** Reads the key from the screen and types its first code. */
async function typeFirstCode(page: Page): Promise<AuthenticatorApp> {
  await expect(page.getByRole("img", { name: "QR code" })).toBeVisible();
  const key = await page.getByText(/^(?:[A-Z2-7]{4} ?){8}$/).textContent();
  const app = authenticatorApp(key!);
  await page.getByLabel("Code", { exact: true }).fill(await app.code(page));
  return app;
}
async function readRecoveryCodes(page: Page): Promise<string[]> {
  const text = (await page.getByText(/^[0-9A-Z]{5}-[0-9A-Z]{5}/).textContent())!;
  return text.match(/[0-9A-Z]{5}-[0-9A-Z]{5}/g)!;
}
async function openOwn(page: Page, name: string) {
  await page.getByTitle(`Account: ${name}`).click();
  await page.getByRole("menuitem", { name: "Second factor" }).click();
}

test("a person sets it up, signs in with a code and with a recovery code, and turns it off", async ({
  page,
}) => {
  test.setTimeout(300_000);
  await signIn(page, product.url, olena);
  await openOwn(page, "Olena");
  await page.getByRole("button", { name: "Set up" }).click();
  await expect(page.getByRole("img", { name: "QR code" })).toBeVisible();
  await expectSound(page, "second factor set up");
  const app = await typeFirstCode(page);
  await page.getByLabel("Current password").fill("wrong");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "not your current" })).toBeVisible();
  await page.getByLabel("Current password").fill(password);
  await page.keyboard.press("Enter");
  const [recovery = "", other = ""] = await readRecoveryCodes(page);
  await expectSound(page, "recovery codes");
  await page.getByRole("button", { name: "I’ve saved them" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.context().clearCookies();
  await typePassword(page, product.url, olena);
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  await expectSound(page, "code");
  // Nothing else is open yet.
  await page.goto(`${product.url}/contacts`);
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto(`${product.url}/sign-in/code`);
  await page.getByLabel("Code", { exact: true }).fill("00000");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "Wrong code" })).toBeVisible();
  await page.getByLabel("Code", { exact: true }).fill(await app.code(page));
  await page.keyboard.press("Enter");
  await expectInside(page);

  await page.context().clearCookies();
  await typePassword(page, product.url, olena);
  await page.getByLabel("Code", { exact: true }).fill(recovery.toLowerCase());
  await page.keyboard.press("Enter");
  await expectInside(page);
  await openOwn(page, "Olena");
  await expect(page.getByRole("dialog")).toContainText("9 recovery codes left");
  await page.getByRole("button", { name: "Turn off" }).click();
  await page.getByLabel("Current password").fill(password);
  await page.getByLabel("Code", { exact: true }).fill(other);
  await expectSound(page, "second factor off");
  await page.keyboard.press("Enter");
  await expect(page.getByText("The second factor is off")).toBeVisible();
  await page.context().clearCookies();
  await typePassword(page, product.url, olena);
  await expectInside(page);
});

test("who must have it sets it up right after the password, before anything else", async ({
  page,
  browser,
}) => {
  test.setTimeout(300_000);
  const context = await browser.newContext();
  const person = await context.newPage();
  await signIn(person, product.url, olena);
  await signIn(page, product.url, admin);
  await page.goto(`${product.url}/admin/people`);
  const rule = async () => {
    await page.getByRole("button", { name: "Second factor" }).click();
    await page.getByLabel("Required for").selectOption("Everyone");
    await page.getByRole("button", { name: "Save" }).click();
  };
  await rule();
  await expect(page.getByRole("alert").filter({ hasText: "Set up your own first" })).toBeVisible();
  await expectSound(page, "second factor rule");
  await page.keyboard.press("Escape");
  await openOwn(page, "Ada Admin");
  await page.getByRole("button", { name: "Set up" }).click();
  await typeFirstCode(page);
  await page.getByLabel("Current password").fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "I’ve saved them" }).click();
  await rule();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await expect(person).toHaveURL(/\/sign-in/);
  await typePassword(person, product.url, olena);
  await expect(person.getByRole("heading", { name: "Set up a second factor" })).toBeVisible();
  await expect(person.getByRole("img", { name: "QR code" })).toBeVisible();
  await expectSound(person, "made to set up");
  await person.goto(`${product.url}/contacts`);
  await expect(person).toHaveURL(/\/sign-in/);
  await person.goto(`${product.url}/sign-in/code`);
  await typeFirstCode(person);
  await person.keyboard.press("Enter");
  await readRecoveryCodes(person);
  await person.getByRole("button", { name: "I’ve saved them" }).click();
  await expectInside(person);
  await openOwn(person, "Olena");
  await expect(person.getByRole("dialog")).toContainText("can’t be turned off");

  // Telephone and codes are lost: an administrator takes it away, and it is set up anew.
  await page.goto(`${product.url}/admin/people`);
  const row = page.getByRole("row").filter({ hasText: olena });
  await row.getByRole("button", { name: "More for Olena" }).click();
  await page.getByRole("menuitem", { name: "Reset the second factor" }).click();
  await expectSound(page, "second factor reset");
  await page.getByRole("button", { name: "Reset the second factor" }).click();
  await expect(person).toHaveURL(/\/sign-in/);
  await typePassword(person, product.url, olena);
  await expect(person.getByRole("heading", { name: "Set up a second factor" })).toBeVisible();
  await context.close();
});
