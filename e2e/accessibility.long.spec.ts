import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, popup, test, typeInDialog } from "./support/office";
import { screens } from "./support/screens";

/** By how many pixels the page is wider than the window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

/** @param rules those to look for; all when none is named */
async function problems(page: Page, ...rules: string[]) {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}

for (const [area, paths] of Object.entries({ ...screens, missing: ["/nowhere"] })) {
  test(`axe finds nothing on any screen, in both themes and widths: ${area}`, async ({
    office,
    signedIn,
  }) => {
    // Thirteen screens, five looks at each: a limit for what hangs, not a budget.
    test.setTimeout(600_000);
    const page = await signedIn("admin");
    for (const path of paths) {
      await page.setViewportSize({ width: 1280, height: 844 });
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await page.goto(office.product.url + path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      expect(await problems(page), path).toEqual([]);
      expect(await overflow(page), `${path} scrolls sideways`).toBeLessThanOrEqual(0);

      // In the dark nothing is different but its colours.
      await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
      expect(await problems(page, "color-contrast"), `${path}, dark`).toEqual([]);

      await page.setViewportSize({ width: 390, height: 844 });
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      expect(await problems(page), `${path}, narrow`).toEqual([]);
      expect(await overflow(page), `${path} scrolls sideways, narrow`).toBeLessThanOrEqual(0);
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
    await page.getByText("7 more calls").waitFor();
    expect(await problems(page), "a strip, a card and a list of calls").toEqual([]);
    for (const call of calls) office.pbx.generate({ type: "4", duration: "0", ...call });
    await expect(page.locator("[data-call-id]")).toHaveCount(0);
    await strip.getByRole("button", { name: "Done" }).click();

    await page.getByTitle("Alerts").click();
    await page.getByRole("dialog").waitFor();
    expect(await problems(page), "the alerts dialog").toEqual([]);
    await page.keyboard.press("Escape");

    await page.keyboard.press("Control+K");
    await typeInDialog(page, "арк");
    await page.getByRole("option", { name: /^Аркадий/ }).waitFor();
    expect(await problems(page), "the search palette").toEqual([]);
  });
}
