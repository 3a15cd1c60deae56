/** Facts of the layout, measured: nothing is covered, cut off or moved. */
import type { Page } from "@playwright/test";
import { expect, popup, test, type Office } from "./support/office";

/** What other flows leave on the screen has a size, too. */
test.use({ officeOf: "the layout" });

const number = "73430112255";
const ring = ({ pbx }: Office) => pbx.generate({ type: "2", from: number, to: "101" });
const answer = ({ pbx }: Office, callID: string) =>
  pbx.generate({ type: "32", callID, from: number, to: "101" });
const end = ({ pbx }: Office, callID: string, duration = "0") =>
  pbx.generate({ type: "4", callID, from: number, to: "101", direction: "0", duration });
const card = (page: Page) => popup(page, /\+7 343 011 22 55/);

async function box(page: Page, selector: string) {
  const found = await page.locator(selector).first().boundingBox();
  return { ...found!, bottom: found!.y + found!.height, right: found!.x + found!.width };
}

test("on a phone the page can be scrolled past the talk that waits to be wrapped up", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  await olena.setViewportSize({ width: 390, height: 844 });
  const callID = ring(office);
  answer(office, callID);
  end(office, callID, "30");
  await expect(olena.locator("[data-wrap-up]")).toBeVisible();
  for (const path of ["/callbacks", "/calls"]) {
    await olena.goto(office.product.url + path);
    const strip = olena.locator("[data-wrap-up]");
    await expect(strip).toBeVisible();
    await olena.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    const last = await box(olena, "#content > div");
    expect(last.bottom, path).toBeLessThanOrEqual((await box(olena, "[data-wrap-up]")).y);
  }
  // It is one line until somebody asks for more.
  expect((await box(olena, "[data-wrap-up]")).height).toBeLessThan(120);
  const strip = olena.locator("[data-wrap-up]");
  await strip.getByRole("button", { name: /^Wrap up/ }).click();
  await expect(strip.getByRole("button", { name: /Agreed/ })).toBeVisible();
  await strip.getByRole("button", { name: "Done" }).click();
  await expect(olena.locator("[data-wrap-up]")).toHaveCount(0);
});

test("beside a card the journal is not cut off, and a page that comes with one does not move", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  await olena.setViewportSize({ width: 1280, height: 800 });
  const callID = ring(office);
  await expect(card(olena)).toBeVisible();
  await olena.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await olena.goto(`${office.product.url}/calls`);
  await expect(card(olena)).toBeVisible();
  const width = await olena
    .getByRole("table")
    .evaluate((table) => [table.scrollWidth, table.parentElement!.clientWidth]);
  expect(width[0]).toBeLessThanOrEqual(width[1]!);
  const content = await box(olena, "#content > div");
  expect(content.right).toBeLessThanOrEqual((await box(olena, "[data-card]")).x);
  const moved = await olena.evaluate(() =>
    (window as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0),
  );
  expect(moved).toBeLessThan(0.02);

  end(office, callID);
  await expect(card(olena)).toHaveCount(0);
  await olena.reload();
  await expect(olena.locator("[data-link-state=live]")).toBeAttached();
  expect((await box(olena, "#content > div")).right).toBeGreaterThan(1_200);
});

test("the question about alerts takes no room from the menu, which says where one is", async ({
  office,
  signedIn,
}) => {
  const ivan = await signedIn("ivan");
  await ivan.setViewportSize({ width: 1280, height: 800 });
  // Those of other files have been asked before (support/office.ts).
  await ivan.evaluate(() => localStorage.setItem("tinycrm.alerts", ""));
  await ivan.addInitScript(() => localStorage.removeItem("tinycrm.alerts"));
  await ivan.goto(`${office.product.url}/contacts`);
  const question = ivan.getByRole("region", { name: "Hear when a client calls?" });
  await expect(question).toBeVisible();
  const asked = await box(ivan, "aside nav");
  await question.getByRole("button", { name: "Not now" }).click();
  await expect(question).toHaveCount(0);
  expect(await box(ivan, "aside nav")).toEqual(asked);
  const here = ivan.locator("aside nav [aria-current=page]");
  const colourOf = (one: Element) => getComputedStyle(one).backgroundColor;
  expect(await here.evaluate(colourOf)).not.toBe(await ivan.locator("aside").evaluate(colourOf));
});

test("on a large screen a card moves nothing of the page, and covers nothing", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  for (const width of [1_860, 1_920, 2_560]) {
    await olena.setViewportSize({ width, height: 1_000 });
    await olena.goto(`${office.product.url}/contacts`);
    await expect(olena.locator("[data-link-state=live]")).toBeAttached();
    const before = await box(olena, "#content > div");
    const callID = ring(office);
    await expect(card(olena)).toBeVisible();
    expect(await box(olena, "#content > div")).toEqual(before);
    expect(before.right).toBeLessThanOrEqual((await box(olena, "[data-card]")).x);
    end(office, callID);
    await expect(card(olena)).toHaveCount(0);
  }
});

test("an administrator's menu is seen whole on a laptop; where there is no room for all, the rest is scrolled to", async ({
  office,
  signedIn,
}) => {
  const admin = await signedIn("admin");
  const menu = admin.locator("aside nav");
  const last = menu.getByRole("link").last();
  for (const [width, height] of [
    [1440, 900],
    [1280, 800],
  ] as const) {
    await admin.setViewportSize({ width, height });
    await admin.goto(`${office.product.url}/contacts`);
    await expect(last).toBeInViewport({ ratio: 1 });
    expect(await menu.evaluate((nav) => nav.scrollHeight - nav.clientHeight)).toBe(0);
    const foot = await box(admin, "[data-below-notices]");
    expect(foot.bottom).toBeLessThanOrEqual(height);
    expect((await last.boundingBox())!.y).toBeLessThan(foot.y);
  }
  await admin.setViewportSize({ width: 1280, height: 620 });
  await last.focus();
  await expect(last).toBeInViewport({ ratio: 1 });
});

test("at twice the size the menu is a bar, and leaves the page its width", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  await olena.setViewportSize({ width: 720, height: 450 });
  await olena.goto(`${office.product.url}/contacts`);
  const menu = await box(olena, "aside nav");
  expect(menu).toMatchObject({ x: 0, width: 720, bottom: 450 });
  expect((await box(olena, "#content")).width).toBe(720);
  await olena.getByRole("button", { name: "More" }).click();
  await expect(olena.getByRole("menuitem", { name: "Statistics" })).toBeVisible();
});

test("on a phone all that can be done about a person is on the screen", async ({
  office,
  signedIn,
}) => {
  const admin = await signedIn("admin");
  await admin.goto(`${office.product.url}/admin/people`);
  const row = admin.getByRole("row").filter({ hasText: "Ivan" });
  for (const width of [390, 1024]) {
    await admin.setViewportSize({ width, height: 844 });
    await expect(row.getByRole("button")).toHaveCount(4);
    for (const button of await row.getByRole("button").all()) {
      const { x, width: wide } = (await button.boundingBox())!;
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + wide, (await button.textContent()) ?? "").toBeLessThanOrEqual(width);
    }
    // However it is laid out, it is a table to who does not see it.
    await expect(row.getByRole("cell")).toHaveCount(5);
    await expect(admin.getByRole("columnheader", { name: "Extensions" })).toBeAttached();
  }
});

test("on a phone what happened with a contact is one tap away from what is known of them", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  await olena.goto(`${office.product.url}/contacts`);
  await olena.locator("a[data-row]").first().click();
  const [details, timeline] = ["Details", "Timeline"].map((name) =>
    olena.getByRole("heading", { name, level: 2 }),
  );
  await expect(details!).toBeVisible();
  await expect(timeline!).toBeVisible();
  await olena.setViewportSize({ width: 390, height: 844 });
  await expect(timeline!).toBeHidden();
  await olena.getByRole("button", { name: "Timeline" }).click();
  await expect(details!).toBeHidden();
  await expect(timeline!).toBeInViewport();
});

test("on a phone there is room for the note on the card, below what was said last", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  await olena.setViewportSize({ width: 390, height: 844 });
  const callID = ring(office);
  answer(office, callID);
  const note = card(olena).getByRole("textbox", { name: "Note" });
  await note.fill(
    "Wants three lamps by Monday, and the invoice to the office, not to the warehouse",
  );
  await note.blur();
  await olena.reload();
  await expect(card(olena)).toBeVisible();
  await expect(note).toBeInViewport({ ratio: 0.95 });
  end(office, callID, "30");
});
