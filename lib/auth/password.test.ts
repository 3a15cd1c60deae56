import { expect, it } from "vitest";
import { hashPassword, verifyNobody, verifyPassword } from "./password";

it("passwords are argon2id with at least 19 MiB", async () => {
  const hash = await hashPassword("a long password");
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(hash, "a long password")).toBe(true);
  expect(await verifyPassword(hash, "a long passwore")).toBe(false);
});

it("passwords are compared whole, however long", async () => {
  const hash = await hashPassword(`${"x".repeat(100)}1`);
  expect(await verifyPassword(hash, `${"x".repeat(100)}2`)).toBe(false);
});

it("checks take as long for nobody as for somebody", async () => {
  const hash = await hashPassword("a long password");
  const time = async (run: () => Promise<unknown>) => {
    const start = performance.now();
    for (let n = 0; n < 5; n++) await run();
    return performance.now() - start;
  };
  await verifyNobody("warm");
  const ratio =
    (await time(() => verifyNobody("wrong"))) / (await time(() => verifyPassword(hash, "wrong")));
  expect(ratio).toBeGreaterThan(0.25);
  expect(ratio).toBeLessThan(4);
});
