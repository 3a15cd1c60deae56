import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { expect, test, type Office } from "./support/office";

/** Where nothing else waits: a call that another flow has left ringing is missed a minute later. */
test.use({ officeOf: "the queue" });

/** Each of these flows has a client of its own. */
const clients = { twice: "73435550001", race: "73435550002", later: "73435550003" };

function miss(office: Office, from: string): void {
  const callID = office.pbx.generate({ type: "2", from, to: "101" });
  office.pbx.generate({ type: "4", callID, from, to: "101", direction: "0", duration: "0" });
}

function talk(office: Office, from: string): void {
  const callID = office.pbx.generate({ type: "2", from, to: "101" });
  office.pbx.generate({ type: "32", callID, from, to: "101" });
  office.pbx.generate({ type: "4", callID, from, to: "101", direction: "0", duration: "5" });
}

const row = (page: Page, number: string) =>
  page
    .getByRole("main")
    .getByRole("listitem")
    .filter({ hasText: `+7 343 555 ${number.slice(-4, -2)} ${number.slice(-2)}` });

const waiting = async (page: Page) => {
  const count = page.locator("[data-callback-count]");
  return (await count.count()) > 0 ? Number(await count.getAttribute("data-callback-count")) : 0;
};

test("who is missed twice waits once, before everybody's eyes, until somebody talks with them", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  const ivan = await signedIn("ivan");
  const before = await waiting(ivan);
  miss(office, clients.twice);
  await expect.poll(() => waiting(ivan)).toBe(before + 1);
  await expect(ivan).toHaveTitle(new RegExp(`^\\(${before + 1}\\) `));

  await ivan.getByRole("link", { name: /Callbacks/ }).click();
  await expect(row(ivan, clients.twice)).toContainText("1 missed call");
  // Within two seconds it would be the next telephone of a group: nobody dials again as quickly.
  await sleep(2_500);
  miss(office, clients.twice);
  await expect(row(ivan, clients.twice)).toContainText("2 missed calls");
  await expect(row(ivan, clients.twice)).toContainText("Office PBX");
  expect(await waiting(olena)).toBe(before + 1);

  talk(office, clients.twice);
  await expect(row(ivan, clients.twice)).toHaveCount(0);
  await expect.poll(() => waiting(olena)).toBe(before);
});

test("two who press at once: one is on it, and the other reads who", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  const ivan = await signedIn("ivan");
  miss(office, clients.race);
  for (const page of [olena, ivan]) await page.goto(`${office.product.url}/callbacks`);
  const states = (page: Page) => row(page, clients.race).getByText(/(is|are) on it/);
  // The slower one's button may be gone before it is pressed.
  const press = (page: Page) => {
    const pressed = row(page, clients.race).getByRole("button", { name: /^I’m on it/ });
    return Promise.race([pressed.click(), states(page).waitFor()]);
  };
  await Promise.all([press(olena), press(ivan)]);
  await expect(states(olena)).toBeVisible();
  await expect(states(ivan)).toBeVisible();
  const words = [await states(olena).innerText(), await states(ivan).innerText()].sort();
  expect([
    ["Olena is on it", "You are on it"],
    ["Ivan is on it", "You are on it"],
  ]).toContainEqual(words);
});

test("later, and back; done, and back; by key", async ({ office, signedIn }) => {
  const olena = await signedIn("olena");
  miss(office, clients.later);
  await olena.goto(`${office.product.url}/callbacks`);
  const client = row(olena, clients.later);
  await client.getByRole("button", { name: /^More/ }).click();
  await olena.getByRole("menuitem", { name: "In an hour" }).click();
  const later = olena.getByRole("list", { name: "Later" });
  await expect(
    later.getByRole("listitem").filter({ has: olena.getByText("555 00 03") }),
  ).toBeVisible();
  await olena.getByRole("button", { name: "Undo" }).click();
  await expect(olena.getByRole("list", { name: "Waiting for a call" })).toContainText("555 00 03");

  await client.getByRole("button", { name: /^Done/ }).click();
  await expect(client).toHaveCount(0);
  await olena.getByRole("button", { name: "Undo" }).first().click();
  await expect(client).toBeVisible();

  await olena.locator("h1").click();
  await olena.keyboard.press("j");
  await expect(olena.getByRole("listitem").and(olena.locator(":focus"))).toBeVisible();
  await client.focus();
  await olena.keyboard.press("Enter");
  await expect(client).toContainText("You are on it");
  await expect.poll(() => office.pbxLog.join()).toContain(`dst = ${clients.later}`);
  const call = { from: "101", to: clients.later };
  const callID = office.pbx.generate({ type: "8", ...call });
  office.pbx.generate({ type: "16", callID, ...call });
  await expect(client).toContainText("On the call");
  office.pbx.generate({ type: "4", callID, ...call, direction: "1", duration: "7" });
  await expect(client).toContainText("Call ended");
  await olena.keyboard.press("F9");
  await olena.keyboard.press("1");
  await expect(client).toHaveCount(0);
});
