/** A Phonet with three people, of whom two have their extensions here already. */
import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Page } from "@playwright/test";
import { startSimulator, type PhonetSimulator } from "#lib/providers/phonet/simulator";
import { password, popup, signIn } from "./support/office";
import { startProduct, type Product } from "./support/product";

interface Phonet {
  product: Product;
  pbx: PhonetSimulator;
  log: string[];
}

const person = (name: string, number: string, extensions: Record<string, string> = {}) => ({
  email: `${number}@office.example`,
  name,
  role: "sales",
  password,
  locale: "en",
  extensions,
});
const admin = { email: "admin@office.test", name: "Ada", role: "admin", password, locale: "en" };
const galina = /\+380 67 111/;

const test = base.extend<{ signedIn: (email: string) => Promise<Page> }, { phonet: Phonet }>({
  phonet: [
    async ({}, use) => {
      const log: string[] = [];
      const options = { settings: { apiKey: "key-of-the-office" }, script: true };
      const pbx = await startSimulator({ port: 0, log: (line) => log.push(line), ...options });
      const product = await startProduct({
        provision: {
          users: [
            admin,
            person("Olena", "101", { phonet: "101" }),
            person("Ivan", "102", { phonet: "102" }),
            person("Petro", "103"),
          ],
          connections: [
            { slug: "phonet", provider: "phonet", name: "Phonet", settings: pbx.settings },
          ],
        },
        contacts: "name,phone\nГалина Шевченко,+380 67 111 22 33\n",
      });
      await expect.poll(() => pbx.clientCount()).toBe(2);
      await use({ product, pbx, log });
      await product.stop();
      await pbx.close();
    },
    { scope: "worker" },
  ],
  signedIn: async ({ browser, phonet }, use) => {
    const pages: Page[] = [];
    await use(async (email) => {
      const page = await (await browser.newContext()).newPage();
      pages.push(page);
      await signIn(page, phonet.product.url, email);
      return page;
    });
    await Promise.all(pages.map((page) => page.context().close()));
  },
});

test("a group's call rings at both; who answers has it, and the other's card goes", async ({
  phonet: { pbx },
  signedIn,
}) => {
  const olena = await signedIn("101@office.example");
  const ivan = await signedIn("102@office.example");
  const call = pbx.calls.dialGroup(pbx.group, "380671112233");
  await expect(popup(olena, galina)).toContainText("Галина Шевченко");
  await expect(popup(ivan, galina)).toContainText("Галина Шевченко");
  pbx.calls.answerGroup(call, "102");
  await expect(popup(ivan, galina)).toHaveAttribute("data-state", "active");
  await expect(popup(olena, galina)).toHaveCount(0);
  pbx.calls.hangUp(call.uuid);
  await expect(popup(ivan, galina)).toHaveCount(0);
});

test("a stranger has the name that a CRM at the PBX knows, with a way there", async ({
  phonet: { pbx },
  signedIn,
}) => {
  const olena = await signedIn("101@office.example");
  const from = "380501112244";
  const entry = { id: "1", num: from, companyName: "Маяк", url: "https://crm.example/1" };
  const otherLegs = [
    { ...entry, name: "Second", priority: 2 },
    { ...entry, name: "Марія", priority: 1 },
  ];
  const uuid = pbx.calls.dial({ extension: "101", from, otherLegs });
  const card = popup(olena, /\+380 50 111/);
  await expect(card).toContainText("Марія");
  await expect(card.locator("a[href='https://crm.example/1']")).toBeVisible();
  pbx.calls.hangUp(uuid);
  await expect(card).toHaveCount(0);
});

test("a clicked number is dialled by REST, and its card follows the call", async ({
  phonet: { pbx, log },
  signedIn,
}) => {
  const olena = await signedIn("101@office.example");
  await olena
    .getByRole("button", { name: /Call \+380 67 111/ })
    .first()
    .click();
  await expect.poll(() => log).toContain("makeCall 101 -> +380671112233");
  const card = popup(olena, galina);
  await expect(card).toHaveAttribute("data-state", "active");
  await expect(card).toHaveCount(1);
  for (const { uuid } of pbx.calls.listActive()) pbx.calls.hangUp(String(uuid));
  await expect(card).toHaveCount(0);
});

test("an administrator matches people by e-mail, and their calls ring", async ({
  phonet: { product, pbx },
  signedIn,
}) => {
  const petro = await signedIn("103@office.example");
  const ada = await signedIn(admin.email);
  await ada.goto(`${product.url}/admin/connections/phonet`);
  await ada.getByRole("button", { name: "Match people" }).click();
  const dialog = ada.getByRole("dialog", { name: "Match people" });
  await expect(dialog.getByRole("checkbox")).toHaveCount(3);
  await expect(dialog.getByRole("checkbox", { name: /Olena: already assigned/ })).toBeDisabled();
  await expect(dialog.getByRole("checkbox", { name: /Petro: no extension yet/ })).toBeChecked();
  expect(
    (await new AxeBuilder({ page: ada }).include("[role=dialog]").analyze()).violations,
  ).toEqual([]);
  await dialog.getByRole("button", { name: "Assign 1 extension" }).click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => pbx.clientCount("103")).toBe(1);
  const uuid = pbx.calls.dial({ extension: "103", from: "380671112233" });
  await expect(popup(petro, galina)).toContainText("Галина Шевченко");
  pbx.calls.hangUp(uuid);
  await expect(popup(petro, galina)).toHaveCount(0);
});
