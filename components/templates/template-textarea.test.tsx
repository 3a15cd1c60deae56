import { useState } from "react";
import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { CallbackView } from "#lib/callbacks/callback-view";
import { templatesAction } from "#lib/templates/template-actions";
import type { TemplateView } from "#lib/templates/template-view";
import { aCallback, aCandidate } from "#lib/testing/kit/views";
import { render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { AboutClient } from "./about-client";
import { TemplateTextarea } from "./template-textarea";

const arkadiy = aCandidate({ company: "Ромашка" });
const template = (id: number, name: string, text: string): TemplateView => ({
  id: `6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c${id}`,
  kind: "note",
  name,
  text,
});
const templates = [
  template(10, "Price list", "{client} ({company}) asked {me} for a price list"),
  template(11, "Promise", "We call {client} back {callback}."),
  template(12, "Long", "x".repeat(101)),
];

function Field({ text }: { text: string }) {
  const [value, setValue] = useState(text);
  return (
    <TemplateTextarea
      kind="note"
      aria-label="Note"
      maxLength={100}
      value={value}
      onChange={(event) => setValue(event.target.value)}
    />
  );
}

const note = () => page.getByRole("textbox", { name: "Note" });
const list = () => page.getByRole("dialog", { name: "Insert a template" });
const option = (name: string) => list().getByRole("option", { name });

interface Known {
  client?: typeof arkadiy | null;
  callbacks?: CallbackView[];
}

/** @returns what was asked of the server */
async function openField(text: string, { client = arkadiy, callbacks }: Known = {}) {
  const asked = serverAction(templatesAction).answers(() => ({ ok: true, data: { templates } }));
  await render(
    <AboutClient client={client}>
      <Field text={text} />
    </AboutClient>,
    { callbacks },
  );
  return asked;
}
async function putCursor(at: number, to = at) {
  const field = note().element() as HTMLTextAreaElement;
  field.focus();
  field.setSelectionRange(at, to);
}

it("puts a template in where the cursor stands, found by a few letters, and typing goes on behind it", async () => {
  const asked = await openField("Said yes and hung up");
  expect(asked).toEqual([]);
  await putCursor(8);
  await userEvent.keyboard("{F2}");
  await expect.element(option("Promise")).toBeVisible();
  await userEvent.keyboard("price");
  await expect.element(option("Promise")).not.toBeInTheDocument();
  await userEvent.keyboard("{Enter}");
  await expect.element(list()).not.toBeInTheDocument();
  const put = "Said yes Аркадий (Ромашка) asked Olena for a price list and hung up";
  await expect.element(note()).toHaveValue(put);
  await expect.element(note()).toHaveFocus();
  await userEvent.keyboard(" (by post)");
  await expect.element(note()).toHaveValue(put.replace("list", "list (by post)"));
  expect(asked).toEqual([{ kind: "note" }]);
});

it("overwrites nothing, be it selected", async () => {
  await openField("Said yes. Hung up.");
  await putCursor(0, 9);
  await userEvent.keyboard("{F2}");
  await option("Price list").click();
  await expect
    .element(note())
    .toHaveValue("Said yes. Аркадий (Ромашка) asked Olena for a price list Hung up.");
});

it("goes to the end of a field in which nobody has been", async () => {
  await openField("Said yes.");
  await page.getByRole("button", { name: "Insert a template" }).click();
  await option("Price list").click();
  await expect
    .element(note())
    .toHaveValue("Said yes. Аркадий (Ромашка) asked Olena for a price list");
});

it("says when the promised call is, of a promise that is still ahead", async () => {
  const promise = (contact: typeof arkadiy | null, waitingSince: string, id: string) =>
    aCallback({ id, kind: "promised", promised: true, contact, waitingSince });
  await openField("", {
    callbacks: [
      promise(null, "2090-01-01T09:00:00.000Z", "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c21"),
      promise(arkadiy, "2090-06-01T09:30:00.000Z", "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c22"),
    ],
  });
  await note().click();
  await userEvent.keyboard("{F2}");
  await option("Promise").click();
  await expect.element(note()).toHaveValue("We call Аркадий back Thursday 1 June at 09:30.");
});

it("leaves nothing ugly of a client whom nobody knows", async () => {
  await openField("", { client: null });
  await note().click();
  await userEvent.keyboard("{F2}");
  await option("Price list").click();
  await expect.element(note()).toHaveValue("Asked Olena for a price list");
});

it("says that there is no room, and leaves the field as it is", async () => {
  await openField("Said yes.");
  await note().click();
  await userEvent.keyboard("{F2}");
  await option("Long").click();
  await expect.element(page.getByText("The template is too long for this field")).toBeVisible();
  await expect.element(note()).toHaveValue("Said yes.");
});

it("is left by Escape, with the cursor where it was", async () => {
  await openField("Said yes");
  await putCursor(4);
  await userEvent.keyboard("{F2}");
  await expect.element(option("Promise")).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(list()).not.toBeInTheDocument();
  await userEvent.keyboard("!");
  await expect.element(note()).toHaveValue("Said! yes");
});
