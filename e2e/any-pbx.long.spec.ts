/** A PBX nobody has heard of: connected by the form, told its token, and rung from. */
import { startSimulator } from "#lib/providers/generic/simulator";
import { newHookToken } from "#lib/providers/generic/token";
import { freePort } from "#lib/providers/testing";
import { expect, popup, test } from "./support/office";

test("an unknown PBX is connected by the form, rings, and is called through", async ({
  office,
  signedIn,
}) => {
  const page = await signedIn("admin");
  const { url } = office.product;
  const apiSecret = "s3cret-of-the-pbx";
  const port = await freePort();
  let pbx = await startSimulator({ port, settings: { apiSecret, token: newHookToken() } });
  const { callUrl, callBody, headers } = pbx.settings as Record<string, string>;

  await page.goto(`${url}/admin/connections/new`);
  await page.getByLabel("Provider").selectOption("generic");
  await page.getByLabel("Name", { exact: true }).fill("Old PBX");
  await page.getByLabel("Address for calls").fill("http://{number}.example/");
  await page.getByLabel("Request body").fill(callBody!);
  await page.getByLabel("Headers for requests").fill("Authorization: Bearer 12345");
  await page.getByLabel("Secret for requests").fill(apiSecret);
  await page.getByRole("button", { name: "Add connection" }).click();
  const form = page.locator("form");
  await expect(form).toContainText("{…} is only allowed after the host");
  await expect(form).toContainText("Write {secret} into Authorization");
  await page.getByLabel("Address for calls").fill(callUrl!);
  await page.getByLabel("Headers for requests").fill(headers!);
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await expect(page.getByRole("main")).toContainText("Result: the PBX responds");
  await page.getByRole("button", { name: "Add connection" }).click();

  // Where its messages go, and by which token, is what the administrator needs next.
  await expect(page).toHaveURL(/\/admin\/connections\/old-pbx$/);
  const main = page.getByRole("main");
  await expect(main.getByText(`${url}/api/hooks/old-pbx`, { exact: true })).toBeVisible();
  await expect(main).toContainText("No messages are accepted yet");
  await main.getByRole("button", { name: "New token" }).click();
  const token = await main.getByText(/^whsec_[A-Za-z0-9]{32}$/).innerText();
  await expect(main).not.toContainText("No messages are accepted yet");

  await page.goto(`${url}/admin/people`);
  await page.getByRole("button", { name: "Edit Ada Admin" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Old PBX").fill("103");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);

  await pbx.close();
  pbx = await startSimulator({
    port,
    settings: { apiSecret, token },
    hookUrl: `${url}/api/hooks/old-pbx`,
  });
  await page.goto(`${url}/contacts`);
  await expect(page.locator("[data-link-state=live]")).toBeAttached();
  pbx.ring({ extension: "103", from: "+73430112244" });
  const card = popup(page, /\+7 343 011/);
  await expect(card).toContainText("Борис");
  await expect(card).toHaveAttribute("data-state", "ringing");
  await expect(card).toHaveAttribute("data-state", "active");
  await expect(card).toHaveCount(0);

  await page.getByRole("button", { name: "Call +7 343 011 22 55" }).first().click();
  await expect
    .poll(() => pbx.orders)
    .toMatchObject([{ number: expect.stringMatching(/^\+?73430112255$/), extension: "103" }]);
  pbx.refuseCommands("Extension 103 is not registered");
  await page.getByRole("button", { name: "Call +7 343 011 22 33" }).first().click();
  await expect(page.getByText("Extension 103 is not registered").first()).toBeVisible();
  await pbx.close();

  // Nothing of it stays for whoever uses this office next, the call under way included.
  pbx = await startSimulator({ port: 0, settings: { token }, hookUrl: `${url}/api/hooks/old-pbx` });
  pbx.ring({ extension: "103", from: "+73430112266" });
  await expect(popup(page, /\+7 343 011 22 66/)).toBeVisible();
  await page.goto(`${url}/admin/connections/old-pbx`);
  await page.getByRole("button", { name: "Delete connection" }).click();
  await dialog.getByLabel("Type the name to confirm").fill("Old PBX");
  await dialog.getByRole("button", { name: "Delete permanently" }).click();
  await expect(page).toHaveURL(/\/admin\/connections$/);
  await expect(page.locator("[data-card]")).toHaveCount(0);
  await pbx.close();
});
