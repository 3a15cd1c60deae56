import { endOrdered, expect, test, typeInDialog } from "./support/office";
import type { Page } from "@playwright/test";

/** The palette, open by its key; from here on nothing but the keyboard is used. */
async function openPalette(page: Page) {
  await page.keyboard.press("Control+K");
  const palette = page.getByRole("dialog", { name: "Search and commands" });
  await expect(palette.getByRole("combobox")).toBeFocused();
  return palette;
}

test("a contact is found by a piece of its name, by digits, in spite of a typo, and opened", async ({
  signedIn,
}) => {
  const page = await signedIn("olena");
  const palette = await openPalette(page);
  await page.keyboard.type("АРКА");
  await expect(palette.getByRole("option", { name: /^Аркадий/ })).toBeVisible();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("11224");
  await expect(palette.getByRole("option", { name: /^Борис/ })).toBeVisible();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("валинтина");
  await expect(palette.getByRole("option", { name: /^Валентина/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Валентина" })).toBeVisible();
  await expect(palette).toBeHidden();

  // What was opened is at hand when the palette is empty; what was typed is still there, and selected.
  await openPalette(page);
  await expect(palette.getByRole("combobox")).toHaveValue("валинтина");
  await page.keyboard.press("Delete");
  await expect(palette.getByRole("option", { name: "Валентина" })).toBeVisible();
});

test("settings are found by what people call them, and opened, by who may change them", async ({
  signedIn,
}) => {
  const admin = await signedIn("admin");
  const palette = await openPalette(admin);
  await admin.keyboard.type("режим работы");
  await expect(palette.getByRole("option", { name: "Working hours" })).toBeVisible();
  await expect(palette.getByRole("status").filter({ hasText: "1 found" })).toBeAttached();
  await expect(palette.getByText(/^Nothing found/)).toHaveCount(0);
  await admin.keyboard.press("Enter");
  const hours = admin.getByRole("dialog", { name: "Working hours" });
  await expect(hours).toBeVisible();
  await admin.keyboard.press("Escape");
  await expect(hours).toBeHidden();
  await expect(admin).toHaveURL(/\/callbacks$/);

  // From the page that holds it, and from any page for one's own.
  await openPalette(admin);
  await admin.keyboard.type("SLA");
  await admin.keyboard.press("Enter");
  await expect(admin.getByRole("dialog", { name: "Callback target" })).toBeVisible();
  await admin.keyboard.press("Escape");
  await openPalette(admin);
  await admin.keyboard.type("чорний список");
  await expect(palette.getByRole("option", { name: "Ignored numbers" })).toBeVisible();
  await admin.keyboard.press("Control+A");
  await admin.keyboard.type("ранковий лист");
  await expect(palette.getByRole("option", { name: "Calendar and mail" })).toBeVisible();
  await admin.keyboard.press("Enter");
  await expect(admin.getByRole("dialog", { name: "Calendar and mail" })).toBeVisible();

  const page = await signedIn("olena");
  const hers = await openPalette(page);
  await page.keyboard.type("SLA");
  await expect(hers.getByText("Nothing found for “SLA”")).toBeVisible();
});

test("screens and actions answer to their words in any language, and a number is called", async ({
  signedIn,
  office,
}) => {
  const page = await signedIn("olena");
  const palette = await openPalette(page);
  await page.keyboard.type("звонки");
  await expect(palette.getByRole("option", { name: "Calls" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/calls/);

  await openPalette(page);
  await page.keyboard.type("борис");
  await expect(palette.getByRole("option", { name: /^Борис/ })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => office.pbxLog.join("\n")).toContain("0112244");
  endOrdered(office, "101", "73430112244");

  await openPalette(page);
  await page.keyboard.type("нетникого");
  await expect(palette.getByText("Nothing found for “нетникого”")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
});

test("Enter that comes before the answer takes the first of the answer, and nothing of another", async ({
  signedIn,
  office,
}) => {
  const page = await signedIn("olena");
  // Before the palette's script is there, too.
  await page.keyboard.press("Control+K");
  await typeInDialog(page, "борис");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Борис" })).toBeVisible();

  await page.goto(`${office.product.url}/calls`);
  await expect(page.locator("[data-link-state=live]")).toBeAttached();
  const palette = await openPalette(page);
  await page.keyboard.type("борис");
  await expect(palette.getByRole("option", { name: /^Борис/ })).toBeVisible();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("валентина");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Валентина" })).toBeVisible();

  await openPalette(page);
  await page.keyboard.type("нетникого");
  await page.keyboard.press("Enter");
  await expect(palette.getByText("Nothing found for “нетникого”")).toBeVisible();
});
