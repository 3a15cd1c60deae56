import { describe, expect, it } from "vitest";
import { mailOf } from "./mail";
import { settings } from "./settings";

const host = "api.callkeeper.ru";
const fieldOf = (given: object) => {
  const parsed = settings.safeParse({ host, ...given });
  return parsed.success ? null : parsed.error.issues[0]!.path.join(".");
};

it("needs a host, and has a default for everything else", () => {
  expect(settings.parse({ host })).toEqual({
    host,
    orderPath: "/order",
    recordingsUrl: "",
    apiUrl: "https://api.callkeeper.ru/",
    apiKey: "",
    widgetScript: "",
    formSites: "",
    manager: "",
    partner: "",
    mail: "",
    param1: "",
    param2: "",
    country: "RU",
  });
  expect(fieldOf({ host: undefined })).toBe("host");
});

describe("host", () => {
  it.each([
    ["API.CallKeeper.ru", "api.callkeeper.ru"],
    [" form.example.com ", "form.example.com"],
    ["звонки.рф", "xn--b1ajehof.xn--p1ai"],
    ["127.0.0.1:8080", "127.0.0.1:8080"],
    ["localhost:9", "localhost:9"],
    ["[::1]:9", "[::1]:9"],
  ])("%s is %s", (given, kept) => {
    expect(settings.parse({ host: given }).host).toBe(kept);
  });

  it.each([
    "",
    "callkeeper",
    "https://api.callkeeper.ru",
    "api.callkeeper.ru/",
    "api.callkeeper.ru:8443",
    "api.callkeeper.ru:443",
    "user@api.callkeeper.ru",
    "api.callkeeper.ru?x",
    "api.callkeeper.ru#x",
    "api.callkeeper.ru\\x",
    "api.callkeeper.ru x",
    "10.0.0.1",
    "169.254.169.254",
    "0x7f.callkeeper.ru.1",
    "-a.ru",
    "a..ru",
  ])("%j is none", (given) => {
    expect(fieldOf({ host: given })).toBe("host");
  });

  it("reads what it has made of it again", () => {
    const once = settings.parse({
      host: "Звонки.рф",
      apiUrl: "https://a.ru/api",
      mail: ["a@b.ru"],
    });
    expect(settings.parse(once)).toEqual(once);
    expect(once.apiUrl).toBe("https://a.ru/api/");
  });
});

describe("the form's sites", () => {
  it.each([
    ["", ""],
    ["shop.example", "shop.example"],
    [
      " Shop.Example/ , https://shop.example:8443;*.shop.example ",
      "shop.example https://shop.example:8443 *.shop.example",
    ],
    ["звонки.рф\nwww.звонки.рф", "xn--b1ajehof.xn--p1ai www.xn--b1ajehof.xn--p1ai"],
    ["a.ru a.ru", "a.ru"],
    ["http://127.0.0.1:8080 localhost", "http://127.0.0.1:8080 localhost"],
  ])("%j are %j, and read again the same", (given, kept) => {
    expect(settings.parse({ host, formSites: given }).formSites).toBe(kept);
    expect(settings.parse({ host, formSites: kept }).formSites).toBe(kept);
  });

  it.each([
    "*",
    "*.ru",
    "https://",
    "'self'",
    "shop.example/prices",
    "ftp://shop.example",
    "user@shop.example",
    "shop.*",
    "shop.example:x",
    "shop.example:99999",
    "[::1]",
    "a..ru",
    `${"x".repeat(300)}.ru`,
    "x ".repeat(1_001),
  ])("%j are none", (given) => expect(fieldOf({ formSites: given })).toBe("formSites"));
});

it.each([
  ["apiUrl", "http://api.callkeeper.ru/"],
  ["apiUrl", "ftp://api.callkeeper.ru/"],
  ["apiUrl", "https://user:word@api.callkeeper.ru/"],
  ["apiUrl", "https://api.callkeeper.ru/?api_key=x"],
  ["apiUrl", "callkeeper"],
  ["widgetScript", "http://callkeeper.ru/w.js"],
  ["widgetScript", "javascript:alert(1)"],
  ["widgetScript", "w.js"],
  ["manager", "101"],
  ["manager", "менеджер"],
  ["param1", "x".repeat(201)],
  ["country", "Russia"],
])("%s can't be %s", (field, value) => {
  expect(fieldOf({ [field]: value })).toBe(field);
});

it.each(["http://127.0.0.1:80/", "http://localhost:1/"])("this machine is reached by %s", (url) => {
  expect(fieldOf({ apiUrl: url, widgetScript: url })).toBeNull();
});

describe("partner", () => {
  it.each(["", "партнер", "Наша Система", "ЁЖИК ёжик", "  Сайт  "])("%j is good", (partner) => {
    expect(settings.parse({ host, partner }).partner).toBe(partner.trim());
  });
  it.each(["partner", "Партнёр1", "Наша-Система", "Сайт.", "Україна є", "а\u0301", "Сайт\nещё"])(
    "%j is not",
    (partner) => expect(fieldOf({ partner })).toBe("partner"),
  );
});

describe("mail", () => {
  it.each([
    ["", null],
    ["a@b.ru", "a@b.ru"],
    [" a@b.ru , c@d.ru ", ["a@b.ru", "c@d.ru"]],
    ['["a@b.ru","c@d.ru"]', ["a@b.ru", "c@d.ru"]],
    [["a@b.ru"], "a@b.ru"],
    ['{"success":["a@b.ru"],"fail":"c@d.ru"}', { success: ["a@b.ru"], fail: ["c@d.ru"] }],
    [{ all: ["a@b.ru", "c@d.ru"] }, { all: ["a@b.ru", "c@d.ru"] }],
  ])("%j is told the widget as %j", (mail, told) => {
    expect(mailOf(settings.parse({ host, mail }).mail)).toEqual(told);
  });

  it.each([
    ["a", '"a" is not a mail address'],
    ["a@b.ru, c", '"c" is not a mail address'],
    ["a@b.ru,", '"" is not a mail address'],
    ["{'a@b.ru'}", "is not JSON"],
    ["{}", "has no address"],
    ["[]", "has no address"],
    ['{"success":[]}', "success: has no address"],
    ['{"success":["a"]}', 'success: "a" is not a mail address'],
    ['{"fail":[7]}', 'fail: "7" is not a mail address'],
    ['{"sucess":["a@b.ru"]}', 'has "sucess", but only success, fail and all are known'],
    ["x".repeat(2_001), "must have at most 2000 characters"],
  ])("%j: %s", (mail, words) => {
    const parsed = settings.safeParse({ host, mail });
    expect(parsed.error?.issues[0]).toMatchObject({ path: ["mail"], message: words });
  });

  it("is no number", () => expect(fieldOf({ mail: 7 })).toBe("mail"));
});
