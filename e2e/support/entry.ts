/** What the flows of coming in share: a product on a known port, a person's app, and what axe finds. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { second } from "#lib/base/duration";
import { freePort } from "#lib/providers/testing";
import { expect, password } from "./office";
import { startProduct, type Product } from "./product";

/** The people of these flows; their passwords are `password`. */
const users = [
  { email: "admin@office.test", name: "Ada Admin", role: "admin", password, locale: "en" },
  { email: "olena@office.test", name: "Olena", role: "sales", password, locale: "en" },
];

/**
 * A product that knows the address it is reached at, as links in mails and identity providers need it.
 * @param envFor further variables, by that address
 */
export async function startKnownProduct(
  envFor: (url: string) => Promise<Record<string, string>> = async () => ({}),
): Promise<Product> {
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  return startProduct({
    env: { PORT: port, TINYCRM_PUBLIC_URL: url, ...(await envFor(url)) },
    provision: { users },
  });
}

export interface AuthenticatorApp {
  /** A code that has not been typed yet; waits for the next one when it has. */
  code(page: Page): Promise<string>;
}

/** @param key as the screen shows it */
export function authenticatorApp(key: string): AuthenticatorApp {
  const totp = new TOTP({ secret: Secret.fromBase32(key.replaceAll(" ", "")) });
  let last = "";
  return {
    async code(page) {
      while (totp.generate() === last) await page.waitForTimeout(second);
      last = totp.generate();
      return last;
    },
  };
}

/** Types e-mail and password into the form. */
export async function typePassword(page: Page, url: string, email: string, word = password) {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(word);
  await page.keyboard.press("Enter");
}

export async function expectInside(page: Page) {
  await expect(page.locator("[data-link-state=live]")).toBeAttached();
}

/** Neither axe nor the width of a telephone finds fault with what is on the screen, light and dark. */
export async function expectSound(page: Page, what: string) {
  const size = page.viewportSize()!;
  for (const [width, colorScheme] of [
    [1280, "light"],
    [390, "dark"],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`,
    );
    expect(found, `${what}, ${width}, ${colorScheme}`).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${what} scrolls sideways`).toBeLessThanOrEqual(0);
    const folder = process.env.SHOTS;
    if (folder)
      await page.screenshot({ path: `${folder}/${what.replaceAll(" ", "-")}-${width}.png` });
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(size);
}
