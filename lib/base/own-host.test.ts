import { expect, it } from "vitest";
import { refuseHost } from "./own-host";

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
