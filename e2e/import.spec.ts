import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/office";

const tutorial = "Дмитрий,+7 (343) 0119901\nЕлена,+7 (343) 0119902\nЖанна,+7 (343) 0119903\n";

async function choose(page: Page, name: string, text: string | Buffer) {
  const buffer = Buffer.from(text);
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer });
}

const count = (page: Page, name: string) => page.locator(`[data-count=${name}] dd`);

test("the tutorial's file as it is: seen before it is written, undone after it", async ({
  office,
  signedIn,
}) => {
  const page = await signedIn("admin");
  await page.getByRole("button", { name: "Import and export" }).click();
  await page.getByRole("menuitem", { name: "Import contacts…" }).click();
  await choose(page, "contacts.csv", tutorial);
  const preview = page.getByRole("table", { name: "The first rows" });
  await expect(preview.getByText("+7 343 011 99 01")).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Column 1 is" })).toHaveValue("name");
  await expect(page.getByRole("combobox", { name: "Column 2 is" })).toHaveValue("phone");
  await page.getByRole("button", { name: "Import 3 rows" }).click();
  await expect(count(page, "created")).toHaveText("3");
  await page.goto(`${office.product.url}/contacts?q=Дмитрий`);
  await expect(page.getByRole("link", { name: "Дмитрий" })).toBeVisible();

  await page.goto(`${office.product.url}/contacts/import`);
  await page.getByRole("button", { name: "Show: contacts.csv" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Everything is as it was")).toBeVisible();
});

test("what is wrong is marked before, and told by line after; the columns can be changed", async ({
  office,
  signedIn,
}) => {
  const page = await signedIn("admin");
  await page.goto(`${office.product.url}/contacts/import`);
  const rows = "Who?;Телефон;Почта\nЗоя;+73430119911;zoya@x.test\nИгорь;+73430119912;wrong\n";
  await choose(page, "people.csv", `\uFEFF${rows}Кто-то;7,34301E+10;\n`);
  await page.getByRole("combobox", { name: "Who? is" }).selectOption("name");
  await expect(page.getByText("2 of them will be imported without a field")).toBeVisible();
  await expect(page.getByText("Not an e-mail address")).toBeVisible();
  await page.getByRole("button", { name: "Import 3 rows" }).click();
  await expect(count(page, "created")).toHaveText("3");
  await expect(count(page, "leftOut")).toHaveText("2");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Rows with problems (CSV)" }).click();
  const report = readFileSync(await (await download).path(), "utf8");
  expect(report).toContain('"Who?","Телефон","Почта","Problem"');
  expect(report).toContain('"wrong","Почта: Not an e-mail address"');
  expect(report).toContain('"Телефон: The spreadsheet has rounded the number');
});

test("a list is taken along as it is filtered; sales people neither import nor export", async ({
  office,
  signedIn,
}) => {
  const page = await signedIn("admin");
  await page.goto(`${office.product.url}/contacts?q=Аркадий`);
  await page.getByRole("button", { name: "Import and export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Export as CSV" }).click();
  const file = readFileSync(await (await download).path(), "utf8");
  expect(file.trim().split("\r\n")).toHaveLength(2);
  expect(file).toContain(`"Аркадий","","","'+7 343 011 22 33"`);

  const sales = await signedIn("olena");
  await expect(sales.getByRole("button", { name: "Import and export" })).toHaveCount(0);
  const answer = await sales.request.get(`${office.product.url}/contacts/export`);
  expect(answer.status()).toBe(403);
  await sales.goto(`${office.product.url}/contacts/import`);
  await expect(sales.locator("input[type=file]")).toHaveCount(0);
});
