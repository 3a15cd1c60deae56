import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { checkConnectionAction } from "#lib/connections/actions";
import type { ProviderChoice } from "#lib/connections/queries";
import { render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { ConnectionForm } from "./connection-form";

const text = { required: true, address: false, default: "", placeholder: "" } as const;
const choices: ProviderChoice[] = [
  {
    id: "evrotel",
    label: "Evrotel",
    docsUrl: "https://evro-tel.com.ua",
    fields: [
      { ...text, name: "token", kind: "password", secret: true },
      { ...text, name: "country", kind: "country", secret: false, default: "UA" },
    ],
    canCheck: true,
    usesWebhook: true,
    readsHistory: true,
    placesCalls: true,
    hasDirectory: false,
    takesLeads: false,
  },
];
const countries = [
  { code: "RU", name: "Russia" },
  { code: "UA", name: "Ukraine" },
];
const form = <ConnectionForm choices={choices} connection={null} countries={countries} />;
const test = () => page.getByRole("button", { name: "Test" }).click();
// A test's page has no words of providers: labels are the fields' names.
const token = () => page.getByLabelText("token");

it("opens the handbook in a tab of its own, at the head of the form", async () => {
  await render(form);
  const help = page.getByRole("link", { name: "How to connect it" });
  await expect.element(help).toHaveAttribute("target", "_blank");
  await expect.element(help).toHaveAttribute("href", "/admin/providers/evrotel");
  const isAbove = document
    .querySelector("a[href='/admin/providers/evrotel']")!
    .compareDocumentPosition(document.querySelector("input[name='settings.token']")!);
  expect(isAbove & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  await expect.element(page.getByLabelText("country")).toHaveValue("UA");
});

it("marks the field that a failed test is about", async () => {
  serverAction(checkConnectionAction).answers(() => ({
    ok: true,
    data: { ok: false, code: "wrong-token", message: "No such token", field: "token", took: 5 },
  }));
  await render(form);
  await token().fill("a token of somebody else");
  await test();
  await expect.element(token()).toHaveAttribute("aria-invalid", "true");
  await expect.element(token()).toHaveValue("a token of somebody else");
  await expect.element(page.getByRole("alert")).toHaveTextContent("No such token");
});

it("does not say that it works where something could not be tested", async () => {
  serverAction(checkConnectionAction).answers(() => ({
    ok: true,
    data: { ok: true, detail: "the host answers", untested: "the token", took: 5 },
  }));
  await render(form);
  await test();
  await expect.element(page.getByText("Result: the host answers")).toBeVisible();
  await expect.element(page.getByText("Not tested: the token")).toBeVisible();
  expect(document.body.textContent).not.toContain("It works");
});
