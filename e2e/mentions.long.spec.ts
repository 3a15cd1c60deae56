/** A colleague is mentioned, is told of it where they are, and goes there by key. */
import AxeBuilder from "@axe-core/playwright";
import { expect, popup, test } from "./support/office";

test("Olena mentions Ivan: his count grows at once, Enter leads him there, and it is gone", async ({
  office,
  signedIn,
}) => {
  const [olena, ivan] = [await signedIn("olena"), await signedIn("ivan")];
  const count = ivan.getByRole("navigation").locator("[data-notice-count]").first();
  await expect(count).toHaveCount(0);

  await olena.goto(`${office.product.url}/contacts?q=Борис`);
  await olena.getByRole("link", { name: "Борис" }).click();
  const timeline = olena.getByRole("region", { name: "Timeline" });
  const note = timeline.getByRole("textbox", { name: "Note" });
  await note.click();
  await olena.keyboard.type("@iv");
  await expect(timeline.getByRole("option", { name: "Ivan" })).toBeVisible();
  await olena.keyboard.press("Enter");
  await olena.keyboard.type("send the price list");
  await olena.keyboard.press("Control+Enter");
  const entry = timeline.getByRole("listitem").filter({ hasText: "@Ivan send the price list" });
  await expect(entry.getByText("@Ivan", { exact: true })).toHaveCSS("font-weight", "500");

  await expect(count).toHaveAttribute("data-notice-count", "1");
  await ivan.keyboard.press("g");
  await ivan.keyboard.press("f");
  await expect(ivan.getByRole("heading", { name: "For me" })).toBeVisible();
  const notice = ivan.getByRole("link", { name: /Борис.*You were mentioned · Olena/ });
  await expect(notice).toContainText("@Ivan send the price list");
  const { violations } = await new AxeBuilder({ page: ivan }).analyze();
  expect(violations).toEqual([]);
  await ivan.keyboard.press("j");
  await expect(notice).toBeFocused();
  await ivan.keyboard.press("Enter");
  await expect(ivan.getByRole("heading", { name: "Борис" })).toBeVisible();
  await expect(ivan.getByText("send the price list")).toBeVisible();
  await expect(count).toHaveCount(0);

  await entry.getByRole("button", { name: "Edit note" }).click();
  await timeline.getByRole("textbox", { name: "Note" }).last().fill("nobody in particular");
  await ivan.goto(`${office.product.url}/notices`);
  await expect(notice).toBeVisible();
  await olena.keyboard.press("Control+Enter");
  await expect(ivan.getByText("Nothing new")).toBeVisible();
});

test("a note typed in a call tells whom it names once it is left alone; a promise a colleague keeps is told", async ({
  office,
  signedIn,
}) => {
  const [olena, ivan] = [await signedIn("olena"), await signedIn("ivan")];
  const count = ivan.getByRole("navigation").locator("[data-notice-count]").first();
  const from = "73430112244";
  const call = { from, to: "101" };
  const callID = office.pbx.generate({ type: "2", ...call });
  office.pbx.generate({ type: "32", callID, ...call });
  const card = popup(olena, /\+7 343 011 22 44/);
  await expect(card).toHaveAttribute("data-state", "active");
  const note = card.getByLabel("Note about this call");
  await note.fill("@Ivan, or rather not: ");
  await expect(card.getByText("Saved", { exact: true })).toBeVisible();
  await note.fill("the offer is with @Ivan");
  await expect(card.getByText("Saved", { exact: true })).toBeVisible();
  await expect(count).toHaveAttribute("data-notice-count", "1");
  await ivan.goto(`${office.product.url}/notices`);
  const notice = ivan.getByRole("link", { name: /Борис.*You were mentioned · Olena/ });
  await expect(notice).toContainText("the offer is with @Ivan");
  await note.fill("the offer, signed, is with @Ivan");
  await expect(notice).toContainText("signed");
  office.pbx.generate({ type: "4", callID, ...call, direction: "0", duration: "5" });

  await notice.click();
  await ivan
    .getByRole("region", { name: "Summary" })
    .getByRole("button", { name: "Schedule" })
    .click();
  const dialog = ivan.getByRole("dialog");
  await dialog.getByLabel("Topic").fill("bring the papers");
  await ivan.keyboard.press("Tab");
  await ivan.keyboard.press("ArrowRight");
  await expect(dialog.getByRole("radio", { name: "Write" })).toBeChecked();
  await ivan.keyboard.press("Enter");
  await expect(ivan.getByRole("region", { name: "Summary" })).toContainText("bring the papers");
  await ivan.goto(`${office.product.url}/notices`);
  await olena.goto(`${office.product.url}/callbacks`);
  const task = olena
    .getByRole("list", { name: "Later" })
    .getByRole("listitem")
    .filter({ hasText: "bring the papers" });
  await task.focus();
  await olena.keyboard.press("e");
  const kept = ivan.getByRole("link", { name: /Борис.*Your scheduled callback is done.*Olena/ });
  await expect(kept).toContainText("bring the papers");
});
