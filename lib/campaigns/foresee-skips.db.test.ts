import { expect, it } from "vitest";
import { openCampaignOffice, kyiv } from "#lib/testing/kit/campaign-office";
import { addContact } from "#lib/testing/kit/office";
import { previewChoice, previewInput } from "./choose-contacts";
import { skipsOfCampaign } from "./foresee-skips";

const office = await openCampaignOffice();
const rules = { hoursFrom: "10:00", hoursTo: "19:00", weekdays: [1, 2, 3, 4, 5], assumedZone: "" };
/** It may be in Kaliningrad, or in Kamchatka. */
const mobile = "+79161234567";

it("tells whom no hour permits while a campaign is prepared", async () => {
  await addContact("Anna", kyiv(1));
  await addContact("Ivan", mobile);
  const skips = async (hours: object) =>
    (await previewChoice(previewInput.parse({ hours: { ...rules, ...hours } }))).skips;
  expect(await skips({})).toEqual({ noHours: 1, atLeast: false });
  expect(await skips({ assumedZone: "Europe/Moscow" })).toMatchObject({ noHours: 0 });
  expect(await skips({ hoursFrom: "09:00", hoursTo: "21:00" })).toMatchObject({ noHours: 0 });
  // Half typed.
  expect(await skips({ hoursFrom: "" })).toBeNull();
});

it("tells the same of its list, before it is started", async () => {
  const hours = { hoursFrom: 10 * 60, hoursTo: 19 * 60, weekdays: "12345" };
  const id = await office.campaignOf([kyiv(1), mobile], { state: "draft", ...hours });
  expect(await skipsOfCampaign(id)).toEqual({ noHours: 1, atLeast: false });
});
