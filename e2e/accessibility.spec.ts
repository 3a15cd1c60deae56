import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, popup, test } from "./support/office";

const screens = [
  "/contacts",
  "/contacts?q=nobody+like+this",
  "/contacts/new",
  "/calls",
  "/admin/connections",
  "/admin/connections/new",
  "/admin/connections/office",
  "/admin/people",
  "/nowhere",
];

async function problems(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}

for (const theme of ["light", "dark"] as const) {
  for (const width of [1280, 390]) {
    test(`axe finds nothing on any screen, ${theme}, ${width} wide`, async ({
      office,
      signedIn,
    }) => {
      test.setTimeout(120_000);
      const page = await signedIn("admin");
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      for (const screen of screens) {
        await page.goto(office.product.url + screen);
        await page.getByRole("heading", { level: 1 }).waitFor();
        expect(await problems(page), screen).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, `${screen} scrolls sideways`).toBeLessThanOrEqual(0);
      }
    });
  }

  test(`axe finds nothing on the sign-in page, a contact and the card, ${theme}`, async ({
    office,
    signedIn,
    page: stranger,
  }) => {
    await stranger.emulateMedia({ colorScheme: theme });
    await stranger.goto(`${office.product.url}/sign-in`);
    expect(await problems(stranger)).toEqual([]);

    const page = await signedIn("olena");
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.getByRole("link", { name: "Аркадий" }).click();
    await page.getByRole("heading", { name: "Аркадий" }).waitFor();
    const callID = office.pbx.generate({ type: "2", from: "73430112233", to: "101" });
    await popup(page, /\+7 343 011/).waitFor();
    expect(await problems(page)).toEqual([]);
    office.pbx.generate({ type: "4", callID, from: "73430112233", to: "101" });
    await expect(popup(page, /\+7 343 011/)).toHaveCount(0);
  });
}
