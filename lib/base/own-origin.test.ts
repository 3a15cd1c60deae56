import { expect, it } from "vitest";
import { isOwnOrigin } from "./own-origin";

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
