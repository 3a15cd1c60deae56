/** A person whose own clock is not the company's, which all screens go by. */
import type { Page } from "@playwright/test";
import { expect, test, type Office } from "./support/office";

test.use({ timezoneId: "America/Los_Angeles" });

const company = "Asia/Tokyo";
const client = "73435550777";

async function chooseZone(admin: Page, office: Office, zone: string): Promise<void> {
  await admin.goto(`${office.product.url}/statistics`);
  await admin.getByRole("button", { name: "Time zone" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByLabel("Time zone").selectOption(zone);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
}

/** As clocks in the company show it. */
function shown(at: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: company, ...options }).format(at);
}

test("every time is the company's, what is typed too, and the menu says whose it is", async ({
  office,
  signedIn,
}) => {
  const admin = await signedIn("admin");
  const faults: string[] = [];
  admin.on("console", (line) => line.type() === "error" && faults.push(line.text()));
  admin.on("pageerror", (error) => faults.push(error.message));
  await chooseZone(admin, office, company);

  await admin.getByRole("button", { name: /Ada Admin/ }).click();
  await expect(admin.getByText("Times are in Japan Time")).toBeVisible();
  await admin.keyboard.press("Escape");

  const callID = office.pbx.generate({ type: "2", from: client, to: "101" });
  office.pbx.generate({ type: "4", callID, from: client, to: "101", duration: "0" });
  await admin.goto(`${office.product.url}/calls`);
  const row = admin.getByRole("row").filter({ hasText: "+7 343 555 07 77" });
  const time = row.locator("time").first();
  const at = new Date((await time.getAttribute("datetime"))!);
  const moment = shown(at, { dateStyle: "full", timeStyle: "long" });
  // Spaces between a time and its half of the day differ from one version of Unicode to another.
  const plain = (text: string) => text.replace(/\s/g, " ");
  await expect
    .poll(async () => plain((await time.getAttribute("title")) ?? ""))
    .toBe(plain(moment));

  await admin.goto(`${office.product.url}/callbacks`);
  const waiting = admin.getByRole("listitem").filter({ hasText: "+7 343 555 07 77" });
  await waiting.getByRole("button", { name: /More/ }).click();
  await admin.getByRole("menuitem", { name: "Pick a time…" }).click();
  const dialog = admin.getByRole("dialog");
  await expect(dialog.getByText("Times are in Japan Time")).toBeVisible();
  const inDays = new Date(Date.now() + 2 * 86_400_000);
  const date = inDays.toISOString().slice(0, 10);
  await dialog.locator("input[type=datetime-local]").fill(`${date}T21:15`);
  await dialog.getByRole("button", { name: "Postpone" }).click();
  await expect(admin.getByText(/21:15/).first()).toBeVisible();
  expect(faults).toEqual([]);

  await chooseZone(admin, office, "");
});
