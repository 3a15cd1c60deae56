import { expect, popup, test } from "./support/office";

test("a click on a number reaches the PBX as the person's own call", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  await olena.getByRole("button", { name: "Call +7 343 011 22 33" }).first().click();
  await expect
    .poll(() => office.pbxLog)
    .toContain("Call event from CRM: src = 101, dst = +7 (343) 0112233");
  const card = popup(olena, /\+7 343 011/);
  await expect(card).toHaveAttribute("data-state", "dialling");
  // The PBX's own events are about the same call: one card, carried on.
  const callID = office.pbx.generate({ type: "8", from: "101", to: "73430112233" });
  office.pbx.generate({ type: "16", callID, from: "101", to: "73430112233" });
  await expect(card).toHaveAttribute("data-state", "active");
  await expect(card).toHaveCount(1);
  office.pbx.generate({
    type: "4",
    callID,
    from: "101",
    to: "73430112233",
    direction: "1",
    duration: "7",
  });
  await expect(card).toHaveCount(0);
});

test("a refusal is shown in the provider's own words", async ({ office, signedIn }) => {
  const olena = await signedIn("olena");
  office.pbx.refuseCommands("Extension 101 is not registered");
  await olena.getByRole("button", { name: "Call +7 343 011 22 44" }).first().click();
  await expect(olena.getByText("Extension 101 is not registered").first()).toBeVisible();
  office.pbx.refuseCommands(null);
});
