/** What somebody does before the page's scripts have come is done when they have. */
import type { Page } from "@playwright/test";
import { expectInside } from "./support/entry";
import { expect, password, people, test } from "./support/office";

/** Opens a page whose scripts do not come. @returns lets them come */
async function openBare(page: Page, url: string): Promise<() => void> {
  let come!: () => void;
  const coming = new Promise<void>((resolve) => (come = resolve));
  await page.route("**/_next/static/**/*.js", async (route) => {
    await coming;
    await route.continue();
  });
  await page.goto(url, { waitUntil: "commit" });
  return come;
}

test("who signs in sooner than the scripts come gets in, and the address has no password", async ({
  page,
  office,
}) => {
  const come = await openBare(page, `${office.product.url}/sign-in`);
  await page.getByLabel("E-mail").fill(people.olena);
  await page.getByLabel("Password", { exact: true }).pressSequentially(password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/sign-in$/);
  come();
  await expectInside(page);
});

test("a click opens its dialog, a menu its entries, a file its preview", async ({
  office,
  signedIn,
}) => {
  const page = await signedIn("admin");
  const { url } = office.product;
  let come = await openBare(page, `${url}/admin/people`);
  await page.getByRole("button", { name: "Add a person" }).click();
  come();
  await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
  await page.unrouteAll();

  for (const open of ["click", "Enter"]) {
    come = await openBare(page, `${url}/contacts`);
    const menu = page.getByRole("button", { name: "Import and export" });
    if (open === "click") await menu.click();
    else await menu.press(open);
    come();
    await expect(page.getByRole("menuitem", { name: "Export as CSV" })).toBeVisible();
    await page.unrouteAll();
  }

  come = await openBare(page, `${url}/contacts/import`);
  const buffer = Buffer.from("name,phone\nRosa,+7 343 0119955\n");
  const file = { name: "rosa.csv", mimeType: "text/csv", buffer };
  await page.locator("input[type=file]").setInputFiles(file);
  come();
  await expect(page.getByRole("button", { name: "Import 1 row" })).toBeVisible();
  await page.unrouteAll();
});

test("letters typed into the search of a page are in it, and are searched for", async ({
  office,
  signedIn,
}) => {
  const page = await signedIn("olena");
  const come = await openBare(page, `${office.product.url}/contacts`);
  const search = page.locator("main").getByRole("searchbox");
  await search.pressSequentially("Валентина");
  come();
  await expect(search).toHaveValue("Валентина");
  await expect(page).toHaveURL(/q=/);
  await expect(page.locator("main").getByRole("link", { name: "Аркадий" })).toHaveCount(0);
});

test("a name typed right after a choice that gives another one stays", async ({
  office,
  signedIn,
}) => {
  const page = await signedIn("admin");
  const come = await openBare(page, `${office.product.url}/admin/connections/new`);
  await page.getByLabel("Provider").selectOption("generic");
  const name = page.getByLabel("Name", { exact: true });
  await name.fill("Old PBX");
  come();
  await expect(page.getByLabel("Address for calls")).toBeVisible();
  await expect(name).toHaveValue("Old PBX");
  await page.getByLabel("Provider").selectOption("phonet");
  await expect(name).toHaveValue("Old PBX");
});
