import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, popup, test } from "./support/office";

const screens = [
  "/contacts",
  "/contacts?q=nobody+like+this",
  "/contacts/new",
  "/contacts/duplicates",
  "/contacts/import",
  "/contacts/bin",
  "/contacts?owner=nobody&columns=company,emails,owner,tags,source,created,updated",
  "/companies",
  "/calls",
  "/team",
  "/statistics",
  "/callbacks",
  "/dial?number=8343",
  "/admin/connections",
  "/admin/connections/new",
  "/admin/connections/office",
  "/admin/connections/office/health",
  "/admin/providers/prostie-zvonki",
  "/admin/people",
  "/admin/outcomes",
  "/admin/numbers",
  "/nowhere",
];

/** @param rules those to look for; all when none is named */
async function problems(page: Page, ...rules: string[]) {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}

// Colours are the same at both widths.
for (const { theme, width } of [
  { theme: "light", width: 1280 },
  { theme: "light", width: 390 },
  { theme: "dark", width: 1280 },
] as const) {
  test(`axe finds nothing on any screen, ${theme}, ${width} wide`, async ({ office, signedIn }) => {
    test.setTimeout(180_000);
    const page = await signedIn("admin");
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    for (const screen of screens) {
      await page.goto(office.product.url + screen);
      await page.getByRole("heading", { level: 1 }).waitFor();
      // In the dark nothing is different but its colours.
      const rules = theme === "dark" ? ["color-contrast"] : [];
      expect(await problems(page, ...rules), screen).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${screen} scrolls sideways`).toBeLessThanOrEqual(0);
    }
  });
}

for (const theme of ["light", "dark"] as const) {
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
    await page.getByRole("table").getByRole("link", { name: "Аркадий" }).click();
    await page.getByRole("heading", { name: "Аркадий" }).waitFor();
    const callID = office.pbx.generate({ type: "2", from: "73430112233", to: "101" });
    await popup(page, /\+7 343 011/).waitFor();
    expect(await problems(page)).toEqual([]);
    office.pbx.generate({ type: "32", callID, from: "73430112233", to: "101" });
    office.pbx.generate({ type: "4", callID, from: "73430112233", to: "101" });
    await expect(popup(page, /\+7 343 011/)).toHaveCount(0);
    const strip = page.locator("[data-wrap-up]");
    await expect(strip).toBeVisible();

    const calls = Array.from({ length: 8 }, (_, n) => `7343011440${n}`).map((from) => ({
      from,
      to: "101",
      callID: office.pbx.generate({ type: "2", from, to: "101" }),
    }));
    await page.getByRole("button", { name: "3 more calls" }).click();
    expect(await problems(page), "a strip and folded calls").toEqual([]);
    for (const call of calls) office.pbx.generate({ type: "4", duration: "0", ...call });
    await expect(page.locator("[data-call-id]")).toHaveCount(0);
    await strip.getByRole("button", { name: "Done" }).click();

    await page.getByTitle("Alerts").click();
    await page.getByRole("dialog").waitFor();
    expect(await problems(page), "the alerts dialog").toEqual([]);
    await page.keyboard.press("Escape");

    await page.keyboard.press("Control+K");
    await page.keyboard.type("арк");
    await page.getByRole("option", { name: /^Аркадий/ }).waitFor();
    expect(await problems(page), "the search palette").toEqual([]);
  });
}
