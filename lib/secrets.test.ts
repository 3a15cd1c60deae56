import { expect, it } from "vitest";
import { seal, unseal } from "./secrets";

const secret = "a secret of at least thirty-two characters";

it("opens what it sealed, each time sealed differently", async () => {
  const [first, second] = [await seal("p", "a", secret), await seal("p", "a", secret)];
  expect(first).not.toBe(second);
  expect(await unseal(first, "a", secret)).toBe("p");
});

it("opens nothing that was moved elsewhere, changed, or sealed with another secret", async () => {
  const sealed = await seal("p", "connection:1:password", secret);
  await expect(unseal(sealed, "connection:2:password", secret)).rejects.toThrow("does not belong");
  await expect(unseal(sealed, "connection:1:password", `${secret}!`)).rejects.toThrow();
  await expect(
    unseal(`${sealed.slice(0, -2)}AA`, "connection:1:password", secret),
  ).rejects.toThrow();
});
