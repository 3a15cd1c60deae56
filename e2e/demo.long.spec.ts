/** The demo: who gets in, and its end. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, signIn, test } from "./support/office";
import { startProduct } from "./support/product";

test("the demo's passwords are on no page for others, and in no log", async ({ request }) => {
  const product = await startProduct({});
  const words = readFileSync(join(product.dataDir, "demo-accounts.txt"), "utf8")
    .split(/\s+/)
    .filter((word) => word && !word.includes("@"));
  expect(words).toHaveLength(3);
  const page = async (headers: Record<string, string>) =>
    (await request.get(`${product.url}/sign-in`, { headers })).text();
  const holds = (text: string) => words.filter((word) => text.includes(word)).length;
  expect(holds(await page({}))).toBe(3);
  const others: Record<string, string>[] = [
    { "x-forwarded-for": "203.0.113.9" },
    { "x-forwarded-for": "203.0.113.9", "x-tinycrm-local-client": "1" },
    { host: "crm.example" },
  ];
  for (const headers of others) {
    const text = await page(headers);
    expect(holds(text)).toBe(0);
    expect(text).not.toContain("@demo.tinycrm.local");
  }
  expect(holds(product.output())).toBe(0);
  await product.stop();
});

test("the demo speaks the language of its first visitor, until somebody works in it", async ({
  browser,
}) => {
  const product = await startProduct({});
  const open = async (locale: string) => {
    const page = await (await browser.newContext({ locale })).newPage();
    await page.goto(product.url);
    return page;
  };
  const ukrainian = await open("uk-UA");
  await expect(ukrainian.getByRole("button", { name: /Іван Соколенко/ })).toBeVisible();
  // Whoever chooses another language before they sign in has the demo in that one.
  await ukrainian.getByRole("button", { name: "Русский" }).click();
  await ukrainian.getByRole("button", { name: /Иван Соколов/ }).click();
  await expect(ukrainian).toHaveURL(/\/day/);
  await ukrainian.goto(`${product.url}/callbacks`);
  await expect(ukrainian.getByText("Обещали цену на сорок комплектов")).toBeVisible();
  const english = await open("en-GB");
  await expect(english.getByRole("button", { name: /Иван Соколов/ })).toBeVisible();
  await product.stop();
});

test("an administrator ends the demo, by keyboard, and stays with an account of their own", async ({
  page,
}) => {
  const data = mkdtempSync(join(tmpdir(), "tinycrm-e2e-demo-"));
  const env = { TINYCRM_DATA_DIR: data };
  const product = await startProduct({ env });
  await page.goto(product.url);
  await page.getByRole("button", { name: /Administrator/ }).click();
  const end = page.getByRole("button", { name: "End the demo" });
  await end.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Your name").fill("Ada");
  await dialog.getByLabel("E-mail").fill("ada@x.test");
  await dialog.getByLabel("Password").fill("password1234");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("Easy to guess");
  await dialog.getByLabel("Password").fill("correct horse battery");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(end).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Ada Administrator" })).toBeVisible();
  await expect(page.locator("[data-link-state=live]")).toBeAttached();
  await product.stop();

  const again = await startProduct({ env });
  await page.context().clearCookies();
  await page.goto(`${again.url}/sign-in`);
  await expect(page.getByRole("button", { name: /Sign in as/ })).toHaveCount(0);
  await signIn(page, again.url, "ada@x.test", "correct horse battery");
  await again.stop();
  rmSync(data, { recursive: true, force: true });
});
