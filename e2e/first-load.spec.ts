/**
 * What a browser has to load before a page can be used, and what comes behind it: of scripts no more than a budget, in
 * time for the first ring, and without moving what is there.
 */
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { frameToCard } from "./support/card-times";
import { expect, test } from "./support/office";

/** Where no call has been: what an earlier one left on the screen has scripts of its own. */
test.use({ officeOf: "the first load" });

/** Kilobytes of scripts, by gzip. React and Next alone are about 136 of them. */
const budgets = { contacts: 206, signIn: 156 };

interface Script {
  path: string;
  kilobytes: number;
  /** What it offers to others: its name says nothing. */
  holds: string;
}

/** Notes the scripts that this page loads from now on. */
function watchScripts(page: Page): () => string[] {
  const paths: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "script") paths.push(new URL(request.url()).pathname);
  });
  return () => paths;
}

/**
 * @returns the scripts that the page itself names, as elements or for what its data show: nothing works before they
 * are there. A browser that is too old for modules loads one more.
 */
async function firstScripts(page: Page, url: string): Promise<Script[]> {
  const response = await page.goto(url);
  const html = (await response!.text()).replaceAll(/<script[^>]* noModule=[^>]*>/gi, "");
  const named = new Set(
    [...html.matchAll(/\/_next\/static\/[\w./~-]+?\.js\b/g)].map(([path]) => path),
  );
  return Promise.all([...named].map((path) => readScript(page, path)));
}

async function readScript(page: Page, path: string): Promise<Script> {
  const body = await (await page.request.get(new URL(path, page.url()).href)).body();
  const names = [...body.toString().matchAll(/\.s\(\["(\w+)"/g)].map(([, name]) => name);
  return {
    path,
    kilobytes: gzipSync(body).length / 1000,
    holds: names.slice(0, 6).join(" "),
  };
}

function expectWithin(budget: number, scripts: Script[]) {
  const total = scripts.reduce((sum, { kilobytes }) => sum + kilobytes, 0);
  const heaviest = scripts
    .toSorted((a, b) => b.kilobytes - a.kilobytes)
    .map(
      ({ kilobytes, path, holds }) => `${kilobytes.toFixed(1).padStart(6)} kB  ${path}  ${holds}`,
    );
  expect(total, `scripts, the heaviest first:\n${heaviest.join("\n")}\n`).toBeLessThan(budget);
}

/** How far what was there has moved by itself, in the unit of Web Vitals. */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
            sum += entry.value;
          }
        });
        observer.observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 500);
      }),
  );
}

test("the sign-in comes with few scripts", async ({ browser, office }) => {
  const page = await browser.newPage();
  expectWithin(budgets.signIn, await firstScripts(page, `${office.product.url}/sign-in`));
  expect(await layoutShift(page)).toBeLessThan(0.01);
  await page.close();
});

test("the contacts come with few scripts, and what rings is ready before it rings", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  expectWithin(budgets.contacts, await firstScripts(olena, `${office.product.url}/contacts`));
  await expect(olena.locator("[data-link-state=live]")).toBeAttached();
  // Nobody has touched the page: it has made itself ready.
  await expect(olena.locator("[data-sounding]")).toBeAttached();
  await olena.waitForLoadState("networkidle");
  expect(await layoutShift(olena)).toBeLessThan(0.01);

  const atTheRing = watchScripts(olena);
  await frameToCard(olena, office);
  expect(atTheRing()).toEqual([]);
});
