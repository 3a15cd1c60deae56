import { expect, it } from "vitest";
import { maskSecrets } from "./settings";

it.each([
  ["as it is", `<Event x="pa55 wörd"/>`, `<Event x="••••"/>`],
  ["in base64", "?CID=cGE1NSB3w7ZyZA==&x=1", "?CID=••••&x=1"],
  ["in base64, escaped", "?CID=cGE1NSB3w7ZyZA%3D%3D", "?CID=••••"],
  ["escaped", "p=pa55%20w%C3%B6rd", "p=••••"],
  ["by its name in a form", "callid=7&token=abc123&to=101", "callid=7&token=••••&to=101"],
  ["by its name in JSON", `{"apiKey": "abc", "to": "101"}`, `{"apiKey": "••••", "to": "101"}`],
  ["by its name in XML", "<Password>abc</Password>", "<Password>••••</Password>"],
  ["in a header", "Authorization: Bearer abc.def", "Authorization: Bearer ••••"],
])("hides a secret %s", (_, raw, shown) => {
  expect(maskSecrets(raw, ["pa55 wörd", ""])).toBe(shown);
});

it("leaves everything else", () => {
  const raw = `<Event type="3" callID="1" from="73430112233" to="101"/>`;
  expect(maskSecrets(raw, ["s3cret"])).toBe(raw);
});
