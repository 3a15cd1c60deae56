/** What a vendor's script could do with a signed-in person's session: nothing, for it runs in a frame of its own. */
import { test, type Frame } from "@playwright/test";
import { expect, people, signIn } from "./support/office";
import type { Product } from "./support/product";
import { openWidgetCompany, widgetIn, type WidgetCompany } from "./support/widget-company";

let company: WidgetCompany;
let product: Product;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  company = await openWidgetCompany();
  ({ product } = company);
});
test.afterAll(() => company.close());

/** What a script of another's would try first, from wherever it runs. */
function reach(frame: Frame) {
  return frame.evaluate(async () => {
    const attempt = async (act: () => unknown) => {
      try {
        return String(await act());
      } catch (error) {
        return (error as Error).name;
      }
    };
    const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie")!;
    return {
      origin: self.origin,
      cookie: await attempt(() => cookie.get!.call(document)),
      page: await attempt(() => (parent === window ? "no page" : parent.document.title)),
      data: await attempt(() => fetch("/api/v1/contacts", { credentials: "include" })),
    };
  });
}

test("the widget reaches neither the person's session nor their page, however it is opened", async ({
  page,
}) => {
  await signIn(page, product.url, people.olena);
  const nothing = { origin: "null", cookie: "SecurityError", data: "TypeError" };
  expect(await reach(await widgetIn(page, product))).toEqual({ ...nothing, page: "SecurityError" });
  for (const path of ["/widget/site", "/lead/site"]) {
    await page.goto(product.url + path);
    await page.waitForFunction(() => "ckForms" in window);
    expect(await reach(page.mainFrame()), path).toEqual({ ...nothing, page: "no page" });
  }
});

test("only the widget's frame is believed, and only what it may say", async ({ page }) => {
  await signIn(page, product.url, people.olena);
  const widget = await widgetIn(page, product);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") asked.push(request.postData() ?? "");
  });
  const say = (detail: string, over: object = {}) => ({
    widget: "site",
    type: "event",
    name: "CallKeeperData",
    detail,
    ...over,
  });
  // From the page itself, and from another frame that is sandboxed just the same.
  await page.evaluate((message) => {
    window.postMessage(message, "*");
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.src = "/widget/site";
    document.body.append(frame);
  }, say(`{"client":"79005550001"}`));
  await expect.poll(() => page.frames().length).toBe(3);
  const other = page.frames().find((one) => one !== widget && one !== page.mainFrame())!;
  await other.waitForFunction(() => "ckForms" in window);
  const messages = [
    say(`{"client":"79005550002"}`, { widget: "plain" }),
    say(`{"client":"79005550003"}`, { name: "" }),
    say(`{"client":"79005550004"}`, { type: "call" }),
    say(`{"client":"79005550005"`),
    say(JSON.stringify({ client: "79005550006", title: "x".repeat(8_000) })),
  ];
  await other.evaluate(
    (message) => parent.postMessage(message, "*"),
    say(`{"client":"79005550007"}`),
  );
  await widget.evaluate((all) => {
    for (const message of [...all, null, "text", 7]) parent.postMessage(message, "*");
  }, messages);
  // Messages keep their order: once this is there, the others would be.
  await widget.evaluate((one) => parent.postMessage(one, "*"), say(`{"client":"79005551011"}`));
  await expect.poll(() => asked.join()).toContain("79005551011");
  expect(asked.join()).not.toContain("7900555000");
});
