/** Whatever makes a provider dial for a person asks the dial policy first: nothing is recorded, nothing sent. */
import { beforeEach, expect, it } from "vitest";
import { saveDialRules } from "#lib/numbers/dial-policy";
import { defaultDialRules } from "#lib/numbers/dial-rules";
import type { ProviderAdapter } from "#lib/providers/contract";
import { jsonProvider } from "#lib/testing/kit/json-provider";
import { openOffice } from "#lib/testing/kit/office";
import { testRuntime } from "#lib/testing/kit/runtime";
import { createDispatcher } from "./dispatcher";
import { createSmsSender } from "./send-sms";
import { linkCommandsOf } from "#lib/testing/kit/link-commands";

const dear = "+19005550123";
const office = await openOffice({
  people: { olena: { extension: "101" }, ada: { role: "admin", extension: "102" } },
  connections: { kyiv: { country: "UA" } },
});
/** What reached the provider. */
const dialled: string[] = [];
const able: ProviderAdapter = {
  ...jsonProvider,
  placeCall: async ({ number }) => {
    dialled.push(number);
    return {};
  },
  transfer: async ({ extension }) => void dialled.push(extension),
  sendSms: async ({ number }) => void dialled.push(number),
};
const runtime = testRuntime(office.connections.kyiv, able);
const runtimes = { runtime: () => runtime };
const linkCommands = linkCommandsOf(runtimes);
const dispatcher = createDispatcher({
  runtimes,
  linkCommands,
  audience: { calls: () => undefined },
});
const send = createSmsSender({ runtimes, linkCommands, publishSms: () => undefined });
const { olena, ada } = office.people;
beforeEach(async () => {
  dialled.length = 0;
  await saveDialRules(defaultDialRules);
});

it("a click", async () => {
  const refused = await dispatcher.place({ userId: olena, number: dear });
  expect(refused).toMatchObject({ ok: false, code: "dial-dear" });
  expect(refused).toMatchObject({
    message: expect.stringContaining("Administrators change this rule"),
  });
  expect([dialled, await office.db.call.count()]).toEqual([[], 0]);
  const surplus = await dispatcher.place({ userId: olena, number: "09001234567" });
  expect(surplus).toMatchObject({ ok: false, code: "dial-dear" });
  expect([dialled, await office.db.call.count()]).toEqual([[], 0]);
  expect(await dispatcher.place({ userId: ada, number: dear })).toMatchObject({ ok: true });
  await saveDialRules({ ...defaultDialRules, reach: { ...defaultDialRules.reach, sales: "home" } });
  const abroad = await dispatcher.place({ userId: olena, number: "+4930123456" });
  expect(abroad).toMatchObject({ ok: false, code: "dial-country" });
  expect(await dispatcher.place({ userId: olena, number: "0441239876" })).toMatchObject({
    ok: true,
  });
  expect(dialled).toEqual([dear, "0441239876"]);
});

it("a transfer to an outside number, and not one to a colleague", async () => {
  const { id: callId } = await office.record({
    kind: "call:answered",
    externalId: "7",
    direction: "incoming",
    extension: "101",
    clientNumber: "+380441239876",
  });
  const transfer = (extension: string) => dispatcher.transfer({ userId: olena, callId, extension });
  expect(await transfer(dear)).toMatchObject({ ok: false, code: "dial-dear" });
  expect(await transfer("102")).toEqual({ ok: true });
  expect(dialled).toEqual(["102"]);
});

it("a transfer to what is neither an extension nor a number", async () => {
  await office.db.extension.updateMany({ where: { userId: ada }, data: { number: "ada.home" } });
  const { id: callId } = await office.record({
    kind: "call:answered",
    externalId: "8",
    direction: "incoming",
    extension: "101",
    clientNumber: "+380441239876",
  });
  const transfer = (extension: string) => dispatcher.transfer({ userId: olena, callId, extension });
  const codes = ["0900123456#", "006834002#", "100w0900123456", "*21*0900123456#", "*21*101#"];
  for (const code of [...codes, "olena.home"]) {
    expect(await transfer(code), code).toMatchObject({ ok: false, code: "not-dialable" });
  }
  for (const number of ["0900123456", "09001234567"]) {
    expect(await transfer(number), number).toMatchObject({ ok: false, code: "dial-dear" });
  }
  const usual = ["11", "102", "001", "810", "123456", "*77", "0441239876", "ada.home"];
  for (const target of usual) expect(await transfer(target), target).toEqual({ ok: true });
  expect(dialled).toEqual(usual);
});

it("a text message", async () => {
  const text = { number: dear, text: "hello" };
  expect(await send({ userId: olena, ...text })).toMatchObject({ ok: false, code: "dial-dear" });
  expect([dialled, await office.db.sms.count()]).toEqual([[], 0]);
  expect(await send({ userId: ada, ...text })).toMatchObject({ ok: true });
  expect(dialled).toEqual([dear]);
});
