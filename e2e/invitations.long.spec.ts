/** One-time links: nobody knows another's password. */
import { linkIn, openMailbox, type Mailbox } from "#lib/testing/kit/mailbox";
import { expectInside, expectSound, startKnownProduct, typePassword } from "./support/entry";
import { expect, signIn, test } from "./support/office";
import type { Product } from "./support/product";

const admin = "admin@office.test";

test.describe("without a mail server", () => {
  let product: Product;
  test.beforeAll(async () => {
    product = await startKnownProduct();
  });
  test.afterAll(() => product.stop());

  test("an administrator invites by keyboard, hands the link on, and the person chooses the password", async ({
    page,
    browser,
  }) => {
    await signIn(page, product.url, admin);
    await page.goto(`${product.url}/admin/people`);
    await page.getByRole("button", { name: "Add a person" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByLabel("Password")).toHaveCount(0);
    await dialog.getByLabel("Name").fill("Ivan");
    await dialog.getByLabel("E-mail").fill("ivan@office.test");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: "Invitation for Ivan" })).toBeVisible();
    await expectSound(page, "invitation dialog");
    const link = linkIn((await page.getByRole("dialog").locator("code").textContent())!);
    await page.keyboard.press("Escape");
    const row = page.getByRole("row").filter({ hasText: "ivan@office.test" });
    await expect(row).toContainText("Invited");

    const context = await browser.newContext();
    const ivan = await context.newPage();
    await ivan.goto(link);
    await expect(ivan.getByRole("heading", { name: "Welcome, Ivan" })).toBeVisible();
    await expectSound(ivan, "welcome by invitation");
    await expect(ivan.getByLabel("E-mail")).toHaveValue("ivan@office.test");
    await ivan.getByLabel("New password").fill("password1234");
    await ivan.keyboard.press("Enter");
    await expect(ivan.getByRole("alert").filter({ hasText: "Easy to guess" })).toBeVisible();
    await ivan.getByLabel("New password").fill("river stone lamp hums");
    await ivan.keyboard.press("Enter");
    await expectInside(ivan);
    await ivan.goto(link);
    await expect(ivan.getByRole("heading", { name: "no longer valid" })).toBeVisible();
    await expect(ivan.getByText("If you have already chosen a password, sign in")).toBeVisible();
    await page.reload();
    await expect(row).not.toContainText("Invited");

    // A new link leaves them where they are until it is used.
    await row.getByRole("button", { name: "More for Ivan" }).click();
    await page.getByRole("menuitem", { name: "New password link" }).click();
    const reset = page.getByRole("dialog", { name: "Password link for Ivan" });
    const second = linkIn((await reset.locator("code").textContent())!);
    await ivan.goto(`${product.url}/contacts`);
    await expectInside(ivan);
    const other = await (await browser.newContext()).newPage();
    await other.goto(second);
    await other.getByLabel("New password").fill("another river stone lamp");
    await other.keyboard.press("Enter");
    await expectInside(other);
    await expect(ivan).toHaveURL(/sign-in/);
    await typePassword(ivan, product.url, "ivan@office.test", "river stone lamp hums");
    await expect(
      ivan.getByRole("alert").filter({ hasText: "Wrong e-mail or password" }),
    ).toBeVisible();
    await expect(ivan.getByRole("link", { name: "Forgot your password?" })).toHaveCount(0);
    await other.context().close();
    await context.close();
  });
});

test.describe("with a mail server", () => {
  let product: Product;
  let mailbox: Mailbox;
  test.beforeAll(async () => {
    mailbox = await openMailbox();
    const env = {
      TINYCRM_SMTP_URL: mailbox.url,
      TINYCRM_MAIL_FROM: "tinyCRM <crm@office.test>",
    };
    product = await startKnownProduct(async () => env);
  });
  test.afterAll(async () => {
    await product.stop();
    await mailbox.close();
  });

  test("the link goes to the person, and a forgotten password is mended from the sign-in page", async ({
    page,
    browser,
  }) => {
    await signIn(page, product.url, admin);
    await page.goto(`${product.url}/admin/people`);
    await page.getByRole("button", { name: "Add a person" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Ivan");
    await dialog.getByLabel("E-mail").fill("ivan@office.test");
    await page.keyboard.press("Enter");
    await expect(page.getByText("The link has been mailed to ivan@office.test")).toBeVisible();
    await expect(dialog).toHaveCount(0);
    expect(mailbox.received).toHaveLength(1);
    expect(linkIn(mailbox.received[0]!.text)).toContain(product.url);

    const stranger = await (await browser.newContext()).newPage();
    await stranger.goto(`${product.url}/sign-in`);
    await stranger.getByRole("link", { name: "Forgot your password?" }).click();
    await expect(stranger.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
    await expectSound(stranger, "forgotten password");
    await stranger.getByLabel("E-mail").fill("olena@office.test");
    await stranger.keyboard.press("Enter");
    await expect(stranger.getByRole("status")).toContainText("on its way");
    await expect.poll(() => mailbox.received.length).toBe(2);
    const mail = mailbox.received[1]!;
    expect(mail.to).toEqual(["olena@office.test"]);
    await stranger.goto(linkIn(mail.text));
    await stranger.getByLabel("New password").fill("river stone lamp hums");
    await stranger.keyboard.press("Enter");
    await expectInside(stranger);

    // What the server does not take is shown to the administrator, with its words.
    mailbox.refuse("no such mailbox");
    const row = page.getByRole("row").filter({ hasText: "ivan@office.test" });
    await row.getByRole("button", { name: "More for Ivan" }).click();
    await page.getByRole("menuitem", { name: "New invitation link" }).click();
    await expect(page.getByRole("dialog").getByRole("alert")).toContainText("no such mailbox");
    linkIn((await page.getByRole("dialog").locator("code").textContent())!);
    await stranger.context().close();
  });

  test("each person has a calendar's address, and a mail each morning if they like", async ({
    page,
  }) => {
    await signIn(page, product.url, admin);
    await page.getByTitle("Account: Ada Admin").click();
    await page.getByRole("menuitem", { name: "Calendar and mail" }).click();
    const dialog = page.getByRole("dialog", { name: "Calendar and mail" });
    await dialog.getByRole("button", { name: "Create an address" }).click();
    const shown = dialog.locator("code");
    await expect(shown).toHaveText(/\/api\/calendar\/[\w-]{43}\.ics$/);
    const first = (await shown.textContent())!;
    await expectSound(page, "calendar's address");
    const stranger = { headers: { cookie: "" } };
    const calendar = await page.request.get(first, stranger);
    expect([calendar.status(), await calendar.text()]).toEqual([
      200,
      expect.stringContaining("BEGIN:VCALENDAR"),
    ]);

    await dialog.getByRole("button", { name: "New address" }).click();
    await expect(shown).not.toHaveText(first);
    const second = (await shown.textContent())!;
    expect((await page.request.get(first, stranger)).status()).toBe(404);
    expect((await page.request.get(second, stranger)).status()).toBe(200);

    const mail = dialog.getByRole("switch", { name: "Morning mail" });
    await expect(mail).not.toBeChecked();
    await mail.click();
    await expect(mail).toBeChecked();

    // The link in a mail opens it too; the address itself is shown no more.
    await page.goto(`${product.url}/callbacks`);
    await expectInside(page);
    await page.goto(`${product.url}/day#reminders`);
    await expect(mail).toBeChecked();
    await expect(dialog).toContainText("A calendar last asked for it");
    await expect(shown).toHaveCount(0);
    await mail.click();
    await expect(mail).not.toBeChecked();
    await dialog.getByRole("button", { name: "Remove the address" }).click();
    await expect(dialog.getByRole("button", { name: "Create an address" })).toBeVisible();
    expect((await page.request.get(second, stranger)).status()).toBe(404);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(page).toHaveURL(/\/day$/);
  });
});
