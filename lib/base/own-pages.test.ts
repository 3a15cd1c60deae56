import { expect, it } from "vitest";
import { isOwnOrigin, refuseHost } from "./own-pages";

it.each([
  ["localhost", null, null],
  ["LOCALHOST:3000", null, null],
  ["127.0.0.1:4104", null, null],
  ["10.1.2.3", "https://crm.example", null],
  ["[::1]:3000", null, null],
  ["[fd00::5]", null, null],
  ["crm.example", "https://crm.example", null],
  ["CRM.example:8443", "https://crm.example", null],
  ["rebound.evil.example", null, 421],
  ["crm.example", null, 421],
  ["crm.example.evil.example", "https://crm.example", 421],
  ["evil.example", "https://crm.example", 421],
  ["localhost.evil.example:3000", null, 421],
  ["localhost.", null, 421],
  ["127.0.0.1.nip.io", null, 421],
  ["", null, 400],
  ["evil.example/localhost", null, 400],
  ["localhost@evil.example", null, 400],
  ["evil.example#localhost", null, 400],
  ["localhost:port", null, 400],
  ["localhost:99999", null, 400],
  ["[::1", null, 400],
  ["local host", null, 400],
  ["x".repeat(300), null, 400],
])("host %j with the public URL %s: %s", (host, publicUrl, status) => {
  expect(refuseHost([host], publicUrl)?.status ?? null).toBe(status);
});

it("is one, and a refusal says which variable names another", () => {
  expect(refuseHost([], null)?.status).toBe(400);
  expect(refuseHost(["localhost", "localhost"], null)?.status).toBe(400);
  expect(refuseHost(["evil.example"], null)?.message).toContain("TINYCRM_PUBLIC_URL");
});

it.each([
  ["http://localhost:3000", "localhost:3000", null, true],
  ["http://localhost", "localhost:80", null, true],
  ["http://[::1]:3000", "[::1]:3000", null, true],
  ["https://localhost:3000", "localhost:3000", null, false],
  ["ws://localhost:3000", "localhost:3000", null, false],
  ["http://localhost:3000", undefined, null, false],
  ["https://evil.example", "localhost:3000", null, false],
  ["null", "localhost:3000", null, false],
  ["http://localhost:3001", "localhost:3000", null, false],
  ["http://localhost:3000.evil.example", "localhost:3000", null, false],
  ["https://crm.example", "10.0.0.5:3000", "https://crm.example", true],
  ["http://crm.example", "crm.example", "https://crm.example", false],
  ["https://evil.example", "evil.example", "https://crm.example", false],
  [undefined, "localhost:3000", null, true],
])("origin %s at host %s, public URL %s: %s", (origin, host, publicUrl, own) => {
  expect(isOwnOrigin(origin, host, publicUrl)).toBe(own);
});
