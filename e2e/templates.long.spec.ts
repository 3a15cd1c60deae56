import AxeBuilder from "@axe-core/playwright";
import { expect, popup, test } from "./support/office";

// Its scripts and its wrapped-up call are nobody else's.
test.use({ officeOf: "templates" });

const line = "73430009988";
const parties = { from: "73430112255", to: "101" };

test("a script for a line and a template are written, read out and put in when a call comes in on it", async ({
  office,
  signedIn,
}) => {
  const ada = await signedIn("admin");
  await ada.getByRole("link", { name: "Templates and scripts" }).click();
  await ada.getByRole("button", { name: "New note template" }).click();
  const dialog = ada.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Price list");
  await dialog.getByLabel("Text").fill("{kompany} wants a price list.");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toHaveText(/^\{kompany\} can’t be filled in/);
  await dialog.getByLabel("Text").fill("");
  await dialog.getByRole("button", { name: "{client}" }).click();
  await ada.keyboard.type(" wants a price list.");
  const { violations } = await new AxeBuilder({ page: ada }).include("[role=dialog]").analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(ada.getByRole("list", { name: "Notes" })).toContainText(
    "{client} wants a price list.",
  );

  await ada.getByRole("button", { name: "New SMS template" }).click();
  await dialog.getByLabel("Name").fill("Thanks");
  await dialog.getByLabel("Text").fill("{client} ({company}), thank you!");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);

  await ada.getByRole("button", { name: "New script" }).click();
  await dialog.getByLabel("Line").fill("8 343 000-99-88");
  await dialog.getByLabel("Script").fill("Good day, Romashka!\nWhat are you calling about?");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(ada.getByRole("list", { name: "Line scripts" })).toContainText("+7 343 000 99 88");

  const olena = await signedIn("olena");
  const callID = office.pbx.generate({ type: "2", ...parties, line });
  const card = popup(olena, /343 011 22 55/);
  await expect(card.getByRole("button", { name: "Script" })).toBeVisible();
  await olena.keyboard.press("F8");
  await olena.keyboard.press("s");
  const script = card.getByRole("region", { name: "Script" });
  await expect(script).toContainText("What are you calling about?");
  office.pbx.generate({ type: "32", callID, ...parties, line });

  const note = card.getByRole("textbox", { name: "Note about this call" });
  await note.fill("Calls from the road");
  await note.press("F2");
  await expect(olena.getByRole("option", { name: "Price list" })).toBeVisible();
  await olena.keyboard.type("price");
  await olena.keyboard.press("Enter");
  await expect(note).toHaveValue("Calls from the road Валентина wants a price list.");
  await expect(note).toBeFocused();
  await expect(card).toContainText("Saved");
  const cardAxe = await new AxeBuilder({ page: olena }).include("[data-card]").analyze();
  expect(cardAxe.violations.map(({ id }) => id)).toEqual([]);

  office.pbx.generate({ type: "4", callID, ...parties, line, duration: "20" });
  await olena.goto(`${office.product.url}/contacts`);
  await olena.getByRole("table").getByRole("link", { name: "Валентина" }).click();
  await expect(olena.getByRole("region", { name: "Timeline" })).toContainText(
    "Calls from the road Валентина wants a price list.",
  );
  await olena.getByRole("button", { name: "SMS", exact: true }).click();
  const sms = olena.getByRole("dialog", { name: "SMS to Валентина" });
  await sms.getByLabel("Text").press("F2");
  await expect(olena.getByRole("option", { name: "Thanks" })).toBeVisible();
  // Out of the list one is in the dialog still.
  await olena.keyboard.press("Escape");
  await expect(sms.getByLabel("Text")).toBeFocused();
  await olena.keyboard.press("F2");
  await olena.getByRole("option", { name: "Thanks" }).click();
  await expect(sms.getByLabel("Text")).toHaveValue("Валентина, thank you!");
  await expect(sms).toContainText("21 characters, 1 message");
  await olena.keyboard.press("Escape");
  await sms.getByRole("button", { name: "Discard" }).click();

  // The next card is as she has left this one: open.
  const next = office.pbx.generate({ type: "2", ...parties, line });
  await expect(script).toContainText("Good day, Romashka!");
  office.pbx.generate({ type: "4", callID: next, ...parties, line });
});
