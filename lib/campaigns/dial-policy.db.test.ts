import { expect, it } from "vitest";
import { kyiv, openCampaignOffice } from "#lib/testing/kit/campaign-office";

const office = await openCampaignOffice();

it("a campaign leaves out what its maker may not call, and says so", async () => {
  const dear = "+380900212345";
  const createdById = office.office.people.maria;
  const id = await office.campaignOf([dear, kyiv(1)], { createdById });
  await office.turn();
  expect(office.provider().dialled).toEqual([kyiv(1)]);
  expect(await office.targets(id)).toMatchObject([
    { e164: kyiv(1), attempts: 1 },
    { e164: dear, attempts: 0, state: "skipped", skippedReason: "not-permitted" },
  ]);
});
