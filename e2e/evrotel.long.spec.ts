/** An office at Evrotel: its simulator reports calls over HTTP, and takes orders for them. */
import { startSimulator, type EvrotelSimulator } from "#lib/providers/evrotel/simulator";
import { test as base, type Page } from "@playwright/test";
import { expect, password, people, popup, signIn } from "./support/office";
import { startProduct, type Product } from "./support/product";

interface Office {
  product: Product;
  exchange: EvrotelSimulator;
}

const contacts = "name,phone\nАрсен,+380 44 000 02 01\nБогдана,+380 44 000 02 02\n";
const arsen = /\+380 44 000 0201/;

const test = base.extend<{ olena: Page }, { office: Office }>({
  office: [
    async ({}, use) => {
      const exchange = await startSimulator({
        port: 0,
        settings: { token: "s3cret-token-of-the-account" },
      });
      const person = { password, locale: "en" };
      const product = await startProduct({
        provision: {
          users: [
            { ...person, email: people.admin, name: "Ada Admin", role: "admin" },
            {
              ...person,
              email: people.olena,
              name: "Olena",
              role: "sales",
              extensions: { kyiv: "101" },
            },
          ],
          connections: [
            { slug: "kyiv", provider: "evrotel", name: "Kyiv", settings: exchange.settings },
          ],
        },
        contacts,
      });
      exchange.sendHooksTo(`${product.url}/api/hooks/kyiv`);
      await use({ product, exchange });
      await product.stop();
      await exchange.close();
    },
    { scope: "worker" },
  ],
  olena: async ({ page, office }, use) => {
    await signIn(page, office.product.url, people.olena);
    await use(page);
  },
});

test("a call shows at its start, leaves at its end, and is in the journal", async ({
  office: { product, exchange },
  olena,
}) => {
  const call = { direction: "i", numberA: "0440000201", numberB: "101" } as const;
  const begun = await exchange.calls.begin(call);
  expect(begun.callid).toMatch(/^\d+$/);
  const card = popup(olena, arsen);
  await expect(card).toContainText("Арсен");
  await expect(card).toHaveAttribute("data-state", "ringing");

  await exchange.calls.end({ ...begun, billsec: 78 });
  await expect(card).toHaveCount(0);
  await olena.goto(`${product.url}/calls`);
  await expect(olena.getByRole("row", { name: /Арсен/ }).first()).toContainText("1 min 18 s");
});

test("a click orders the call, and Evrotel's events carry it on", async ({
  office: { exchange },
  olena,
}) => {
  await olena.getByRole("button", { name: "Call +380 44 000 0202" }).first().click();
  await expect
    .poll(() => exchange.received.at(-1)?.fields)
    .toMatchObject({
      billcode: "20558",
      numberA: ["101"],
      numberB: "380440000202",
      routing: "rand",
    });
  const card = popup(olena, /\+380 44 000 0202/);
  await expect(card).toHaveAttribute("data-state", "dialling");
  const call = { direction: "o", numberA: "101", numberB: "380440000202" } as const;
  const begun = await exchange.calls.begin(call);
  await expect(card).toHaveCount(1);
  await exchange.calls.end({ ...begun, billsec: 5 });
  await expect(card).toHaveCount(0);

  exchange.refuseCommands("Extension 101 is busy");
  await olena.getByRole("button", { name: "Call +380 44 000 0201" }).first().click();
  await expect(olena.getByText("Extension 101 is busy").first()).toBeVisible();
  exchange.refuseCommands(null);
});

test("the administrator sees where to send events, what was refused, and a test in words", async ({
  office: { product, exchange },
  page,
}) => {
  const unread = { callstatus: "start", calldate: "2026-02-30 10:00:00", direction: "i" };
  expect((await exchange.hooks.send(unread)).status).toBe(400);
  await signIn(page, product.url, people.admin);
  await page.goto(`${product.url}/admin/connections/kyiv`);
  const main = page.getByRole("main");
  await expect(main.getByText(`${product.url}/api/hooks/kyiv`, { exact: true })).toBeVisible();
  await main.getByRole("button", { name: "Test", exact: true }).click();
  await expect(main).toContainText("the first call proves them");
  await main.getByRole("link", { name: "Health" }).click();
  await expect(main.getByRole("heading", { level: 1 })).toHaveText("Connection health");
  await expect(main).toContainText("must be a time like");
  await expect(main).not.toContainText("s3cret-token-of-the-account");
});
