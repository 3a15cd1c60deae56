/** What a person may ask of the telephony in a minute. */
// First: Next's own modules want their surroundings prepared.
import { asRequest } from "#lib/testing/kit/as-request";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sendSmsAction } from "#lib/sms/sms-actions";
import { smsCommands } from "#lib/sms/ports";
import { createDispatcher } from "#lib/telephony/dispatcher";
import { createSmsSender } from "#lib/telephony/send-sms";
import { addContact, openOffice } from "#lib/testing/kit/office";
import { nobody } from "#lib/testing/kit/telephony";
import { placeCallAction } from "./call-actions";
import { callCommands } from "./ports";
import { linkCommandsOf } from "#lib/testing/kit/link-commands";

const office = await openOffice({ people: { olena: {}, ivan: {} } });
const { people } = office;
/** Nothing is online. */
const runtimes = { runtime: () => undefined };

beforeAll(() => {
  const linkCommands = linkCommandsOf(runtimes);
  callCommands.fill(createDispatcher({ runtimes, linkCommands, audience: nobody }));
  const publishSms = () => undefined;
  smsCommands.fill({ send: createSmsSender({ runtimes, linkCommands, publishSms }) });
});
afterAll(() => {
  callCommands.clear();
  smsCommands.clear();
});

async function codesOf(person: keyof typeof people, times: number, act: () => Promise<unknown>) {
  const { cookie } = await office.signIn(people[person]);
  const codes: unknown[] = [];
  for (let n = 0; n < times; n++) {
    codes.push(((await asRequest(cookie, act)) as { code?: string }).code);
  }
  return codes;
}

it("thirty calls, not more, from each session of theirs together", async () => {
  const call = () => placeCallAction({ number: "+19005550000" });
  expect(await codesOf("olena", 20, call)).toEqual(Array(20).fill("no-line"));
  expect(await codesOf("olena", 12, call)).toEqual([
    ...Array<string>(10).fill("no-line"),
    "too-often",
    "too-often",
  ]);
  expect(await codesOf("ivan", 1, call)).toEqual(["no-line"]);
});

it("thirty texts, not more", async () => {
  const contactId = await addContact("Анна", "+79161234567");
  const send = () => sendSmsAction({ number: "+79161234567", text: "Hello", contactId });
  expect(await codesOf("olena", 31, send)).toEqual([
    ...Array<string>(30).fill("no-sms-line"),
    "too-often",
  ]);
  expect(await codesOf("ivan", 1, send)).toEqual(["no-sms-line"]);
});
