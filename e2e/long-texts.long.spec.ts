/** Whatever people type, nothing leaves its place: texts that no line can be broken in, on every screen. */
import { test, type Page } from "@playwright/test";
import { startSimulator } from "#lib/providers/prostie-zvonki/simulator";
import { lengthen, longTexts } from "./support/long-texts";
import { expect, password, signIn } from "./support/office";
import { faultsOfLayout } from "./support/outside";
import { startProduct } from "./support/product";
import { screens } from "./support/screens";

/** All faults of a run are told. */
const softly = expect.configure({ soft: true });
const widths = [1280, 390];
const texts = Object.values(longTexts);
const numbers = ["73430112233", "73430112244", "73430112255", "73430112266", "73430112277"];
const contacts = [
  "name,phone,company,position,email",
  ...numbers.map((number, index) => {
    const text = texts[index % texts.length]!;
    return `${text},+${number},${text},${text},${"m".repeat(60)}@${"d".repeat(60)}.example`;
  }),
].join("\n");

async function expectPlaces(page: Page, what: string): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 844 });
    const places = () => faultsOfLayout(page);
    await softly.poll(places, { message: `${what}, ${width}` }).toEqual([]);
  }
}

test("texts of 200 letters in one word stay where they belong, on each screen and the card", async ({
  page,
}) => {
  test.setTimeout(180_000);
  const pbx = await startSimulator({ host: "127.0.0.1", port: 0, password: "pbx" });
  const person = (email: string, name: string, role: string, extension: string) => ({
    email,
    name,
    role,
    password,
    locale: "en",
    extensions: { office: extension },
  });
  const settings = { url: pbx.url, password: "pbx" };
  const product = await startProduct({
    contacts,
    provision: {
      users: [
        person("admin@office.test", longTexts.wide, "admin", "101"),
        person("olena@office.test", longTexts.rightToLeft, "sales", "102"),
        person("ivan@office.test", longTexts.marks, "manager", "103"),
      ],
      connections: [{ slug: "office", provider: "prostie-zvonki", name: longTexts.wide, settings }],
    },
  });
  try {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await signIn(page, product.url, "admin@office.test");
    for (const [index, from] of numbers.entries()) {
      const callID = pbx.generate({ type: "2", from, to: "101" });
      if (index % 2) pbx.generate({ type: "32", callID, from, to: "101" });
      pbx.generate({ type: "4", callID, from, to: "101", duration: index % 2 ? "5" : "0" });
    }
    await page.goto(`${product.url}/calls`);
    await page.getByRole("row").nth(3).waitFor();
    lengthen(product.dataDir);

    const all = [...Object.values(screens).flat(), "/campaigns"];
    for (const path of all) {
      await page.setViewportSize({ width: 1280, height: 844 });
      await page.goto(product.url + path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await expectPlaces(page, path);
    }
    for (const [list, links] of [
      ["/contacts", "/contacts/"],
      ["/companies", "/companies/"],
      ["/campaigns", "/campaigns/"],
    ] as const) {
      await page.setViewportSize({ width: 1280, height: 844 });
      await page.goto(product.url + list);
      const found = page.locator(`main a[href*="${links}0"]`);
      await expect(found.first()).toBeVisible();
      const hrefs = await found.evaluateAll((all) => all.map((one) => one.getAttribute("href")!));
      expect(hrefs.length, list).toBeGreaterThan(0);
      for (const href of new Set(hrefs.slice(0, 4))) {
        await page.goto(product.url + href);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await expectPlaces(page, href);
      }
    }

    await page.goto(`${product.url}/contacts`);
    await expect(page.locator("[data-link-state=live]")).toBeAttached();
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").getByRole("combobox").fill("WWW");
    await page.getByRole("option").first().waitFor();
    await expectPlaces(page, "the palette");
    await page.keyboard.press("Escape");

    for (const from of numbers.slice(0, texts.length)) {
      await page.setViewportSize({ width: 1280, height: 844 });
      const card = page.locator("section[data-shown-at]").first();
      const callID = pbx.generate({ type: "2", from, to: "101" });
      await expect(card).toHaveAttribute("data-state", "ringing");
      await expectPlaces(page, `the card, ringing, ${from}`);
      pbx.generate({ type: "32", callID, from, to: "101" });
      await expect(card).toHaveAttribute("data-state", "active");
      await expectPlaces(page, `the card, talking, ${from}`);
      pbx.generate({ type: "4", callID, from, to: "101", duration: "3" });
      await expectPlaces(page, `the card, afterwards, ${from}`);
      await page.keyboard.press("Escape");
    }
  } finally {
    await product.stop();
    await pbx.close();
  }
});
