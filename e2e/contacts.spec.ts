import type { Page } from "@playwright/test";
import { expect, test } from "./support/office";

const field = (page: Page, name: string) => page.getByRole("form", { name });

test("a contact is written down with two numbers and two e-mails, and edited where it stands", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  await olena.getByRole("link", { name: "New contact" }).click();
  await olena.getByLabel("Name", { exact: true }).fill("Галина Мороз");
  await olena.getByLabel("Number 1", { exact: true }).fill("+380 44 011 22 33");
  await olena.getByRole("button", { name: "Add a number" }).click();
  await olena.keyboard.type("101");
  await olena.getByLabel("Label of number 2").fill("Desk");
  await olena.getByLabel("Company").fill("ТОВ «Світанок»");
  await olena.getByLabel("E-mail 1", { exact: true }).fill("galyna@example.test");
  await olena.getByRole("button", { name: "Add an e-mail" }).click();
  await olena.keyboard.type("wrong");
  await olena.getByLabel("Tags").fill("VIP");
  await olena.getByRole("button", { name: "Create contact" }).click();
  await expect(olena.getByLabel("E-mail 2", { exact: true })).toHaveAttribute(
    "aria-invalid",
    "true",
  );
  await expect(olena.getByLabel("E-mail 2", { exact: true })).toBeFocused();
  await olena.keyboard.type("@example.test");
  await olena.keyboard.press("Enter");
  await expect(olena.getByRole("heading", { name: "Галина Мороз" })).toBeVisible();
  const main = olena.getByRole("main");
  for (const text of ["+380 44 011 2233", "Desk", "wrong@example.test", "VIP"]) {
    await expect(main).toContainText(text);
  }

  // Two people, two fields: both stay. Then one field: both are shown.
  const ivan = await signedIn("ivan");
  await ivan.goto(olena.url());
  for (const [page, name] of [
    [olena, "Source"],
    [ivan, "Note"],
    [olena, "Note"],
  ] as const) {
    await page.getByRole("button", { name: `Edit: ${name}` }).press("Enter");
    await expect(field(page, name).getByLabel(name)).toBeFocused();
  }
  await field(olena, "Source").getByLabel("Source").fill("Fair");
  await field(olena, "Source").getByLabel("Source").press("Enter");
  await expect(field(olena, "Source")).toHaveCount(0);
  await field(ivan, "Note").getByLabel("Note").fill("Calls back on Monday");
  await field(ivan, "Note").getByLabel("Note").press("Control+Enter");
  await expect(ivan.getByRole("main")).toContainText("Calls back on Monday");
  await expect(ivan.getByRole("main")).toContainText("Fair");
  await field(olena, "Note").getByLabel("Note").fill("Prefers e-mail");
  await field(olena, "Note").getByLabel("Note").press("Control+Enter");
  const choice = olena.getByRole("alert").filter({ hasText: "Which version do you want to keep?" });
  await expect(choice).toContainText("Calls back on Monday");
  await expect(choice).toContainText("Prefers e-mail");
  await choice.getByRole("button", { name: "Keep both" }).click();
  await expect(choice).toHaveCount(0);
  // Shown at once, and saved a moment later.
  await expect(async () => {
    await ivan.reload();
    const both = /Calls back on Monday\s+Prefers e-mail/;
    await expect(ivan.getByRole("main")).toContainText(both, { timeout: 5_000 });
  }).toPass();

  // What could not be saved is as it was, and what was typed is still there.
  await ivan.route("**/contacts/*", (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await ivan.getByRole("button", { name: "Edit: Name" }).click();
  await field(ivan, "Name").getByLabel("Name").fill("Unsaved");
  await field(ivan, "Name").getByLabel("Name").press("Enter");
  await expect(ivan.getByText("Couldn’t save “Name”")).toBeVisible();
  await expect(field(ivan, "Name").getByLabel("Name")).toHaveValue("Unsaved");
  await expect(ivan.getByRole("heading", { level: 1 })).toHaveText("Галина Мороз");

  // The company has its own page.
  await olena.getByRole("main").getByRole("link", { name: "ТОВ «Світанок»" }).click();
  await expect(olena).toHaveURL(/\/companies\//);
  await olena.getByRole("button", { name: "Edit: Website" }).click();
  await field(olena, "Website").getByLabel("Website").fill("svitanok.example");
  await olena.keyboard.press("Enter");
  await expect(olena.getByRole("link", { name: "svitanok.example" })).toBeVisible();
  await expect(olena.getByRole("main")).toContainText("Галина Мороз");
  expect(office.product.output()).not.toContain("an action failed");
});

test("a list is narrowed down and kept; what is chosen is tagged, deleted and brought back", async ({
  signedIn,
}) => {
  const olena = await signedIn("olena");
  const rows = olena.getByRole("table").getByRole("row");
  const everybody = await rows.count();
  await olena.getByRole("checkbox", { name: "Select Борис" }).click();
  await olena.getByRole("checkbox", { name: "Select Валентина" }).click({ modifiers: ["Shift"] });
  const bar = olena.getByRole("toolbar", { name: "Selected contacts" });
  await expect(bar).toContainText("2 selected");
  await bar.getByRole("button", { name: "Owner" }).click();
  await olena.getByRole("menuitem", { name: "Olena" }).click();
  await expect(olena.getByText("2 contacts changed")).toBeVisible();
  await bar.getByRole("button", { name: "Add tag" }).click();
  await olena.getByRole("combobox", { name: "Tag" }).fill("spring");
  await olena.keyboard.press("Enter");
  await expect(rows.filter({ hasText: "spring" })).toHaveCount(2);

  await olena.getByRole("button", { name: "Filters" }).click();
  await olena.getByLabel("Owner", { exact: true }).selectOption({ label: "Mine" });
  await olena.getByLabel("Tag", { exact: true }).selectOption({ label: "spring" });
  await olena.getByRole("button", { name: "Show" }).click();
  await expect(rows).toHaveCount(3);
  await olena.getByRole("button", { name: "Columns" }).click();
  await olena.getByRole("checkbox", { name: "Owner" }).click();
  await olena.keyboard.press("Escape");
  await expect(olena.getByRole("columnheader", { name: "Owner" })).toBeVisible();
  await olena.getByRole("button", { name: "Save as a view" }).click();
  await olena.getByRole("dialog").getByLabel("Name").fill("Spring, mine");
  await olena.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  const views = olena.getByRole("navigation", { name: "Views" });
  await expect(views.getByRole("link", { name: "Spring, mine" })).toHaveAttribute(
    "aria-current",
    "page",
  );
  await olena.goto(new URL("/contacts", olena.url()).href);
  await expect(rows).toHaveCount(everybody);
  await views.getByRole("link", { name: "Spring, mine" }).click();
  await expect(rows).toHaveCount(3);

  await olena.getByRole("checkbox", { name: "Select all on this page" }).click();
  await bar.getByRole("button", { name: "Delete" }).click();
  await expect(olena.getByText("No contacts match these filters")).toBeVisible();
  await olena.getByRole("button", { name: "Undo" }).click();
  await expect(rows).toHaveCount(3);

  // Deleted from its page, found in the bin, and back with all it had.
  await rows.getByRole("link", { name: "Борис" }).click();
  await olena.getByRole("button", { name: "Delete the contact" }).click();
  await expect(olena).toHaveURL(/\/contacts$/);
  await expect(rows).toHaveCount(everybody - 1);
  await olena.getByRole("link", { name: "Bin" }).click();
  await expect(rows.filter({ hasText: "Борис" })).toContainText("Olena");
  await olena.getByRole("button", { name: "Restore Борис" }).click();
  await expect(olena.getByText("The bin is empty")).toBeVisible();
  await olena.goto(new URL("/contacts?q=борис", olena.url()).href);
  await expect(rows.filter({ hasText: "Борис" })).toContainText("spring");
});
