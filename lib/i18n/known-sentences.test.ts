/** What the code says in English has words in each language. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import en from "../../messages/en/said.json";
import { knownSentence } from "./known-sentences";

/** Where commands fail; what a check finds has codes, and what a message lacks is for the log. */
const files = [
  ...["http", "failures", "requests"].map((name) => `lib/providers/kit/${name}.ts`),
  ...readdirSync("lib/providers")
    .filter((folder) => folder !== "conformance")
    .flatMap((provider) =>
      ["api", "commands", "requests", "page"].map((name) => `lib/providers/${provider}/${name}.ts`),
    ),
  ...["dispatcher", "send-sms", "ask-provider"].map((name) => `lib/telephony/${name}.ts`),
  "lib/campaigns/provider-commands.ts",
  "lib/connections/with-adapter.ts",
].filter((path) => readable(path) !== null);

function readable(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

/** A sentence: from a capital letter on, of several words, as a text or a template. */
const sentence = /["`]([A-Z][^"`\n]* [^"`\n]*)["`]/g;

/** Beginnings of sentences that go on elsewhere, and what only logs have. */
const others = [/^The order \$\{/, /^TINYCRM_/, /^HTTP /, /^Allows request$/];

function sentencesIn(path: string): string[] {
  const code = readable(path)!
    .split("\n")
    .filter((line) => !/^\s*(?:\/\/|\/?\*)/.test(line))
    .join("\n");
  return [...code.matchAll(sentence)]
    .map(([, text = ""]) => text)
    .filter((text) => !others.some((other) => other.test(text)))
    .map((text) => text.replace(/\$\{capitalized\(vendor\)\}|\$\{vendor\}/g, "Evrotel"))
    .map((text) => text.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, "7"));
}

it("looks where there is something to be seen", () => {
  expect(files.flatMap(sentencesIn).length).toBeGreaterThan(40);
});

it.each(files)("each sentence of %s is known", (path) => {
  expect(sentencesIn(path).filter((text) => knownSentence(text) === null)).toEqual([]);
});

describe("a sentence", () => {
  it("is known by its beginning and its end, and what stands between is kept", () => {
    expect(knownSentence("Evrotel answered: no money (HTTP 402)")).toEqual({
      key: "evrotelAnsweredHttp",
      values: { one: "no money", two: "402" },
    });
    expect(knownSentence("Extension 101 is not connected to the PBX")).toEqual({
      key: "extensionAway",
      values: { one: "101" },
    });
  });

  it.each(["", "Недостаточно средств", "The PBX did not answer in time, it says"])(
    "that is a provider's own is none of ours: %j",
    (text) => {
      expect(knownSentence(text)).toBeNull();
    },
  );

  it("has words for each key, and keys for all words", () => {
    const used = new Set(
      Object.keys(en).filter((key) =>
        readable("lib/i18n/known-sentences.ts")!.includes(`  ${key}:`),
      ),
    );
    expect([...used]).toEqual(Object.keys(en));
  });
});
