import { readFileSync } from "node:fs";
import { expect, test } from "./support/office";

test("an administrator gives a colleague another role and sees it in the log, before and after", async ({
  office,
  signedIn,
}) => {
  const admin = await signedIn("admin");
  const { url } = office.product;
  const change = async (role: string) => {
    await admin.goto(`${url}/admin/people`);
    await admin.getByRole("row", { name: /Ivan/ }).getByRole("button", { name: /Edit/ }).click();
    await admin.getByRole("dialog").getByLabel("Role").selectOption(role);
    await admin.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await expect(admin.getByRole("dialog")).toHaveCount(0);
  };
  await change("manager");

  await admin.getByRole("link", { name: "Audit log" }).click();
  const entry = admin.getByRole("row").filter({ hasText: "Role changed" }).first();
  await expect(entry).toContainText("Ada Admin");
  await expect(entry).toContainText("Ivan");
  await expect(entry).toContainText("127.0.0.1");
  await entry.getByText("Role changed").click();
  const details = entry.getByRole("table", { name: "Details: Role changed" });
  await expect(details.getByRole("row", { name: /Role/ })).toContainText("Sales");
  await expect(details.getByRole("row", { name: /Role/ })).toContainText("Manager");

  // Back as it was, for whoever uses this office next; both are there.
  await change("sales");
  await admin.goto(`${url}/audit`);
  await admin.getByLabel("Events").selectOption({ label: "People" });
  await admin.getByLabel("Name or ID").fill("ivan");
  await admin.getByRole("button", { name: "Show", exact: true }).click();
  await expect(admin).toHaveURL(/group=person.*q=ivan/);
  await expect(admin.getByRole("row").filter({ hasText: "Role changed" })).toHaveCount(2);
  await expect(admin.getByRole("table").getByText("Signed in")).toHaveCount(0);

  const [download] = await Promise.all([
    admin.waitForEvent("download"),
    (async () => {
      await admin.getByRole("button", { name: "Import and export" }).click();
      await admin.getByRole("menuitem", { name: /CSV/ }).click();
    })(),
  ]);
  const file = readFileSync(await download.path(), "utf8");
  expect(file).toContain("person.role-changed");
  expect(file).not.toContain("sign-in.succeeded");
  await admin.goto(`${url}/audit`);
  await expect(admin.getByText("Audit log exported").first()).toBeVisible();
});

test("it is kept for as long as an administrator says, as the rest is", async ({
  office,
  signedIn,
}) => {
  const admin = await signedIn("admin");
  await admin.goto(`${office.product.url}/audit`);
  await admin.locator("main").getByRole("link", { name: "Retention" }).click();
  const audit = admin.getByLabel("Audit log, days");
  const clients = admin.getByLabel("Client data in calls, days");
  await audit.fill("7");
  await clients.fill("a year");
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("Whole days, from 30 to 3650")).toBeVisible();
  await expect(admin.getByText("from 31 to 3650; empty: no limit")).toBeVisible();
  await expect(audit).toHaveValue("7");
  await audit.fill("400");
  await clients.fill("");
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("Saved")).toBeVisible();
  await admin.goto(`${office.product.url}/audit`);
  await expect(admin.getByText("kept for 400 days")).toBeVisible();
  const entry = admin.getByRole("row").filter({ hasText: "Setting changed" }).first();
  await expect(entry).toContainText("How long audit entries are kept");
});

test("sales people can't open it, and that they tried is in it", async ({ office, signedIn }) => {
  const olena = await signedIn("olena");
  const { url } = office.product;
  await expect(olena.getByRole("link", { name: "Audit log" })).toHaveCount(0);
  const answers = [];
  for (const path of ["/audit", "/admin/people"]) {
    const answer = await olena.goto(url + path);
    answers.push([answer?.status(), await olena.getByRole("heading").first().textContent()]);
  }
  expect(answers[0]).toEqual(answers[1]);
  expect((await olena.request.get(`${url}/audit/export`)).status()).toBe(403);

  const admin = await signedIn("admin");
  await admin.goto(`${url}/audit?group=refused`);
  const refused = admin
    .getByRole("row")
    .filter({ hasText: "Refused: no permission for this page" });
  await expect(
    refused.filter({ hasText: "Olena" }).filter({ hasText: "/audit/export" }),
  ).toBeVisible();
  await expect(refused.filter({ hasText: "/admin/people" })).toBeVisible();
});
