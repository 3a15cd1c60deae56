import { z } from "zod";
import { countrySetting } from "../kit/settings";
import { holds, wrongAddress, wrongBody, wrongHeaders, type Wrong } from "./templates";
import { isHookToken } from "./token";

/** What may stand in the request for a call, and in that for the history. */
const ofCalls = ["number", "digits", "extension", "callerId", "secret"];
const ofHistory = ["from", "to", "secret"];
const ofBoth = ["secret"];
const ofRecordings = ["recording"];

type Check = (text: string, known: readonly string[]) => Wrong | null;

/** In English for files and logs; for forms by its code in `messages.ts`. */
function issue({ words, code, detail }: Wrong) {
  return { code: "custom", message: words, params: { code, detail } } as const;
}

/** A text with places for values; "" when it is not used. */
function template(check: Check, known: readonly string[], most = 2_000) {
  return z
    .string()
    .trim()
    .max(most, `must have at most ${most} characters`)
    .superRefine((text, ctx) => {
      const wrong = text === "" ? null : check(text, known);
      if (wrong) ctx.addIssue(issue(wrong));
    })
    .default("");
}

const short = z.string().trim().max(200, "must have at most 200 characters");

export const settings = z
  .object({
    /** Empty: no message is accepted. */
    token: short
      .refine((text) => text === "" || isHookToken(text), {
        error: "must be whsec_ and 24 to 64 bytes as base64; leave it empty and have one made",
        params: { code: "token" },
      })
      .default("")
      .meta({ secret: true, hookToken: true }),
    /** Off: the bare token in the address or in `Authorization: Bearer` is enough. */
    signed: z.boolean().default(true),
    callUrl: template(wrongAddress, ofCalls).meta({
      address: true,
      placeholder: "https://pbx.example/call?from={extension}&to={number}",
    }),
    callMethod: z.enum(["POST", "GET"]).default("POST"),
    callBody: template(wrongBody, ofCalls).meta({ lines: true, placeholder: '{"to": "{number}"}' }),
    headers: template(wrongHeaders, ofBoth).meta({
      lines: true,
      placeholder: "Authorization: Bearer {secret}",
    }),
    apiSecret: short
      .refine((text) => /^[\x20-\x7e]*$/.test(text), {
        error: "must be Latin letters, digits and signs",
        params: { code: "latin" },
      })
      .default("")
      .meta({ secret: true }),
    callerId: short
      .refine((text) => /^[+\d() .-]*$/.test(text), {
        error: "must be a telephone number",
        params: { code: "phone" },
      })
      .default("")
      .meta({ placeholder: "+380440000100" }),
    successText: short.default(""),
    historyUrl: template(wrongAddress, ofHistory).meta({
      address: true,
      placeholder: "https://pbx.example/calls?from={from}&to={to}",
    }),
    recordingsUrl: template(wrongAddress, ofRecordings).meta({
      address: true,
      placeholder: "https://pbx.example/records/{recording}",
    }),
    country: countrySetting("UA"),
  })
  .superRefine(({ callMethod, callBody, apiSecret, ...texts }, ctx) => {
    if (callMethod === "GET" && callBody !== "") {
      const wrong = { code: "bodyOfGet", words: "a GET has no body" };
      ctx.addIssue({ ...issue(wrong), path: ["callBody"] });
    }
    const request = [texts.callUrl, callBody];
    if (texts.callUrl !== "" && !request.some((text) => holdsAny(text, ["number", "digits"]))) {
      const words = "must hold {number} or {digits}, or the body must: whom else would it call?";
      ctx.addIssue({ ...issue({ code: "numberMissing", words }), path: ["callUrl"] });
    }
    const all = [callBody, texts.callUrl, texts.headers, texts.historyUrl];
    if (apiSecret === "" && all.some((text) => holds(text, "secret"))) {
      const message = "is required: {secret} stands in the address, the headers or the body";
      ctx.addIssue({ code: "custom", path: ["apiSecret"], message });
    }
  });

function holdsAny(text: string, names: readonly string[]): boolean {
  return names.some((name) => holds(text, name));
}

export type Settings = z.infer<typeof settings>;
