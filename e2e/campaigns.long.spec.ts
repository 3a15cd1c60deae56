/** A campaign from its sound to its last result, at Evrotel's simulator and in a real browser. */
import AxeBuilder from "@axe-core/playwright";
import { startSimulator, type EvrotelSimulator } from "#lib/providers/evrotel/simulator";
import { freePort } from "#lib/providers/testing";
import { expect, password, signIn, test as base } from "./support/office";
import { startProduct, type Product } from "./support/product";

const people = { manager: "maria@office.test", sales: "olena@office.test" };
const contacts = `name,phone
Анна,+380440000001
Борис,+380440000002
Василь,+380440000003
Галина,+380440000004
`;

const test = base.extend<object, { evrotel: { pbx: EvrotelSimulator; product: Product } }>({
  evrotel: [
    async ({}, use) => {
      const pbx = await startSimulator({ host: "127.0.0.1", port: 0, script: true });
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      const product = await startProduct({
        provision: {
          users: [
            { email: people.manager, name: "Maria", role: "manager", password, locale: "en" },
            { email: people.sales, name: "Olena", role: "sales", password, locale: "en" },
          ],
          connections: [
            { slug: "auto", provider: "evrotel", name: "Auto calls", settings: pbx.settings },
          ],
        },
        contacts,
        env: { PORT: String(port), TINYCRM_PUBLIC_URL: url },
      });
      pbx.sendHooksTo(`${url}/api/hooks/auto`);
      await use({ pbx, product });
      await product.stop();
      await pbx.close();
    },
    { scope: "worker" },
  ],
});

/** A second of silence. */
function wav(rate = 8000): { name: string; mimeType: string; buffer: Buffer } {
  const bytes = Buffer.alloc(44 + 2 * rate);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write("WAVEfmt ", 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(2 * rate, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36);
  bytes.writeUInt32LE(2 * rate, 40);
  return { name: "hello.wav", mimeType: "audio/wav", buffer: bytes };
}

test("a campaign calls the chosen people, leaves one out, and counts as it goes", async ({
  evrotel: { pbx, product },
  page,
}) => {
  test.setTimeout(120_000);
  pbx.exchange.dialResults.set("380440000002", "BUSY");
  await signIn(page, product.url, people.manager);

  await page.getByRole("link", { name: "Василь" }).click();
  // It shows at once; the campaign is to find it saved.
  const saved = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("switch", { name: "No automatic calls" }).click();
  await saved;
  await expect(page.getByRole("switch", { name: "No automatic calls" })).toBeChecked();

  await page.getByRole("link", { name: "Campaigns" }).click();
  await expect(page.getByRole("main")).toContainText("No campaigns yet");
  await page.getByRole("main").getByRole("link", { name: "New campaign" }).first().click();
  const preview = page.locator("[data-preview]");
  await expect(preview).toContainText("3 contacts will be called");
  await expect(preview).toContainText("1 opted out and is skipped");
  await page.getByLabel("Contacts matching").fill("анна");
  await expect(preview).toContainText("1 contact will be called");
  await page.getByLabel("Contacts matching").fill("");
  await expect(preview).toContainText("3 contacts will be called");

  await page.getByLabel("Name", { exact: true }).fill("Reminder");
  await page.getByLabel("Recording").setInputFiles(wav(44_100));
  await expect(page.getByRole("main")).toContainText("The provider refused:");
  await page.getByRole("button", { name: "Create campaign" }).click();
  await expect(page.getByLabel("Recording")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Recording").setInputFiles(wav());
  await expect(page.getByRole("main")).toContainText("The provider accepted hello.wav");
  await page.getByLabel("From").fill("00:00");
  await page.getByLabel("Until").fill("23:59");
  for (const day of ["Sat", "Sun"]) await page.getByLabel(day).check();
  await page.getByRole("button", { name: "Create campaign" }).click();

  await expect(page.getByRole("heading", { name: "Reminder" })).toBeVisible();
  const count = (name: string) => page.locator(`[data-count="${name}"] dd`);
  await expect(count("waiting")).toHaveText("3");
  await page.getByRole("button", { name: "Start" }).click();
  await expect(count("answered")).toHaveText("2");
  const row = page.getByRole("row").filter({ hasText: "Борис" });
  await expect(row).toContainText("Busy, will be called again");
  await expect(page.getByRole("main")).toContainText("The rest wait");
  expect(pbx.received.filter(({ fields }) => "nm" in fields)).toHaveLength(3);

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("main")).toContainText("Paused");
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("main")).toContainText("Running");
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByRole("button", { name: "Stop permanently" }).click();
  await expect(page.getByRole("main")).toContainText("Stopped");
  await expect(row).toContainText("Campaign stopped first");

  // The calls themselves are in the journal, told by the provider's own events.
  await page.getByRole("link", { name: "Calls", exact: true }).click();
  await expect(page.getByRole("row").filter({ hasText: "Анна" })).toContainText("Answered");
});

test("the list at the provider is started, and what is not known is said", async ({
  evrotel: { pbx, product },
  page,
}) => {
  pbx.exchange.campaignNumbers.push("380440000011", "380440000012");
  await signIn(page, product.url, people.manager);
  await page.goto(`${product.url}/campaigns/new`);
  await page.getByLabel("Name", { exact: true }).fill("Their list");
  await page.getByLabel("List").selectOption("provider");
  await page.getByLabel("Recording").setInputFiles(wav());
  await expect(page.getByRole("main")).toContainText("The provider accepted hello.wav");
  await page.getByRole("button", { name: "Create campaign" }).click();
  await page.getByRole("button", { name: "Start" }).click();
  await expect(page.locator('[data-count="answered"] dd')).toHaveText("2", { timeout: 20_000 });
  await expect(page.getByRole("main")).toContainText("The list is kept at the provider");
  await page.getByRole("button", { name: "Stop counting" }).click();
  await expect(page.getByRole("dialog")).toContainText("The provider goes on calling its list");
});

test("sales people see nothing of campaigns", async ({ evrotel: { product }, page }) => {
  await signIn(page, product.url, people.sales);
  await expect(page.getByRole("link", { name: "Campaigns" })).toHaveCount(0);
  for (const path of ["/campaigns", "/campaigns/new"]) {
    const answer = await page.goto(product.url + path);
    expect(answer?.status()).toBe(403);
  }
});

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 390 },
  { colorScheme: "dark", width: 1280 },
] as const) {
  test(`axe finds nothing on the campaigns' screens, ${colorScheme}, ${width} wide`, async ({
    evrotel: { product },
    page,
  }) => {
    test.setTimeout(90_000);
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await signIn(page, product.url, people.manager);
    const check = async (screen: string) => {
      await page.getByRole("heading", { level: 1 }).waitFor();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`),
        screen,
      ).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${screen} scrolls sideways`).toBeLessThanOrEqual(0);
    };
    await page.goto(`${product.url}/campaigns/new`);
    await page.locator("[data-preview]").filter({ hasText: "will be called" }).waitFor();
    await check("new");
    await page.goto(`${product.url}/campaigns`);
    await check("list");
    const first = page.getByRole("main").getByRole("link", { name: "Reminder" });
    if (await first.count()) {
      await first.click();
      await page.getByRole("heading", { name: "Reminder" }).waitFor();
      await check("campaign");
    }
  });
}
