/**
 * A company with a call-back widget: its lead form on a foreign page, whom it owes a call, and click-to-call
 * through the widget, and without it.
 */
import AxeBuilder from "@axe-core/playwright";
import { test, type Page } from "@playwright/test";
import type { CallKeeperSimulator } from "#lib/providers/callkeeper/simulator";
import { expect, people, popup, signIn } from "./support/office";
import type { Product } from "./support/product";
import { manager, openWidgetCompany, widgetIn, type WidgetCompany } from "./support/widget-company";

let company: WidgetCompany;
let product: Product;
let vendor: CallKeeperSimulator;
let siteUrl: string;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  company = await openWidgetCompany();
  ({ product, vendor, siteUrl } = company);
});
test.afterAll(() => company.close());

async function leave(page: Page, name: string, phone: string) {
  await page.goto(`${siteUrl}/site`);
  const form = page.frameLocator("iframe");
  await form.getByLabel("Your name").fill(name);
  await form.getByLabel("Phone number").fill(phone);
  await form.getByRole("button", { name: "Call me" }).click();
  return form;
}

async function problems(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}

test("the connection's page says where the form goes", async ({ page }) => {
  await signIn(page, product.url, people.admin);
  await page.goto(`${product.url}/admin/connections/site`);
  const main = page.getByRole("main");
  await expect(main).toContainText(`<script src="${product.url}/lead/site.js" async></script>`);
  await expect(main).toContainText(`<iframe src="${product.url}/lead/site"`);
  expect(await problems(page)).toEqual([]);
});

test("a lead from a foreign page is called back, owed a call until then, and in the journal", async ({
  browser,
  page,
}) => {
  const visitor = await (await browser.newContext()).newPage();
  const form = await leave(visitor, "Вера", "+7 900 555-10-01");
  await expect(form.getByRole("status")).toHaveText("Thank you. We are calling you now.");
  const height = await visitor.locator("iframe").evaluate((frame) => frame.style.height);
  expect(height).toMatch(/^\d+px$/);
  // The widget filled the hidden field; whom it calls is the number of the lead.
  expect(vendor.orders.at(-1)?.get("client")).toBe("79005551001");
  await visitor.context().close();

  await signIn(page, product.url, people.olena);
  await page.getByRole("link", { name: /^Callbacks/ }).click();
  const row = page.getByRole("main").getByRole("listitem").filter({ hasText: "Вера" });
  await expect(row).toContainText(/callback requested \(\d+\)/);
  await expect(row.getByRole("button", { name: "Call +7 900 555 10 01" })).toBeVisible();
  await expect(row.getByRole("link", { name: "Create contact: Вера" })).toHaveAttribute(
    "href",
    /phone=%2B79005551001&name=/,
  );
  expect(await problems(page)).toEqual([]);
  await row.getByRole("button", { name: "Done: Вера" }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toBeVisible();

  const admin = await (await browser.newContext()).newPage();
  await signIn(admin, product.url, people.admin);
  await admin.goto(`${product.url}/calls?show=outgoing`);
  await expect(admin.getByRole("button", { name: "Call +7 900 555 10 01" }).first()).toBeVisible();
  await admin.context().close();
});

test("a refusal stands with the lead, and the visitor is thanked all the same", async ({
  browser,
  page,
}) => {
  const visitor = await (await browser.newContext()).newPage();
  const form = await leave(visitor, "Глеб", "abc");
  await expect(form.getByRole("alert")).toHaveText("This doesn’t look like a phone number");
  vendor.refuseCommands("Лимит звонков исчерпан");
  await form.getByLabel("Phone number").fill("+7 900 555-10-02");
  await form.getByRole("button", { name: "Call me" }).click();
  await expect(form.getByRole("status")).toHaveText(/We have your number/);
  vendor.refuseCommands(null);
  await visitor.context().close();

  await signIn(page, product.url, people.olena);
  await page.goto(`${product.url}/callbacks`);
  const row = page.getByRole("main").getByRole("listitem").filter({ hasText: "Глеб" });
  await expect(row).toContainText("Automatic call failed: call them yourself");
  await expect(row).toContainText("Лимит звонков исчерпан");
});

test("the form needs no script, and axe finds nothing on it", async ({ browser }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({
      colorScheme,
      viewport: { width: 390, height: 844 },
    });
    const page = await context.newPage();
    await page.goto(`${product.url}/lead/plain?lang=ru`);
    expect(await problems(page)).toEqual([]);
    await context.close();
  }
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const slug of ["plain", "site"]) {
    await page.goto(`${product.url}/lead/${slug}?lang=uk`);
    await page.getByLabel("Номер телефону").fill("+7 900 555-10-03");
    await page.getByRole("button", { name: "Зателефонуйте мені" }).click();
    await expect(page.getByRole("status")).toHaveText(/Ваш номер у нас/);
  }
  await context.close();
});

test("the form stands on the sites that its connection names, and on no other", async ({
  page,
}) => {
  const refused = page.waitForEvent("console", {
    predicate: (message) => message.text().includes("frame-ancestors"),
  });
  await page.goto(`${siteUrl}/elsewhere`);
  await refused;
  await expect(page.frameLocator("iframe").getByLabel("Phone number")).toHaveCount(0);
  await page.goto(`${siteUrl}/site`);
  await expect(page.frameLocator("iframe").getByLabel("Phone number")).toBeVisible();
});

test("a click on a number is the widget's to call, and what it tells is the same call", async ({
  page,
}) => {
  await signIn(page, product.url, people.olena);
  const widget = await widgetIn(page, product);
  expect(await page.evaluate(() => "ckForms" in window)).toBe(false);
  await page.getByRole("button", { name: "Call +7 343 011 22 33" }).first().click();
  await expect.poll(() => vendor.orders.at(-1)?.get("tel")).toBe("73430112233");
  expect(Object.fromEntries(vendor.orders.at(-1) ?? [])).toMatchObject({
    manager,
    person: "Аркадий",
    partner: "Наш сайт",
  });
  await expect(popup(page, /\+7 343 011/)).toHaveAttribute("data-state", "dialling");
  await expect
    .poll(async () => {
      const answer = await page.request.get(`${product.url}/api/v1/calls?limit=100`);
      const { calls } = (await answer.json()) as { calls: { clientNumber: { e164: string } }[] };
      return calls.filter(({ clientNumber }) => clientNumber.e164 === "+73430112233").length;
    })
    .toBe(1);

  // A stranger called by the widget is a lead.
  await widget.evaluate(() => {
    const { ckForms } = window as unknown as { ckForms: { ckEvent(call: object): void } };
    ckForms.ckEvent({ tel: "79005551009", person: "Борис" });
  });
  await expect
    .poll(async () => {
      await page.goto(`${product.url}/callbacks`);
      return page.getByRole("main").getByRole("listitem").filter({ hasText: "Борис" }).count();
    })
    .toBe(1);
});

test("without the widget the click is an event on the page", async ({ page }) => {
  await signIn(page, product.url, people.ivan);
  expect(await page.evaluate(() => "ckForms" in window)).toBe(false);
  const heard = page.evaluate(
    () =>
      new Promise((resolve) =>
        window.addEventListener("CallKeeperEvent", (event) => {
          const { detail } = event as CustomEvent<object>;
          resolve({ detail, at: (event.target as Node).nodeName, cancelable: event.cancelable });
        }),
      ),
  );
  await page.getByRole("button", { name: "Call +7 343 011 22 33" }).first().click();
  expect(await heard).toEqual({
    detail: { tel: "73430112233", person: "Аркадий" },
    at: "HEAD",
    cancelable: true,
  });
});
