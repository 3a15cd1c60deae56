/** What one reads before one calls, and what is promised that is no call. */
import { expect, popup, test } from "./support/office";

test.use({ officeOf: "before calling" });

const number = "73430112255";
const stranger = "73435550091";

test("beside the queue stands who is selected; a letter that was promised waits there until it is done", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  await olena.setViewportSize({ width: 1680, height: 900 });
  for (const from of [number, stranger]) {
    const callID = office.pbx.generate({ type: "2", from, to: "101" });
    await expect(popup(olena, /\+7 343/).first()).toBeVisible();
    office.pbx.generate({ type: "4", callID, from, to: "101", direction: "0", duration: "0" });
  }
  await olena.goto(`${office.product.url}/callbacks`);
  await olena.getByRole("listitem").filter({ hasText: "Валентина" }).first().focus();
  const beside = olena.getByRole("region", { name: "Валентина" });
  await expect(beside.getByText("Missed")).toBeVisible();
  await olena.getByRole("listitem").filter({ hasText: "555 00 91" }).first().focus();
  const unknown = olena.getByRole("region", { name: "+7 343 555 00 91" });
  await expect(unknown.getByText("Not in your contacts yet")).toBeVisible();
  await expect(unknown.getByText("Missed")).toBeVisible();
  await expect(beside).toHaveCount(0);

  await olena.setViewportSize({ width: 1200, height: 900 });
  await expect(unknown).toHaveCount(0);
  await olena.getByRole("link", { name: "Валентина" }).first().click();
  await olena.getByRole("button", { name: "Schedule" }).click();
  const dialog = olena.getByRole("dialog");
  await dialog.getByLabel("Topic").fill("send the offer");
  await olena.keyboard.press("Tab");
  await olena.keyboard.press("ArrowRight");
  await expect(dialog.getByRole("radio", { name: "Write" })).toBeChecked();
  await olena.keyboard.press("Enter");
  await expect(olena.getByRole("region", { name: "Summary" })).toContainText("send the offer");

  await olena.goto(`${office.product.url}/callbacks`);
  const task = olena.getByRole("list", { name: "Later" }).getByRole("listitem");
  await expect(task).toContainText("Write");
  await task.focus();
  await olena.keyboard.press("e");
  await expect(task).toHaveCount(0);
  // The call that is owed to her is another thing.
  await expect(olena.getByRole("listitem").filter({ hasText: "Валентина" })).toHaveCount(1);
});
