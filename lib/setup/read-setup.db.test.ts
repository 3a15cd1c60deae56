import { expect, it } from "vitest";
import type { ConnectionView } from "#lib/connections/connection-view";
import { chooseTimeZone } from "#lib/i18n/time-zone";
import { chooseCompanyCountry } from "#lib/numbers/default-country";
import { saveDemo } from "#lib/people/demo";
import { aCallEvent } from "#lib/testing/kit/call-events";
import { addContact, addPerson, openOffice } from "#lib/testing/kit/office";
import { dismissSetup, firstRing, needsSetup, readSetup } from "./read-setup";
import type { SetupStep } from "./setup-view";

const office = await openOffice({ people: { ada: { role: "admin" } } });
const { ada } = office.people;
const { connectionId } = office.connections.office;
const view = (over: Partial<ConnectionView>): ConnectionView => ({
  slug: "office",
  name: "Office",
  provider: "evrotel",
  simulator: false,
  state: "online",
  detail: null,
  code: "unheard",
  retryAt: null,
  since: "2026-01-01T00:00:00.000Z",
  awaySince: null,
  abilities: [],
  ...over,
});
const admin = { role: "admin" } as const;
const open = async (views: ConnectionView[]) => {
  const done = await readSetup(views);
  return (Object.keys(done) as (keyof typeof done)[]).filter((step) => !done[step]);
};

it("is derived step by step from what there is, to the first ring on somebody's screen", async () => {
  const left: SetupStep[] = [
    "company",
    "people",
    "connection",
    "extensions",
    "test",
    "import",
    "ring",
  ];
  const without = (...done: SetupStep[]) => left.filter((step) => !done.includes(step));
  expect(await open([])).toEqual(left);
  expect(await needsSetup(admin, [])).toBe(true);
  expect(await needsSetup({ role: "manager" }, [])).toBe(false);

  await chooseCompanyCountry("UA");
  await chooseTimeZone("Europe/Kyiv");
  const olena = await addPerson("olena");
  await addContact("Anna", "+380441230001");
  expect(await open([])).toEqual(without("company", "people", "import"));

  // Listening is no proof: a message has to come.
  expect(await open([view({})])).toEqual(["extensions", "test", "ring"]);
  const heard = [view({ code: "listening" })];
  expect(await open(heard)).toEqual(["extensions", "ring"]);
  expect(await open([view({ state: "off" })])).toContain("connection");

  await office.record(aCallEvent("call:ringing", { extension: "101" }));
  expect(await open(heard)).toEqual(["extensions", "ring"]);
  await office.db.extension.create({ data: { connectionId, number: "102", userId: olena } });
  await office.record(aCallEvent("call:ringing", { extension: "102", externalId: "2" }));
  expect(await open(heard)).toEqual([]);
  // For a day the page says that all is done.
  expect(await needsSetup(admin, heard)).toBe(true);
  expect(await firstRing(ada)).toBeNull();
  expect(await firstRing(olena)).not.toBeNull();
});

it("asks nobody for the company's country who has calls already", async () => {
  await office.db.setting.deleteMany();
  expect(await open([view({ code: "listening" })])).toEqual([]);
});

it("is asked no more once it is dismissed, and not while the demo is open", async () => {
  await office.db.callLeg.deleteMany();
  expect(await needsSetup(admin, [])).toBe(true);
  await saveDemo({ state: "open", people: [] });
  expect(await needsSetup(admin, [])).toBe(false);
  await saveDemo({ state: "ended", people: [] });
  expect(await needsSetup(admin, [])).toBe(true);
  await dismissSetup();
  expect(await needsSetup(admin, [])).toBe(false);
  await office.db.setting.deleteMany({ where: { key: "firstSteps.dismissed" } });
  expect(await needsSetup(admin, [])).toBe(true);
});

it("leaves the menu a day after it is complete", async () => {
  await office.record(aCallEvent("call:ringing", { extension: "102", externalId: "3" }));
  const heard = [view({ code: "listening" })];
  expect(await open(heard)).toEqual([]);
  expect(await needsSetup(admin, heard)).toBe(true);
  await office.db.call.updateMany({ data: { startedAt: new Date(Date.now() - 25 * 3_600_000) } });
  expect(await needsSetup(admin, heard)).toBe(false);
});
