// npm run screenshots -- [screen …]: pictures of the demo for docs/screenshots, each screen in every
// language (with a demo in it) and theme, on a desk and on a phone.
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "@playwright/test";
import { demoPassword, demoPeople } from "#lib/provision/demo/people";
import { localeCookie } from "#lib/i18n/locales";
import { projectFile } from "#lib/base/project-file";
import { startProductProcess } from "#lib/testing/kit/product-process";
import { themeCookie } from "#lib/people/theme";
import { findBrowser } from "./find-browser.mjs";

const looks = [
  { name: "desk-light-en", locale: "en", theme: "light", width: 1360, height: 850 },
  { name: "desk-dark-ru", locale: "ru", theme: "dark", width: 1360, height: 850 },
  { name: "phone-light-uk", locale: "uk", theme: "light", width: 390, height: 844 },
  { name: "phone-dark-en", locale: "en", theme: "dark", width: 390, height: 844 },
] as const;

/** Of the installation that is photographed, and gone with it. */
const secret = randomBytes(32).toString("hex");

type Look = (typeof looks)[number];
type Screen = (page: Page, url: string, look: Look) => Promise<unknown>;

/** The beginning of a client's name. */
const searched = { en: "benn", ru: "петр", uk: "шевч" };

const screens: Record<string, Screen> = {
  day: (page, url) => page.goto(`${url}/day`),
  contacts: (page, url) => page.goto(`${url}/contacts`),
  contact: (page, url) => openFirstContact(page, url),
  search: async (page, url, { locale }) => {
    await page.goto(`${url}/calls`);
    await page.locator("[data-link-state=live]").waitFor({ state: "attached" });
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill(searched[locale]);
    await page.getByRole("option").first().waitFor();
  },
  calls: (page, url) => page.goto(`${url}/calls`),
  callbacks: (page, url) => page.goto(`${url}/callbacks`),
  team: (page, url) => page.goto(`${url}/team`),
  statistics: (page, url) => page.goto(`${url}/statistics?period=30d`),
  import: (page, url) => page.goto(`${url}/contacts/import`),
  duplicates: (page, url) => page.goto(`${url}/contacts/duplicates`),
  call: async (page, url) => {
    await openFirstContact(page, url);
    await page.locator("[data-ring-me]").click();
    await page.locator("[data-card]").first().waitFor();
  },
};

async function openFirstContact(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/contacts`);
  const link = page.locator('main a[href^="/contacts/0"]').first();
  await page.goto(url + (await link.getAttribute("href")));
}

/** Taken after all others: its card stays over whatever is opened next, until the talk is over. */
const lastly = "call";

async function takePictures(
  browser: Browser,
  { url, locale, names }: { url: string; locale: Look["locale"]; names: string[] },
): Promise<void> {
  for (const look of looks.filter((one) => one.locale === locale)) {
    const { theme, width, height } = look;
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      reducedMotion: "reduce",
    });
    await context.addCookies([
      { name: localeCookie, value: locale, url },
      { name: themeCookie, value: theme, url },
    ]);
    const page = await context.newPage();
    await signIn(page, url);
    for (const name of names) {
      await screens[name]!(page, url, look);
      await page.locator("h1").first().waitFor({ state: "attached" });
      // Figures and charts come after the page.
      await page.waitForLoadState("networkidle");
      const path = projectFile("docs", "screenshots", `${name}-${look.name}.jpg`);
      await page.screenshot({ path, type: "jpeg", quality: 72 });
      console.log(path);
    }
    await context.close();
  }
}

async function signIn(page: Page, url: string): Promise<void> {
  const { email } = demoPeople[0];
  const password = demoPassword(secret, email);
  const { csrfToken } = await (await page.request.get(`${url}/api/auth/csrf`)).json();
  await page.request.post(`${url}/api/auth/callback/credentials`, {
    form: { csrfToken, email, password },
  });
}

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in screens));
if (unknown) {
  console.error(`No screen is called ${unknown}. There are: ${Object.keys(screens).join(", ")}`);
  process.exit(1);
}

async function photograph(browser: Browser, locale: Look["locale"]): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "tinycrm-screenshots-"));
  const env = { TINYCRM_DEMO: "1", TINYCRM_DEMO_LANGUAGE: locale, TINYCRM_SECRET: secret };
  const product = await startProductProcess({ dataDir, env });
  try {
    const { url } = product;
    const names = asked.length > 0 ? asked : Object.keys(screens);
    const others = names.filter((name) => name !== lastly);
    if (others.length > 0) await takePictures(browser, { url, locale, names: others });
    if (names.includes(lastly)) await takePictures(browser, { url, locale, names: [lastly] });
  } finally {
    await product.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const browser = await chromium.launch({ executablePath: findBrowser(chromium) });
try {
  for (const locale of new Set(looks.map((look) => look.locale))) await photograph(browser, locale);
} finally {
  await browser.close();
}
