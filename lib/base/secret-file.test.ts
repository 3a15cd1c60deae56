import { expect, it } from "vitest";
import { isWeakSecret, newSecret } from "./secret-file";

it.each([
  "a".repeat(40),
  "change-me-please change-me-please change-me-ple",
  "0123456789abcdefghijklmnopqrstuvwxyz",
  "12121212121212121212121212121212",
])("takes %s for weak", (secret) => expect(isWeakSecret(secret)).toBe(true));

it("takes what a machine makes for good", () => {
  for (let time = 0; time < 500; time++) expect(isWeakSecret(newSecret())).toBe(false);
  expect(isWeakSecret("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b")).toBe(false);
});
