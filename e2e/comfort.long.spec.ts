/** By key, by link, from anywhere; installed like an app. */
import { endOrdered, expect, popup, test } from "./support/office";

test("keys go to screens and open the sheet that lists them, and rest while somebody types", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  await olena.keyboard.press("g");
  await olena.keyboard.press("k");
  await expect(olena).toHaveURL(/\/calls/);
  await olena.keyboard.press("Shift+?");
  const sheet = olena.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet).toContainText("New contact");
  await expect(sheet.getByText("Statistics")).toBeVisible();
  // Behind the sheet nothing happens.
  await olena.keyboard.press("n");
  await olena.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await expect(olena).toHaveURL(/\/calls/);

  await olena.keyboard.press("g");
  await olena.keyboard.press("c");
  await expect(olena).toHaveURL(/\/contacts$/);
  const search = olena.getByRole("searchbox");
  await search.fill("");
  await search.pressSequentially("gkn?d");
  await expect(search).toHaveValue("gkn?d");
  await expect(olena).toHaveURL(/\/contacts\?/);
  await expect(olena.getByRole("dialog")).toHaveCount(0);
  await search.blur();
  await olena.keyboard.press("n");
  await expect(olena).toHaveURL(/\/contacts\/new$/);
  await olena.goto(`${office.product.url}/calls`);
  await expect(olena.locator("[data-link-state=live]")).toBeAttached();
  await olena.keyboard.press("d");
  const pad = olena.getByRole("dialog", { name: "Dial pad" });
  await pad.getByLabel("Number to call").pressSequentially("8343011");
  await pad.getByRole("button", { name: /Валентина/ }).click();
  await expect(pad.getByLabel("Number to call")).toHaveValue("+7 343 011 22 55");
});

test("a tel: link fills the dial pad, Enter calls, and the number is remembered", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  await olena.goto(
    `${office.product.url}/dial?number=${encodeURIComponent("tel:+7-343-011-22-44;ext=5")}`,
  );
  const number = olena.getByLabel("Number to call");
  await expect(number).toHaveValue("+7 343 011 22 44");
  await number.press("Enter");
  await expect
    .poll(() => office.pbxLog)
    .toContain("Call event from CRM: src = 101, dst = +7 343 011 22 44");
  await expect(popup(olena, /\+7 343 011/).first()).toBeVisible();
  await expect(number).toHaveValue("");
  await number.press("Enter");
  await expect(number).toHaveValue("+7 343 011 22 44");
  endOrdered(office, "101", "73430112244");
});

test("the app can be installed: a manifest with icons, without signing in", async ({
  office,
  page,
}) => {
  await page.goto(`${office.product.url}/sign-in`);
  const href = await page.locator("link[rel=manifest]").getAttribute("href");
  const manifest = (await (await page.request.get(office.product.url + href!)).json()) as {
    start_url: string;
    display: string;
    icons: { src: string; sizes: string; type: string; purpose?: string }[];
  };
  expect(manifest).toMatchObject({ name: "tinyCRM", start_url: "/", display: "standalone" });
  for (const { src, sizes, type } of manifest.icons) {
    const answer = await page.request.get(office.product.url + src);
    expect([src, answer.status(), answer.headers()["content-type"]]).toEqual([src, 200, type]);
    const bytes = await answer.body();
    // A PNG tells its width and height at the beginning.
    const size = `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
    if (type === "image/png") expect(size, src).toBe(sizes);
  }
  const purposes = manifest.icons.map(({ purpose = "any" }) => purpose);
  expect(purposes).toContain("maskable");
});

test("a page from before an update says so, keeps what was typed, and is current after a reload", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  await olena.goto(`${office.product.url}/contacts/new`);
  const name = olena.getByLabel("Name", { exact: true });
  await name.fill("Typed before the update");
  // What the page asks for has another id in the build that answers.
  await olena.route("**/contacts/new", (route) => {
    const headers = { ...route.request().headers(), "next-action": "40".padEnd(42, "0") };
    return route.request().method() === "POST" ? route.continue({ headers }) : route.fallback();
  });
  await olena.getByRole("button", { name: "Create contact" }).click();
  const bar = olena.getByRole("alert").filter({ hasText: "tinyCRM has been updated" });
  await expect(bar).toBeVisible();
  await expect(name).toHaveValue("Typed before the update");
  await olena.unroute("**/contacts/new");
  // What was typed would be lost: the browser asks.
  const asked: string[] = [];
  olena.once("dialog", (question) => {
    asked.push(question.type());
    void question.accept();
  });
  await bar.getByRole("button", { name: "Reload" }).click();
  await expect(bar).toHaveCount(0);
  expect(asked).toEqual(["beforeunload"]);
  await name.fill("Typed after it");
  await olena.getByRole("button", { name: "Create contact" }).click();
  await expect(olena).toHaveURL(/contacts\/[0-9a-f-]{36}/);
});
