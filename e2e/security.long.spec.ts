/**
 * The pages' own rules in a real browser: every screen works under its Content-Security-Policy without a
 * violation, and what is none of ours does not run.
 */
import type { BrowserContext, Page } from "@playwright/test";
import { expect, people, popup, signIn, test } from "./support/office";
import { screens } from "./support/screens";

/** Notes each violation of a policy in this browser, with the page it was on. */
async function watch(context: BrowserContext): Promise<string[]> {
  const violations: string[] = [];
  await context.exposeBinding("noteViolation", ({ page }, what: string) => {
    violations.push(`${new URL(page.url()).pathname}: ${what}`);
  });
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      const { noteViolation } = window as unknown as { noteViolation(what: string): void };
      const { effectiveDirective, blockedURI, sourceFile, lineNumber } = event;
      noteViolation(`${effectiveDirective} ${blockedURI} at ${sourceFile}:${lineNumber}`);
    });
  });
  return violations;
}

/** The palette opens by a click: the page's scripts have run, and its button is alive. */
async function isAlive(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  const palette = page.getByRole("dialog", { name: "Search and commands" });
  // A page that has just come answers clicks as soon as its scripts run.
  await expect(async () => {
    if (await palette.isVisible()) return;
    await page.locator("button[aria-haspopup=dialog][aria-keyshortcuts~='Control+K']").click();
    await expect(palette).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 20_000 });
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

const noncesIn = (html: string) =>
  [...html.matchAll(/<script[^>]*? nonce="([^"]*)"/g)].map(([, nonce]) => nonce);

test("every screen works under its policy, and none violates it", async ({
  office,
  context,
  page,
}) => {
  test.setTimeout(240_000);
  const violations = await watch(context);
  await page.goto(`${office.product.url}/sign-in`);
  await page.getByLabel("E-mail").fill("nobody@office.test");
  await page.getByLabel("Password").fill("a wrong password");
  const refused = page.waitForResponse(/\/api\/auth\/callback\/credentials/);
  await page.getByRole("button", { name: "Sign in" }).click();
  await refused;

  await signIn(page, office.product.url, people.admin);
  for (const screen of [...Object.values(screens).flat(), "/campaigns", "/campaigns/new"]) {
    await page.goto(office.product.url + screen);
    await isAlive(page);
  }
  for (const [missing, wayOut] of [
    ["/nowhere", "Go to contacts"],
    ["/contacts/00000000-0000-7000-8000-000000000000", "All contacts"],
  ] as const) {
    await page.goto(office.product.url + missing);
    await page.getByRole("link", { name: wayOut }).click();
    await expect(page).toHaveURL(/\/contacts$/);
    await isAlive(page);
  }
  expect(violations).toEqual([]);
});

test("a day's work breaks no rule: a call, its card, a toast, navigation without reloading", async ({
  office,
  context,
  page,
}) => {
  const violations = await watch(context);
  await signIn(page, office.product.url, people.olena);
  const from = "73430112233";
  const callID = office.pbx.generate({ type: "2", from, to: "101" });
  await expect(popup(page, /\+7 343 011/)).toBeVisible();
  office.pbx.generate({ type: "32", callID, from, to: "101" });
  office.pbx.generate({ type: "4", callID, from, to: "101" });
  await page.getByRole("link", { name: "Аркадий" }).first().click();
  await expect(page.getByRole("heading", { name: "Аркадий" })).toBeVisible();
  for (const name of [/^Calls/, /^Statistics/, /^Callbacks/, /^Contacts/]) {
    await page.getByRole("navigation").getByRole("link", { name }).first().click();
    await page.getByRole("heading", { level: 1 }).first().waitFor();
  }
  const refused = await page.goto(`${office.product.url}/admin/people`);
  expect(refused?.headers()["content-security-policy"]).toContain("script-src 'self' 'nonce-");
  await expect(
    page.getByRole("heading", { name: "You don’t have access to this page" }),
  ).toBeVisible();
  expect(violations).toEqual([]);
});

test("each answer has a nonce of its own, and each of its scripts carries it", async ({
  office,
  signedIn,
}) => {
  const page = await signedIn("olena");
  const { url } = office.product;
  const seen = new Set<string>();
  for (const path of ["/contacts", "/contacts", "/sign-in", "/nowhere", "/admin/people"]) {
    const forged = { "content-security-policy": "script-src 'nonce-forged'" };
    const answer = await page.request.get(url + path, { headers: forged });
    const policy = answer.headers()["content-security-policy"] ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
    const html = await answer.text();
    expect(noncesIn(html).length, path).toBeGreaterThan(0);
    expect(new Set(noncesIn(html)), path).toEqual(new Set([nonce]));
    expect(html.match(/<script(?![^>]* nonce=)[^>]*>/g), path).toBeNull();
    expect(html).not.toContain("forged");
    seen.add(nonce);
  }
  expect(seen.size).toBe(5);
});

test("a script that somebody got into a page does not run", async ({ office, context, page }) => {
  const violations = await watch(context);
  await signIn(page, office.product.url, people.olena);
  // As the server would send it: between our own scripts, without their nonce.
  await page.route(/\/calls$/, async (route) => {
    const answer = await route.fetch();
    const stolen = `<script>window.stolen = "sent"</script><script src="https://evil.example/x.js"></script>
      <img src="x" onerror="window.stolen = 'loaded'"><base href="https://evil.example/">`;
    const body = (await answer.text()).replace("<body>", `<body>${stolen}`);
    expect(body).toContain("evil.example");
    await route.fulfill({ response: answer, body });
  });
  await page.goto(`${office.product.url}/calls`);
  await page.evaluate(() => {
    const image = document.createElement("div");
    image.innerHTML = `<img src="y" onerror="window.stolen = 'failed'"><a href="javascript:window.stolen='clicked'">x</a>`;
    document.body.append(image);
    image.querySelector("a")!.click();
  });
  await expect.poll(() => violations.length).toBeGreaterThanOrEqual(6);
  expect(await page.evaluate(() => Reflect.get(window, "stolen") as unknown)).toBeUndefined();
  expect(await page.evaluate(() => document.baseURI)).toBe(`${office.product.url}/calls`);
  const blocked = violations.map((what) => what.split(" ")[1]);
  expect(blocked).toEqual(
    expect.arrayContaining(["script-src-elem", "script-src-attr", "base-uri"]),
  );
});

test("what a person does is kept by nobody, and files are as closed as errors", async ({
  office,
  signedIn,
}) => {
  const page = await signedIn("admin");
  const { url } = office.product;
  await page.goto(`${url}/admin/outcomes`);
  const acted = page.waitForResponse((answer) => answer.request().method() === "POST");
  await page
    .getByRole("button", { name: /^Move .* down$/ })
    .first()
    .click();
  const action = await acted;
  expect(action.request().headers()).toHaveProperty("next-action");
  expect(action.headers()["cache-control"]).toContain("no-store");

  for (const path of [
    "/contacts",
    "/api/auth/session",
    "/api/v1/contacts",
    "/contacts/export",
    "/calls/export?format=xlsx",
    "/statistics/export?table=people",
    "/%E0%A4%A",
    "/api/%E0%A4%A",
  ]) {
    const answer = await page.request.get(url + path);
    const headers = answer.headers();
    expect(headers["cache-control"], path).toContain("no-store");
    expect(headers["content-security-policy"], path).toContain("frame-ancestors 'none'");
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers, path).not.toHaveProperty("x-powered-by");
  }
});
