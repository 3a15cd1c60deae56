import type { Page } from "@playwright/test";
import { expect, popup, test } from "./support/office";

const from = "73430118800";
const shown = /\+7 343 011 88 00/;
const sounding = (page: Page) => page.locator(".fixed[data-sounding]");

async function openAlerts(page: Page) {
  await page.getByTitle("Alerts").click();
  return page.getByRole("dialog", { name: "Alerts" });
}

async function switchOn(page: Page, name: string) {
  const dialog = await openAlerts(page);
  await dialog.getByRole("switch", { name }).click();
  await expect(dialog.getByRole("switch", { name })).toBeChecked();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
}

async function anotherTab(page: Page): Promise<Page> {
  const tab = await page.context().newPage();
  await tab.goto(page.url());
  await expect(tab.locator("[data-link-state=live]")).toBeAttached();
  return tab;
}

/** How many of the tabs sound now. */
async function soundingTabs(...pages: Page[]): Promise<number> {
  const states = await Promise.all(
    pages.map((page) => sounding(page).getAttribute("data-sounding")),
  );
  return states.filter((state) => state === "sounding").length;
}

test("one of two tabs sounds, until the call is put away in the other", async ({
  office,
  signedIn,
}) => {
  const here = await signedIn("olena");
  await switchOn(here, "Ringtone");
  const there = await anotherTab(here);
  const callID = office.pbx.generate({ type: "2", from, to: "101" });
  await expect(popup(there, shown)).toBeVisible();
  await expect.poll(() => soundingTabs(here, there)).toBe(1);
  await popup(there, shown).getByRole("button", { name: "Dismiss" }).click();
  await expect.poll(() => soundingTabs(here, there)).toBe(0);
  office.pbx.generate({ type: "4", callID, from, to: "101", direction: "0", duration: "0" });

  // The tab that leads is closed: the other takes over, also in the middle of a ring.
  const second = office.pbx.generate({ type: "2", from, to: "101" });
  await expect.poll(() => soundingTabs(here, there)).toBe(1);
  await there.close();
  await expect.poll(() => soundingTabs(here)).toBe(1);
  office.pbx.generate({
    type: "4",
    callID: second,
    from,
    to: "101",
    direction: "0",
    duration: "0",
  });
  await expect.poll(() => soundingTabs(here)).toBe(0);
});

test("do not disturb silences every tab at once, and calls still show", async ({
  office,
  signedIn,
}) => {
  const here = await signedIn("olena");
  await switchOn(here, "Ringtone");
  const there = await anotherTab(here);
  const callID = office.pbx.generate({ type: "2", from, to: "101" });
  await expect.poll(() => soundingTabs(here, there)).toBe(1);
  await switchOn(here, "Do not disturb");
  await expect.poll(() => soundingTabs(here, there)).toBe(0);
  for (const page of [here, there]) {
    await expect(page.locator("[data-do-not-disturb=true]")).toBeVisible();
    await expect(popup(page, shown)).toBeVisible();
    await expect(page.locator("p[role=status][aria-live]")).toHaveAttribute("aria-live", "polite");
  }
  await there.reload();
  await expect(there.locator("[data-do-not-disturb=true]")).toBeVisible();

  const dialog = await openAlerts(there);
  await dialog.getByRole("switch", { name: "Do not disturb" }).click();
  await expect(here.locator("[data-do-not-disturb=false]")).toBeVisible();
  office.pbx.generate({ type: "4", callID, from, to: "101", direction: "0", duration: "0" });
  await expect(popup(here, shown)).toHaveCount(0);
});

test("a page nobody has touched says that sound is blocked, and a click lets it out", async ({
  office,
  signedIn,
}) => {
  const page = await signedIn("olena");
  await switchOn(page, "Ringtone");
  // A driven browser lets every sound out; this is how one of a person's begins.
  await page.context().addInitScript(() => {
    const Real = AudioContext;
    class Untouched extends Real {
      constructor() {
        super();
        void this.suspend();
      }
    }
    Object.assign(window, { AudioContext: Untouched });
  });
  await page.reload();
  await expect(page.locator("[data-link-state=live]")).toBeAttached();
  const callID = office.pbx.generate({ type: "2", from, to: "101" });
  await expect(sounding(page)).toHaveAttribute("data-sounding", "blocked");
  await page.getByRole("button", { name: /blocks the ringtone/ }).click();
  await expect(sounding(page)).toHaveAttribute("data-sounding", "sounding");
  office.pbx.generate({ type: "4", callID, from, to: "101", direction: "0", duration: "0" });
  await expect(sounding(page)).toHaveAttribute("data-sounding", "silent");
});

test("the test ring sounds for two rounds", async ({ signedIn }) => {
  const page = await signedIn("olena");
  const dialog = await openAlerts(page);
  await dialog.getByRole("button", { name: "Test ring" }).click();
  await expect(dialog.locator("[data-sounding=sounding]")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Test ring" })).toBeVisible();
});

test("a desktop notice is there while the call rings", async ({ office, signedIn }) => {
  const page = await signedIn("olena");
  await page.context().grantPermissions(["notifications"], { origin: office.product.url });
  await page.context().addInitScript(() => {
    const Real = Notification;
    const seen: string[] = [];
    class Watched extends Real {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        seen.push(`${title}: ${options?.body}`);
      }
      override close() {
        seen.push(`closed ${this.title}`);
        super.close();
      }
    }
    Object.assign(window, { Notification: Watched, seen });
  });
  await page.reload();
  await switchOn(page, "Desktop notifications");
  const there = await anotherTab(page);
  const callID = office.pbx.generate({ type: "2", from: "73430112233", to: "101" });
  const seen = (tab: Page) => tab.evaluate(() => (window as unknown as { seen: string[] }).seen);
  await expect.poll(() => seen(page)).toEqual(["Аркадий: Incoming call · +7 343 011 22 33"]);
  office.pbx.generate({
    type: "4",
    callID,
    from: "73430112233",
    to: "101",
    direction: "0",
    duration: "0",
  });
  await expect.poll(async () => (await seen(page)).at(-1)).toBe("closed Аркадий");
  expect(await seen(there)).toEqual([]);
});
