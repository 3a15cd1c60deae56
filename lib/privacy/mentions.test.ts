/** Whose text it is: what merely holds a person's address, number or name within another's is the other's. */
import { expect, it } from "vitest";
import { mentionsOf } from "./mentions";

const person = { contactIds: [], name: "", shared: [], sharedEmails: [], searchTexts: [] };
const mentions = mentionsOf({
  ...person,
  names: ["анна ким"],
  // The second is too short for a spelling without its country.
  numbers: ["+380671239877", "+4930123456", "+79123456789"],
  emails: ["anna@firm.ua", "info@firm.com"],
});

it.each([
  "anna@firm.ua",
  "Write to Anna@Firm.ua.",
  "anna@firm.ua... or call",
  "<anna@firm.ua>, joanna@firm.ua",
  "joanna@firm.ua, anna@firm.ua",
  '{"text":"mail:\\nanna@firm.ua"}',
  String.raw`{"text":"{\"note\":\"mail\\nanna@firm.ua\"}"}`,
  "page=x%3Fto%3Danna%40firm.ua",
  "text=write+to+anna%40firm.ua",
  "from=%CA%E2&text=%20anna%40firm.ua",
  "info@firm.com",
  "380671239877",
  "(067) 123-98-77",
  "8 067 123 98 77",
  "20260102-0671239877-101.wav",
  "02.01.2026 067 123.98.77 12:30",
  "from%3D%2B380671239877",
  "%CA%200671239877",
  "text=%2B38+067+1239877",
  "00380671239877",
  "+49 30 123456",
  "0049-30-123456",
  "8 (912) 345-67-89",
  "Клієнт: Анна Ким, 12",
  "«АННА  КИМ»",
  '{"text":"\\u0410\\u043d\\u043d\\u0430 \\u041a\\u0438\\u043c"}',
  '{"text":"дзвонила\\nАнна Ким"}',
])("tells of them: %s", (text) => expect(mentions.in(text)).toBe(true));

it.each([
  "joanna@firm.ua",
  "jo.anna@firm.ua",
  "jo-anna@firm.ua",
  "jo_anna@firm.ua",
  "jo+anna@firm.ua",
  "100% jo+anna@firm.ua",
  "to=jo%2Banna%40firm.ua",
  '{"to":"joanna@firm.ua"}',
  "anna@firm.uah",
  "info@firm.com.ua",
  "info@firm.com-ua.test",
  "інна-info@firm.com",
  "+3806712398771",
  "1380671239877",
  "067 123 98 771",
  "+1 912 345 6789",
  "14930123456",
  "49 30 1234567",
  "1767345649.30123456",
  "1767344930.123456",
  "Анна Кимова",
  "Сусанна Ким",
  "Анна Ким2",
])("tells of somebody else: %s", (text) => {
  expect(mentions.in(text)).toBe(false);
  expect(mentions.inCells([text, "note"])).toBe(false);
});
