/** Moving about is instant: what the browser knows is on the screen before the server has answered. */
import type { Page, Request } from "@playwright/test";
import { second } from "#lib/base/duration";
import { expect, test, typeInDialog } from "./support/office";

/** From now on no page of the server's comes through. @returns lets them through again */
async function holdPages(page: Page): Promise<() => void> {
  let release!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(/[?&]_rsc=/, async (route) => {
    await released;
    // One that was set up earlier may hold it still.
    await route.fallback();
  });
  return release;
}

/**
 * Waits until the browser has fetched what it fetches ahead of a screen: Next asks for the page's place first, then for
 * what it begins with, and cuts both off itself.
 * @param point what makes it do so; answers with the screen's address
 */
async function fetchAhead(page: Page, point: () => Promise<string>): Promise<void> {
  const asked = new Set<string>();
  const open = new Set<Request>();
  let last = 0;
  const begun = (request: Request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (!searchParams.has("_rsc")) return;
    asked.add(pathname);
    open.add(request);
  };
  const ended = (request: Request) => {
    if (open.delete(request)) last = performance.now();
  };
  page.on("request", begun).on("requestfinished", ended).on("requestfailed", ended);
  const path = await point();
  const isQuiet = () => open.size === 0 && performance.now() - last > second;
  await expect.poll(() => asked.has(path) && isQuiet()).toBe(true);
  page.off("request", begun).off("requestfinished", ended).off("requestfailed", ended);
}

test("a contact opens with what the list shows of it, and the list is back as it was left", async ({
  signedIn,
}) => {
  const olena = await signedIn("olena");
  await olena.setViewportSize({ width: 1280, height: 260 });
  await olena.goto(`${new URL(olena.url()).origin}/contacts?order=desc`);
  await olena.getByRole("checkbox", { name: "Select Борис" }).check();
  await expect(olena.getByRole("toolbar", { name: "Selected contacts" })).toBeVisible();
  const link = olena.getByRole("table").getByRole("link", { name: "Аркадий" });
  await fetchAhead(olena, async () => {
    await link.hover();
    return (await link.getAttribute("href"))!;
  });
  const scrolled = await olena.evaluate(() => window.scrollY);
  expect(scrolled).toBeGreaterThan(0);

  const release = await holdPages(olena);
  await link.click();
  await expect(olena.getByRole("heading", { level: 1, name: "Аркадий" })).toBeVisible();
  const main = olena.getByRole("main");
  await expect(main.getByRole("button", { name: "Call +7 343 011 22 33" })).toBeVisible();
  await expect(main.getByRole("status", { name: "Loading" }).first()).toBeVisible();
  release();
  await expect(main.getByRole("region", { name: "Timeline" })).toBeVisible();

  // Nothing of it comes from the server again.
  await holdPages(olena);
  await main.getByRole("link", { name: "Contacts" }).click();
  await expect(olena).toHaveURL(/order=desc$/);
  await expect(olena.getByRole("checkbox", { name: "Select Борис" })).toBeChecked();
  await expect.poll(() => olena.evaluate(() => window.scrollY)).toBe(scrolled);
});

test("what the search has found opens with what it has shown", async ({ signedIn }) => {
  const olena = await signedIn("olena");
  await olena.keyboard.press("Control+k");
  await fetchAhead(olena, async () => {
    await typeInDialog(olena, "валент");
    const contacts = olena.getByRole("group", { name: "Contacts" });
    const option = contacts.getByRole("option", { name: /Валентина/ });
    const found = await option.getAttribute("data-value");
    return `/contacts/${found!.replace("contact:", "")}`;
  });
  const release = await holdPages(olena);
  await olena.keyboard.press("Enter");
  await expect(olena.getByRole("heading", { level: 1, name: "Валентина" })).toBeVisible();
  release();
  await expect(olena.getByRole("region", { name: "Timeline" })).toBeVisible();
});
