/** One word for one thing: what each language calls something else is in one-word.json. */
import { describe, expect, it } from "vitest";
import { locales, type Locale } from "./locales";
import { loadMessages } from "./messages";
import list from "./one-word.json";

interface Rule {
  right: string;
  /** Whole words; `=` in front: the whole text; `*` behind: whatever its ending. */
  wrong: string[];
  /** Only in keys that begin so; everywhere without it. */
  in?: string[];
}

interface Message {
  key: string;
  text: string;
}

function messagesIn(value: unknown, key = ""): Message[] {
  if (typeof value === "string") return [{ key, text: value }];
  const inner = Object.entries(value as object);
  return inner.flatMap(([name, part]) => messagesIn(part, key ? `${key}.${name}` : name));
}

const isLetter = (letter: string | undefined) => /\p{L}/u.test(letter ?? "");

/** Whether the text has it as words of its own, not as a part of others. */
function has(text: string, wrong: string): boolean {
  const all = text.toLowerCase();
  if (wrong.startsWith("=")) return all === wrong.slice(1).toLowerCase();
  const words = wrong.replace(/\*$/, "").toLowerCase();
  for (let at = all.indexOf(words); at >= 0; at = all.indexOf(words, at + 1)) {
    const end = at + words.length;
    const goesOn = !wrong.endsWith("*") && isLetter(words.at(-1)) && isLetter(all[end]);
    if (!isLetter(all[at - 1]) && !goesOn) return true;
  }
  return false;
}

function fileOf(key: string, locale: Locale): string {
  const [namespace, provider] = key.split(".");
  if (namespace === "providers") return `lib/providers/${provider}/messages/${locale}.json`;
  return `messages/${locale}/${namespace}.json`;
}

/** Each as "file: key says … for …". */
function breaches(messages: readonly Message[], locale: Locale): string[] {
  const rules: readonly Rule[] = list[locale];
  return messages.flatMap(({ key, text }) =>
    rules
      .filter((rule) => !rule.in || rule.in.some((start) => key.startsWith(start)))
      .flatMap(({ right, wrong }) =>
        wrong.filter((one) => has(text, one)).map((one) => [right, one]),
      )
      .map(([right, one]) => `${fileOf(key, locale)}: ${key} says “${one}” for “${right}”`),
  );
}

describe.each(locales)("in %s", (locale) => {
  it("one thing has one word in all messages", async () => {
    expect(breaches(messagesIn(await loadMessages(locale)), locale)).toEqual([]);
  });

  it("an apostrophe is a typographic one", async () => {
    const straight = messagesIn(await loadMessages(locale)).filter(({ text }) =>
      /\p{L}'\p{L}/u.test(text),
    );
    expect(straight.map(({ key }) => `${fileOf(key, locale)}: ${key}`)).toEqual([]);
  });
});

it("a breach is named with its file, key and word", () => {
  const told = [
    { key: "callbacks.owner", text: "Nobody’s client" },
    { key: "providers.phonet.reasons.x", text: "The telephones ring" },
    { key: "team.x", text: "Telephony, undialed" },
  ];
  expect(breaches(told, "en")).toEqual([
    "messages/en/callbacks.json: callbacks.owner says “nobody” for “no owner, unassigned, no one”",
    "lib/providers/phonet/messages/en.json: providers.phonet.reasons.x says “telephones” for “phone”",
  ]);
  const ru = [
    { key: "calls.columns.state", text: "Итоги" },
    { key: "outcomes.title", text: "Итоги" },
    { key: "card.x", text: "Вернуть" },
    { key: "card.y", text: "Вернуть в очередь" },
    { key: "card.z", text: "Перезвоните" },
  ];
  expect(breaches(ru, "ru")).toEqual([
    "messages/ru/calls.json: calls.columns.state says “итог*” for “результат”",
    "messages/ru/card.json: card.x says “=Вернуть” for “отменить”",
  ]);
});
