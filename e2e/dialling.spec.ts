import type { Page } from "@playwright/test";
import { endOrdered, expect, test, type Office } from "./support/office";

/** Clients who are awake, whenever this runs: in New York in its daytime, else somewhere in Russia. */
const area = new Date().getUTCHours() >= 14 ? "1212555" : "7912555";
const clients = [
  { name: "Dialled One", number: `${area}0151` },
  { name: "Dialled Two", number: `${area}0152` },
] as const;

async function begin(page: Page, office: Office) {
  await page.goto(`${office.product.url}/contacts?q=Dialled`);
  await page.getByRole("button", { name: "Call one by one" }).click();
  await expect(page).toHaveURL(/\/dialling\//);
}
const atHand = (page: Page) => page.getByRole("region", { name: "Client to call" });

test("two people on one list have a client each, read why others are skipped, and call by Enter", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  for (const { name, number } of clients) {
    const known = new URLSearchParams({ name, phone: `+${number}` });
    await olena.goto(`${office.product.url}/contacts/new?${known}`);
    await olena.waitForLoadState("networkidle");
    await olena.getByRole("button", { name: /^Create/ }).click();
    await expect(olena.getByRole("heading", { name, level: 1 })).toBeVisible();
  }
  const ivan = await signedIn("ivan");
  await begin(olena, office);
  await expect(atHand(olena)).toContainText("Dialled One");
  await begin(ivan, office);
  await expect(atHand(ivan)).toContainText("Dialled Two");
  expect(new URL(ivan.url()).pathname).toBe(new URL(olena.url()).pathname);
  await ivan.getByText("Not on offer now: 1").click();
  await expect(ivan.getByText("Olena is on it")).toBeVisible();

  await atHand(olena).focus();
  await olena.keyboard.press("Enter");
  const dialled = () => office.pbxLog.map((line) => line.replace(/\D/g, ""));
  await expect.poll(dialled).toContain(`101${clients[0].number}`);
  endOrdered(office, "101", clients[0].number);
});
