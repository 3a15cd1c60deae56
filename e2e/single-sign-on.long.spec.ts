/** Sign-in by an identity provider, from its button to the first screen. */
import {
  oidcClient,
  openIdentityProvider,
  type IdentityProvider,
} from "#lib/testing/kit/identity-provider";
import { expectInside, expectSound, startKnownProduct } from "./support/entry";
import { expect, test } from "./support/office";
import type { Product } from "./support/product";

let product: Product;
let provider: IdentityProvider;
test.beforeAll(async () => {
  product = await startKnownProduct(async (url) => {
    provider = await openIdentityProvider(`${url}/api/auth/callback/oidc`);
    return {
      TINYCRM_OIDC_ISSUER: provider.issuer,
      TINYCRM_OIDC_CLIENT_ID: oidcClient.clientId,
      TINYCRM_OIDC_CLIENT_SECRET: oidcClient.clientSecret,
      TINYCRM_OIDC_NAME: "Sign in by Office ID",
    };
  });
  const account = (name: string) => ({ email: `${name}@office.test`, email_verified: true, name });
  provider.accounts = { one: account("olena"), two: account("stranger") };
});
test.afterAll(async () => {
  await product.stop();
  provider.close();
});

test("who is known comes in by one click, and who is not is told why", async ({ page }) => {
  provider.current = "two";
  await page.goto(`${product.url}/sign-in`);
  await page.getByRole("button", { name: "Sign in by Office ID" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "No one here has" })).toBeVisible();
  await expectSound(page, "refused by provider");
  await expect(page.getByLabel("Password")).toBeVisible();

  // The provider would remember who was there last.
  await page.context().clearCookies();
  provider.current = "one";
  await page.goto(`${product.url}/sign-in`);
  await page.getByRole("button", { name: "Sign in by Office ID" }).focus();
  await page.keyboard.press("Enter");
  await expectInside(page);
  await expect(page.getByTitle("Account: Olena")).toBeVisible();
});
