/** From a click to what it brings, in a real browser: from the list to a contact, and back. */
import { chromium, type Page } from "@playwright/test";
import { findBrowser } from "../bin/find-browser.mjs";
import type { Benchmark } from "./benchmark";
import { percentile } from "./measure";
import { signInCookies } from "./seed/cookies";
import type { Row } from "./table";

export const moves: Benchmark = {
  name: "moves",
  needsDatabase: true,
  async run({ effort, say, stage }) {
    const { urls } = await stage();
    const [cookie = ""] = await signInCookies(1);
    const [name = "", value = ""] = cookie.split(/=(.*)/s);
    const browser = await chromium.launch({
      executablePath: findBrowser(chromium),
      args: ["--disable-gpu"],
    });
    try {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      await context.addCookies([{ name, value, url: urls.product }]);
      // Nobody has chosen yet how calls are announced: the question would cover the list.
      await context.addInitScript(() => localStorage.setItem("tinycrm.alerts", "{}"));
      // What runs this file marks functions with a helper that a page does not have.
      await context.addInitScript("window.__name = (marked) => marked");
      const page = await context.newPage();
      say("moves: list to contact, and back");
      return await walk(page, urls.product, effort.seconds * 2);
    } finally {
      await browser.close();
    }
  },
};

async function walk(page: Page, url: string, times: number): Promise<Row[]> {
  await page.goto(`${url}/contacts`);
  const there: number[] = [];
  const back: number[] = [];
  for (let n = 0; n < times; n++) {
    const row = page.locator("main tbody a[href^='/contacts/']").nth(n % 40);
    const name = (await row.textContent())!.trim();
    await row.hover();
    // As long as a hand needs between the pointer's arrival and the click.
    await page.waitForTimeout(150);
    there.push(await painted(page, () => row.click(), name));
    await page.waitForLoadState("networkidle");
    back.push(await painted(page, () => page.goBack({ waitUntil: "commit" }), null));
    await page.waitForLoadState("networkidle");
  }
  // The first ones load what the others find.
  const rowsOf = (move: string, took: number[]): Row[] => {
    const sorted = took.slice(2).sort((a, b) => a - b);
    return [50, 90].map((p) => ({
      figure: `${move}, click to painted: p${p}`,
      unit: "ms",
      product: percentile(sorted, p),
    }));
  };
  return [...rowsOf("list to contact", there), ...rowsOf("contact to list", back)];
}

/**
 * @param heading what the page's heading says when it is there; null for the list's rows
 * @returns in ms, from the click (or the browser's way back) to the frame after the page has it
 */
async function painted(page: Page, move: () => Promise<unknown>, heading: string | null) {
  await page.evaluate((wanted) => {
    const isThere = () =>
      wanted === null
        ? document.querySelector("main tbody a[href^='/contacts/']") !== null
        : document.querySelector("main h1")?.textContent?.trim() === wanted;
    const state = window as unknown as { moved: Promise<number> };
    state.moved = new Promise((resolve) => {
      let began = 0;
      const begin = () => (began ||= performance.now());
      addEventListener("click", begin, { capture: true, once: true });
      addEventListener("popstate", begin, { capture: true, once: true });
      const look = () => {
        if (began === 0 || !isThere()) return void requestAnimationFrame(look);
        // The frame that shows it has been drawn when the next one begins.
        requestAnimationFrame(() => resolve(performance.now() - began));
      };
      look();
    });
  }, heading);
  await move();
  return page.evaluate(() => (window as unknown as { moved: Promise<number> }).moved);
}
