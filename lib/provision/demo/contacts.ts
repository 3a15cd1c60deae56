/**
 * Believable people who do not exist, in the language of the demo. No telephone anywhere can have their numbers: they
 * are of the ranges set aside for fiction, or begin as no subscriber's does.
 */
import { prepareRow, type PreparedRow } from "#lib/contacts/import/prepare-row";
import { locales } from "#lib/i18n/locales";
import { demoWords } from "./words/by-language";
import type { DemoWords } from "./words/demo-words";

/** The tutorial's numbers, whichever language its people are written in; its test call comes from the first. */
const tutorialNumbers = ["+7 (343) 0112233", "+7 (343) 0112244", "+7 (343) 0112255"];

const size = 200;
/** Two colleagues, whose company's switchboard stands with both. */
const colleagues = [2, 16];
const switchboard = 1_400;
const visitor = 1_401;

/** Ready to be stored, the same at each call. @param sellers who own most of them */
export function demoContacts(words: DemoWords, sellers: readonly string[]): PreparedRow[] {
  const tutorial = words.tutorial.map((name, index) =>
    rowOf(words, [name, tutorialNumbers[index]!]),
  );
  const others = Array.from({ length: size }, (_, row) => contactOf(words, row));
  return [...tutorial, ...others].map((row, index) => ({
    ...row,
    // Every fifth is nobody's yet.
    ownerId: index % 5 === 4 ? null : (sellers[index % sellers.length] ?? null),
  }));
}

/** What the switchboard's calls show. */
export function switchboardOf(words: DemoWords): string {
  return number(words, switchboard);
}

/** Who has left a number on the site, and is no contact. */
export function visitorOf(words: DemoWords): string {
  return number(words, visitor);
}

/** Digits of everybody's numbers in any language: a contact with one of them is a demo's, of earlier versions too. */
export function demoDigits(): string[] {
  const contacts = locales.flatMap((language) => demoContacts(demoWords[language], []));
  return [...new Set(contacts.flatMap(({ numbers }) => numbers.map(({ digits }) => digits)))];
}

function contactOf(words: DemoWords, row: number): PreparedRow {
  const gender = row % 2;
  const place = Math.floor(row / 2);
  const names = words.given[gender]!;
  // Whoever has the same name has another surname.
  const surname = pick(
    words.surnames[gender]!,
    (place % names.length) * 3 + Math.floor(place / names.length),
  );
  const isColleague = colleagues.includes(row);
  const company = isColleague ? 2 : row * 5 + Math.floor(row / 14);
  const phones = [number(words, row * 2)];
  if (row % 3 === 0) phones.push(number(words, row * 2 + 1));
  if (row % 11 === 0) phones.push(number(words, row * 2 + 900));
  if (isColleague) phones.push(switchboardOf(words));
  const hasCompany = row % 6 !== 5;
  return rowOf(words, [`${pick(names, place)} ${surname}`, ...phones], {
    company: hasCompany ? pick(words.companies, company) : "",
    position: hasCompany && row % 2 === 0 ? pick(words.positions, row / 2) : "",
    email: row % 4 === 3 ? "" : `client${row + 1}@${words.domain}`,
    tags: [
      row % 4 === 1 ? pick(words.tags, Math.floor(row / 4) + Math.floor(row / 40)) : "",
      row % 10 === 3 ? words.tags[0]! : "",
    ]
      .filter(Boolean)
      .join(", "),
    source: row % 3 === 1 ? pick(words.sources, Math.floor(row / 3)) : "",
    note: row % 7 === 2 ? pick(words.about, Math.floor(row / 7)) : "",
  });
}

function rowOf(
  words: DemoWords,
  [name, ...phones]: string[],
  more: Partial<Record<"company" | "position" | "email" | "tags" | "source" | "note", string>> = {},
): PreparedRow {
  const columns = [
    "name",
    ...phones.map(() => "phone" as const),
    ...(Object.keys(more) as (keyof typeof more)[]),
  ] as const;
  const meaning = { columns, country: words.country, labels: {}, people: [] };
  return prepareRow([name!, ...phones, ...Object.values(more)], meaning).row;
}

function pick(list: readonly string[], index: number): string {
  return list[index % list.length]!;
}

function number({ numbers, tail }: DemoWords, index: number): string {
  const size = 10 ** tail;
  return `${pick(numbers, index)}${String((index * 7919 + 1234) % size).padStart(tail, "0")}`;
}
