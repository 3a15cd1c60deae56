import { expect, it } from "vitest";
import { fillAddress, fillBody, fillHeaders, fillText } from "./templates";

const address = "https://pbx.example/call/{extension}?to={number}&key=a%20b";

it.each([
  ["+380440000201", "101", "/call/101?to=%2B380440000201&key=a%20b"],
  ["1&key=x", "101", "/call/101?to=1%26key%3Dx&key=a%20b"],
  ["1#x", "a/b", "/call/a%2Fb?to=1%23x&key=a%20b"],
  ["{extension}", "1?to=2", "/call/1%3Fto%3D2?to=%7Bextension%7D&key=a%20b"],
  ["%00\r\nX: y", "@evil.example", "/call/%40evil.example?to=%2500%0D%0AX%3A%20y&key=a%20b"],
  ["ж", "%2e%2e", "/call/%252e%252e?to=%D0%B6&key=a%20b"],
])("%j and %j stay in their places of an address", (number, extension, path) => {
  const url = fillAddress(address, { number, extension });
  expect(url.href).toBe(`https://pbx.example${path}`);
});

it.each([".", ".."])("%j leads to no other folder", (extension) => {
  expect(() => fillAddress(address, { number: "1", extension })).toThrow("dots alone");
});

it("fills texts of JSON, and nothing breaks out of them", () => {
  const template =
    '{"to": "{number}", "n": 1, "__proto__": {"x": "{number}"}, "list": ["{a} {b}"]}';
  const number = '1", "admin": true, "x": "{a}';
  const { body, headers } = fillBody(template, { number, a: "A", b: "{number}" });
  expect(headers).toEqual({ "content-type": "application/json" });
  const read = JSON.parse(body!) as Record<string, unknown>;
  expect(Object.keys(read)).toEqual(["to", "n", "__proto__", "list"]);
  expect(read).toMatchObject({ to: number, n: 1, list: ["A {number}"] });
});

it("fills values of a form, and nothing breaks out of them", () => {
  const { body, headers } = fillBody("to={number}&a=b+c", { number: "1&admin=1 {x}" });
  expect(headers["content-type"]).toBe("application/x-www-form-urlencoded");
  expect([...new URLSearchParams(body)]).toEqual([
    ["to", "1&admin=1 {x}"],
    ["a", "b c"],
  ]);
  expect(fillBody("", {})).toEqual({ headers: {} });
});

it("fills headers, and refuses what would begin another", () => {
  const lines = "Authorization: Bearer {secret}\n\n X-Account :office \r\n";
  expect(fillHeaders(lines, { secret: "s3cret" })).toEqual({
    Authorization: "Bearer s3cret",
    "X-Account": "office",
  });
  for (const secret of ["a\r\nX-Admin: 1", "a\nb", "a\u0000", "ж"]) {
    expect(() => fillHeaders(lines, { secret })).toThrow("header Authorization");
  }
});

it("knows no names but its own", () => {
  expect(fillText("{toString}{constructor}{__proto__}{a}", { a: "1" })).toBe(
    "{toString}{constructor}{__proto__}1",
  );
});
