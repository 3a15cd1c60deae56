import { CompactEncrypt, decodeProtectedHeader } from "jose";
import { expect, it } from "vitest";
import { deriveKey, isSealed, keyIdOf, reseal, seal, unseal } from "./secrets";

const only = (current: string, ...former: string[]) => ({ current, former });
const [old, fresh] = [
  "an old secret of thirty-two characters",
  "a new secret of thirty-two characters",
];
const keys = only(old);

it("opens what it sealed, each time sealed differently", async () => {
  const [first, second] = [await seal("p", "a", keys), await seal("p", "a", keys)];
  expect(first).not.toBe(second);
  expect(await unseal(first, "a", keys)).toBe("p");
});

it("opens nothing that was moved elsewhere, changed, or sealed with another secret", async () => {
  const sealed = await seal("p", "connection:1:password", keys);
  await expect(unseal(sealed, "connection:2:password", keys)).rejects.toThrow("does not belong");
  await expect(unseal(sealed, "connection:1:password", only(fresh))).rejects.toThrow("another key");
  await expect(unseal(`${sealed.slice(0, -2)}AA`, "connection:1:password", keys)).rejects.toThrow();
});

it("names the key in the value, and opens by it what a former secret has sealed", async () => {
  const sealed = await seal("p", "a", keys);
  expect(decodeProtectedHeader(sealed)).toMatchObject({ kid: keyIdOf(old), sub: "a" });
  expect(keyIdOf(old)).not.toBe(keyIdOf(fresh));
  expect(await unseal(sealed, "a", only(fresh, old))).toBe("p");
  const again = await reseal(sealed, only(fresh, old));
  expect(await reseal(again!, only(fresh, old))).toBeNull();
  expect(await unseal(again!, "a", only(fresh))).toBe("p");
  await expect(unseal(again!, "a", only(old))).rejects.toThrow("another key");
});

it("opens a value from before keys had names with whichever secret made it", async () => {
  const nameless = await new CompactEncrypt(new TextEncoder().encode("p"))
    .setProtectedHeader({ alg: "dir", enc: "A256GCM", sub: "a" })
    .encrypt(deriveKey(old, "settings"));
  expect(await unseal(nameless, "a", only(fresh, old))).toBe("p");
  expect(await unseal((await reseal(nameless, only(fresh, old)))!, "a", only(fresh))).toBe("p");
  await expect(unseal(nameless, "a", only(fresh))).rejects.toThrow();
});

it("tells a sealed value from other texts", async () => {
  expect(isSealed(await seal("p", "a", keys))).toBe(true);
  for (const text of ["", "eyJhbGciOiJub25lIn0.e30.", "eyJ.a.b.c.d", "a plain password"]) {
    expect(isSealed(text)).toBe(false);
  }
});
