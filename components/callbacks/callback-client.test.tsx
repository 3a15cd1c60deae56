import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { aCallback, aCandidate } from "#lib/testing/kit/views";
import { render } from "../testing/render";
import { CallbackClient } from "./callback-client";

const calling = { beforeCall: () => Promise.resolve(true), onRefused: () => undefined };
const show = (callback: ReturnType<typeof aCallback>) =>
  render(<CallbackClient callback={callback} calling={calling} />);
const emma = aCandidate({ name: "Emma" });
const anna = aCandidate({ id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c99", name: "Anna" });
const creates = () => page.getByRole("link", { name: /^Create contact/ });

it("both contacts of a shared number are named, and nobody is asked to write down a third", async () => {
  await show(aCallback({ candidates: [emma, anna], sharedBy: 2 }));
  for (const { id, name } of [emma, anna]) {
    await expect
      .element(page.getByRole("link", { name }))
      .toHaveAttribute("href", `/contacts/${id}`);
  }
  await expect.element(page.getByRole("button", { name: "Call +7 343 011 22 33" })).toBeVisible();
  expect(creates().elements()).toEqual([]);
});

it("of contacts out of reach it is said that there are some", async () => {
  await show(aCallback({ candidates: [emma], sharedBy: 3 }));
  await expect.element(page.getByText("+2 contacts")).toBeVisible();
  await show(aCallback({ sharedBy: 1 }));
  await expect.element(page.getByText("A colleague’s contact")).toBeVisible();
  expect(creates().elements()).toEqual([]);
});

it("a number whose end alone is theirs is perhaps theirs", async () => {
  const reason = { kind: "national", position: 1, label: null, chosen: false } as const;
  await show(aCallback({ candidates: [{ ...emma, reason }], sharedBy: 1 }));
  await expect.element(page.getByText("Perhaps Emma")).toBeVisible();
});

it("a stranger can be written down", async () => {
  await show(aCallback());
  await expect.element(creates()).toHaveAttribute("href", "/contacts/new?phone=%2B73430112233");
});

it.each([
  ["en", "Hidden number"],
  ["ru", "Номер скрыт"],
  ["uk", "Номер приховано"],
] as const)("in %s a caller without a number is: %s, and leads nowhere", async (locale, words) => {
  for (const raw of ["anonymous", "Restricted", "unknown", "withheld", ""]) {
    const callback = aCallback({ number: { raw, e164: null } });
    await render(<CallbackClient callback={callback} calling={calling} />, { locale });
  }
  await expect.poll(() => page.getByText(words).elements().length).toBe(5);
  expect(page.getByRole("button").elements()).toEqual([]);
  expect(page.getByRole("link").elements()).toEqual([]);
});
