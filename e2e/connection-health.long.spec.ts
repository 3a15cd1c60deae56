import AxeBuilder from "@axe-core/playwright";
import { demoWords } from "#lib/provision/demo/words/by-language";
import { expect, popup, test } from "./support/office";
import { startProduct } from "./support/product";

test("an administrator sees how a connection is, what it sent, and tries what it can do", async ({
  office,
  signedIn,
}) => {
  const admin = await signedIn("admin");
  const olena = await signedIn("olena");
  const callID = office.pbx.generate({ type: "2", from: "73430112233", to: "101" });
  await expect(popup(olena, /\+7 343 011/)).toBeVisible();
  office.pbx.generate({ type: "4", callID, from: "73430112233", to: "101" });
  office.pbx.sendRaw(
    Buffer.from(`<Event type="64" callID="1" from="password=pbx-password"/>`).toString("base64"),
  );

  await admin.goto(`${office.product.url}/admin/connections/office`);
  await admin.getByRole("link", { name: "Health" }).click();
  await expect(admin.getByRole("heading", { level: 1 })).toHaveText("Connection health");
  const figure = (label: string) => admin.locator("dl > div").filter({ hasText: label });
  await expect(figure("Delay from ring to screen")).toContainText(
    /[\d,]+ ms, 95% within [\d,]+ ms/,
  );
  await expect(figure("Connected")).toContainText(/ago|now/);
  await expect(figure("Calls, last 24 hours")).toContainText(/[1-9]/);

  const messages = admin.locator("section").filter({
    has: admin.getByRole("heading", { name: "Messages", exact: true }),
  });
  const strange = messages.getByRole("listitem").filter({ hasText: "unknown event type 64" });
  await expect
    .poll(async () => {
      await admin.reload();
      return strange.count();
    })
    .toBe(1);
  const ring = messages.getByRole("listitem").filter({ hasText: `callID="${callID}"` });
  await expect(ring).toHaveCount(2);
  await messages.getByRole("link", { name: "Failed" }).click();
  await expect(ring).toHaveCount(0);
  await expect(strange).toHaveCount(1);
  expect(await admin.content()).not.toContain("pbx-password");
  await strange.getByRole("button", { name: "Try again" }).click();
  await expect(admin.getByText("1 message of 1 still can’t be read")).toBeVisible();

  // By keyboard, as everything.
  await admin.getByRole("button", { name: "Test", exact: true }).focus();
  await admin.keyboard.press("Enter");
  const outcomes = admin.getByRole("status").filter({ hasText: "Link to the provider" });
  await expect(outcomes).toContainText("Connected");
  await expect(outcomes).toContainText("Test Server v1.1.2");
  await expect(outcomes.getByRole("img", { name: "Works:" })).toHaveCount(2);
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 390]) {
      await admin.setViewportSize({ width, height: 844 });
      await admin.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const { violations } = await new AxeBuilder({ page: admin }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
      const overflow = () => document.documentElement.scrollWidth - window.innerWidth;
      expect(await admin.evaluate(overflow)).toBeLessThanOrEqual(0);
    }
  }
  await expect(admin.getByText(/give yourself an extension/)).toBeVisible();

  // What happened to the link is kept in words.
  office.pbx.dropClients();
  await expect(admin.getByRole("main").getByRole("status").first()).toContainText("No connection");
  await expect(admin.getByRole("main").getByRole("status").first()).toContainText("Connected");
  await admin.reload();
  const states = admin.locator("section").filter({ hasText: "Recent status changes" });
  await expect(states).toContainText("the connection was lost");
});

test("sales people have no way to it", async ({ office, signedIn }) => {
  const olena = await signedIn("olena");
  const answer = await olena.goto(`${office.product.url}/admin/connections/office/health`);
  expect(answer?.status()).toBe(403);
});

test("in the demo, an administrator adds a simulated provider and has it play", async ({
  page,
}) => {
  const product = await startProduct({});
  await page.goto(product.url);
  await page.getByRole("button", { name: `Sign in as ${demoWords.en.team[0]}` }).click();
  await expect(page.locator("[data-link-state=live]")).toBeAttached();
  await page.goto(`${product.url}/admin/connections/new`);
  await page.getByRole("button", { name: "Простые Звонки" }).click();
  await expect(page).toHaveURL(/\/admin\/connections\/prostie-zvonki-demo$/);
  await expect(page.getByRole("main").getByRole("status").first()).toContainText("Connected");
  await page.getByRole("button", { name: "Run: Group call" }).click();
  const card = page.locator("[data-call-id]");
  await expect(card).toHaveAttribute("data-state", "ringing");
  await page.getByRole("button", { name: "Run: Rush hour" }).click();
  await expect.poll(() => card.count()).toBeGreaterThan(2);
  await product.stop();
});
