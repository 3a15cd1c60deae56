/** Each wrong setting is named, and what is wrong with it is said in every language. */
import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import { z } from "zod";
import { providerWords } from "../words";
import { settings } from "./settings";

const wrong = z.object({
  params: z.object({ code: z.string(), detail: z.string().optional() }),
});
const call = "https://pbx.example/call?to={number}";

it.each([
  ["callUrl", "url", { callUrl: "pbx.example/call?to={number}" }],
  ["callUrl", "numberMissing", { callUrl: "https://pbx.example/call?from={extension}" }],
  ["callUrl", "numberMissing", { callUrl: "https://pbx.example/", callBody: "from={extension}" }],
  ["callUrl", "placeUnknown|{phone}", { callUrl: "https://pbx.example/call?to={phone}" }],
  ["callUrl", "placeOpen", { callUrl: `${call}{` }],
  ["callUrl", "placeInHost", { callUrl: "https://{number}.example/" }],
  ["callUrl", "credentials", { callUrl: "https://me:secret@pbx.example/{number}" }],
  ["callBody", "bodyForm", { callUrl: call, callBody: "{number}" }],
  ["callBody", "placeInName", { callUrl: call, callBody: "to{number}=1" }],
  ["callBody", "bodyOfGet", { callUrl: call, callBody: "a=1", callMethod: "GET" }],
  ["headers", "headerForm|", { headers: "no header" }],
  ["headers", "headerOwn|Host", { headers: "Host: pbx.example" }],
  ["headers", "headerLatin|X-Office", { headers: "X-Office: Київ" }],
  ["headers", "headerSecret|Authorization", { headers: "Authorization: Bearer s3cret" }],
  ["historyUrl", "placeUnknown|{number}", { historyUrl: call }],
  ["apiSecret", "latin", { apiSecret: "тайна" }],
  ["callerId", "phone", { callerId: "office" }],
  ["token", "token", { token: "whsec_short" }],
])("%s: %s", (field, expected, given) => {
  const { error } = settings.safeParse(given);
  const issue = error?.issues.find(({ path }) => path[0] === field);
  expect(issue?.message).toMatch(/\w/);
  const { code, detail } = wrong.parse(issue).params;
  expect(detail === undefined ? code : `${code}|${detail}`).toBe(expected);
  for (const [locale, { generic }] of Object.entries(providerWords)) {
    const { errors = {} } = generic!;
    const t = createTranslator<{ errors: Record<string, string> }>({
      locale,
      messages: { errors },
    });
    const words = t(`errors.${code}`, { detail: detail ?? "" });
    expect(errors[code], locale).toBeDefined();
    expect(words, locale).toMatch(/\p{L}{2}/u);
  }
});

it.each([
  { callUrl: call },
  { callUrl: "https://pbx.example/call?to={digits}", callMethod: "GET" },
  { callUrl: "https://pbx.example/call", callBody: '{"to": "{number}"}' },
  {},
])("takes %j", (given) => expect(settings.safeParse(given).error).toBeUndefined());
