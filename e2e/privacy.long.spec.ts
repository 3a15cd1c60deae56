import AxeBuilder from "@axe-core/playwright";
import { readFileSync } from "node:fs";
import { expect, test } from "./support/office";

test("an administrator exports what is held about somebody, then erases it by the typed name", async ({
  office,
  signedIn,
}) => {
  const page = await signedIn("admin");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`${office.product.url}/contacts/new`);
  await page.getByLabel("Name", { exact: true }).fill("Forgotten Client");
  await page.getByRole("button", { name: "Create contact" }).click();
  await page.getByRole("heading", { name: "Forgotten Client", level: 1 }).waitFor();

  await page.getByRole("button", { name: "Personal data" }).press("Enter");
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Export personal data" }).press("Enter");
  const file = await (await download).path();
  const held = JSON.parse(readFileSync(file, "utf8")) as { Contact: { name: string }[] };
  expect(held.Contact.map(({ name }) => name)).toEqual(["Forgotten Client"]);

  await page.getByRole("button", { name: "Personal data" }).press("Enter");
  await page.getByRole("menuitem", { name: "Erase permanently…" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("To confirm, type: Forgotten Client").fill("Somebody else");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await dialog.getByRole("button", { name: "Erase permanently" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("The name doesn’t match");
  await dialog.getByLabel("To confirm, type: Forgotten Client").fill("Forgotten Client");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Everything about this person has been erased")).toBeVisible();
  await expect(page.getByRole("link", { name: "Forgotten Client" })).toHaveCount(0);

  const olena = await signedIn("olena");
  await olena.getByRole("table").getByRole("link", { name: "Аркадий" }).click();
  await olena.getByRole("heading", { name: "Аркадий" }).waitFor();
  await expect(olena.getByRole("button", { name: "Personal data" })).toHaveCount(0);
});

test("an administrator says who may call where, and a refusal names the rule", async ({
  office,
  signedIn,
}) => {
  const page = await signedIn("admin");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await page.goto(`${office.product.url}/admin/numbers`);
  await page.getByRole("button", { name: "Who may call where" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Sales may call").selectOption("home");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The rules have been saved")).toBeVisible();

  const olena = await signedIn("olena");
  await olena.goto(`${office.product.url}/dial?number=%2B14155550100`);
  await olena.getByRole("main").getByRole("button", { name: "Call", exact: true }).click();
  await expect(olena.getByText("You can’t call this country.")).toBeVisible();

  await page.getByRole("button", { name: "Who may call where" }).click();
  await expect(dialog.getByLabel("Sales may call")).toHaveValue("home");
  await dialog.getByLabel("Sales may call").selectOption("everywhere");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
});
