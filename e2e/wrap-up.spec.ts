import type { Page } from "@playwright/test";
import { expect, popup, test, typeInDialog, type Office } from "./support/office";

const ring = (office: Office, from: string) => office.pbx.generate({ type: "2", from, to: "101" });
const answer = (office: Office, callID: string, from: string) =>
  office.pbx.generate({ type: "32", callID, from, to: "101" });
const end = (office: Office, callID: string, from: string, duration = "0") =>
  office.pbx.generate({ type: "4", callID, from, to: "101", direction: "0", duration });

/** The newest card says whose the call is: the one whom these letters find first. */
async function attach(page: Page, letters: string, name: string) {
  await page.keyboard.press("F8");
  await page.keyboard.press("a");
  await typeInDialog(page, letters);
  await expect(page.getByRole("option", { name }).first()).toBeEnabled();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

test("an unknown caller is attached to a contact in five keys, older calls and all", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  const number = "73430117701";
  const card = popup(olena, /\+7 343 011 77 01/);
  const earlier = ring(office, number);
  await expect(card).toContainText("First today");
  end(office, earlier, number);
  await expect(card).toHaveCount(0);

  const callID = ring(office, number);
  await expect(card).toContainText("2nd today");
  await attach(olena, "бор", "Борис");
  await expect(card).toContainText("Борис");
  await expect(card).toBeFocused();
  end(office, callID, number);
  await expect(card).toHaveCount(0);
  await olena.goto(`${office.product.url}/calls`);
  const rows = olena.getByRole("row", { name: /\+7 343 011 77 01/ });
  await expect(rows.filter({ hasText: "Борис" })).toHaveCount(2);
});

test("a note typed while talking survives a reload and the talk; key 1 says what it gave", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  const number = "73430112255";
  const card = popup(olena, /\+7 343 011 22 55/);
  const callID = ring(office, number);
  answer(office, callID, number);
  await expect(card).toHaveAttribute("data-state", "active");
  await olena.keyboard.press("F8");
  await olena.keyboard.press("n");
  await olena.keyboard.type("wants the price");
  await olena.reload();
  await expect(card.getByLabel("Note about this call")).toHaveValue("wants the price");
  await expect(card.getByText("Saved", { exact: true })).toBeVisible();

  // The talk ends in the middle of a word: the card becomes a strip, and the typing goes on in it.
  await olena.keyboard.press("F8");
  await olena.keyboard.press("n");
  await olena.keyboard.press("End");
  await olena.keyboard.type(" li");
  end(office, callID, number, "65");
  const strip = olena.locator("[data-wrap-up]").filter({ hasText: "Валентина" });
  const note = strip.getByLabel("Note about this call");
  await expect(note).toBeFocused();
  await olena.keyboard.type("st");
  await expect(note).toHaveValue("wants the price list");
  await olena.keyboard.press("Escape");
  await expect(strip).toBeFocused();
  await expect(strip.getByRole("button", { name: /1\s*Agreed/ })).toBeVisible();
  await olena.keyboard.press("1");
  await expect(strip).toHaveCount(0);
  // The strip goes at once; the notice comes when the outcome is stored.
  await expect(olena.getByText("Валентина: Agreed")).toBeVisible();

  await olena.goto(`${office.product.url}/calls`);
  const row = olena.getByRole("row", { name: /Валентина/ }).first();
  await expect(row).toContainText("Agreed");
  // The next call shows it while it rings.
  const next = ring(office, number);
  await expect(card).toContainText("wants the price list");
  await expect(card).toContainText("Agreed · Olena");
  end(office, next, number);
  await expect(card).toHaveCount(0);
});

test("a wrong match is corrected, and the next call knows", async ({ office, signedIn }) => {
  const olena = await signedIn("olena");
  const number = "73430117702";
  const card = popup(olena, /\+7 343 011 77 02/);
  const first = ring(office, number);
  await expect(card).toBeVisible();
  await attach(olena, "вален", "Валентина");
  await expect(card).toContainText("Валентина");
  await card.getByRole("button", { name: "Wrong person" }).click();
  await typeInDialog(olena, "арк");
  await olena.getByRole("option", { name: /Аркадий/ }).click();
  await expect(card).toContainText("Аркадий");
  end(office, first, number);
  await expect(card).toHaveCount(0);

  const second = ring(office, number);
  await expect(card).toContainText("Аркадий");
  await expect(card).not.toContainText("Валентина");
  end(office, second, number);
  await expect(card).toHaveCount(0);
});

test("an administrator edits the list of outcomes", async ({ office, signedIn }) => {
  const admin = await signedIn("admin");
  await admin.goto(`${office.product.url}/admin/outcomes`);
  const list = admin.getByRole("list", { name: "Call outcomes" });
  await admin.getByLabel("New outcome").fill("Meeting booked");
  await admin.keyboard.press("Enter");
  await expect(list.getByRole("listitem")).toHaveCount(7);
  await admin.getByRole("button", { name: "Rename “Agreed”" }).click();
  await admin.getByLabel("Rename “Agreed”").fill("Sold");
  await admin.keyboard.press("Enter");
  await admin.getByRole("button", { name: "Move “Interested” up" }).click();
  await expect(list.getByRole("listitem").first()).toContainText("Interested");
  await admin.getByRole("button", { name: "Archive “Wrong number”" }).click();
  await expect(list).not.toContainText("Wrong number");

  const olena = await signedIn("olena");
  const number = "73430117703";
  const callID = ring(office, number);
  answer(office, callID, number);
  end(office, callID, number, "5");
  const strip = olena.locator("[data-wrap-up]").filter({ hasText: "77 03" });
  const choices = strip.getByRole("group", { name: "Outcome" }).getByRole("button");
  await expect(choices).toHaveText([
    "1Interested",
    "2Sold",
    "3Call again",
    "4Question answered",
    "5Not interested",
    "6Meeting booked",
  ]);
  await olena.keyboard.press("F9");
  await olena.keyboard.press("6");
  await expect(strip).toHaveCount(0);
  await expect(olena.getByText(/: Meeting booked/)).toBeVisible();
  await olena.goto(`${office.product.url}/calls`);
  await expect(olena.getByRole("row", { name: /77 03/ }).first()).toContainText("Meeting booked");
});
