import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { updateContactFieldsAction } from "#lib/contacts/actions";
import { countNumbersAction } from "#lib/numbers/actions";
import type { ContactView } from "#lib/contacts/contact-views";
import { aContact } from "#lib/testing/kit/views";
import { ivan, olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { ContactCard } from "./contact-card";

const contact = aContact({
  note: "Rings in the morning",
  owner: { id: olena.id, name: olena.name },
  tags: [{ id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c21", name: "vip" }],
});
const choices = {
  tags: ["vip", "partner"],
  offered: { source: [], stage: [] },
};
const later = "2026-01-01T12:30:00.000Z";
const saved = (over: Partial<ContactView>) => ({
  ok: true as const,
  data: { contact: { ...contact, updatedAt: later, ...over } },
});
const openCard = (over: Partial<ContactView> = {}) =>
  render(<ContactCard contact={{ ...contact, ...over }} choices={choices} privacy={null} />);

const edit = (field: string) => page.getByRole("button", { name: `Edit: ${field}` });
const form = (field: string) => page.getByRole("form", { name: field });
const save = () => page.getByRole("button", { name: "Save" });

it("opens a field by Enter on its pencil, saves by Enter, and gives the pencil its focus back", async () => {
  const received = serverAction(updateContactFieldsAction).answers(() =>
    saved({ name: "Аркадий Петров" }),
  );
  await openCard();
  edit("Name").element().focus();
  await userEvent.keyboard("{Enter}");
  const name = form("Name").getByRole("textbox", { name: "Name" });
  await expect.element(name).toHaveFocus();
  await userEvent.keyboard("{End} Петров{Enter}");

  await expect.element(page.getByText("Аркадий Петров")).toBeVisible();
  await expect.element(edit("Name")).toHaveFocus();
  expect(received).toEqual([
    { id: contact.id, seenAt: contact.updatedAt, changes: { name: "Аркадий Петров" } },
  ]);
});

it("lets go by Escape what was typed", async () => {
  await openCard();
  await edit("Note").click();
  await userEvent.keyboard(" and never after lunch{Escape}");
  await expect.element(page.getByText("Rings in the morning")).toBeVisible();
  await expect.element(form("Note")).not.toBeInTheDocument();
  await expect.element(edit("Note")).toHaveFocus();
});

it("sends numbers in their order, each with its word", async () => {
  serverAction(countNumbersAction).answers(() => ({ ok: true, data: { count: 1 } }));
  const received = serverAction(updateContactFieldsAction).answers(() => saved({}));
  await openCard();
  await edit("Phone numbers").click();
  const numbers = form("Phone numbers");
  await numbers.getByRole("textbox", { name: "Label of number 1" }).fill("Office");
  await numbers.getByRole("button", { name: "Add a number" }).click();
  await expect
    .element(numbers.getByRole("textbox", { name: "Number 2", exact: true }))
    .toHaveFocus();
  await userEvent.keyboard("8 912 000 00 01");
  await save().click();
  await expect
    .poll(() => received)
    .toMatchObject([
      {
        changes: {
          numbers: [
            { raw: "+7 (343) 0112233", label: "Office" },
            { raw: "8 912 000 00 01", label: null },
          ],
        },
      },
    ]);
});

it("adds a tag from those there are, and takes one off", async () => {
  const received = serverAction(updateContactFieldsAction).answers(() => saved({}));
  await openCard();
  await edit("Tags").click();
  await page.getByRole("button", { name: "Remove the tag vip" }).click();
  const box = form("Tags").getByRole("combobox", { name: "Tags" });
  await box.fill("part");
  await page.getByRole("option", { name: "partner" }).click();
  await save().click();
  await expect.poll(() => received).toMatchObject([{ changes: { tags: ["partner"] } }]);
});

it("keeps what was typed when it is refused, and says why at the row", async () => {
  serverAction(updateContactFieldsAction).answers(() => ({
    ok: false,
    code: "invalid",
    fields: { "changes.numbers.1.raw": "number" },
  }));
  await openCard();
  await edit("Phone numbers").click();
  await page.getByRole("button", { name: "Add a number" }).click();
  await userEvent.keyboard("x");
  await save().click();

  const second = page.getByRole("textbox", { name: "Number 2", exact: true });
  await expect.element(second).toHaveValue("x");
  await expect.element(second).toBeInvalid();
  await expect.element(second).toHaveAccessibleDescription("A number needs at least two digits");
  await expect.element(page.getByText("Couldn’t save “Phone numbers”")).toBeVisible();
});

it("goes back to what is stored when the connection is lost", async () => {
  serverAction(updateContactFieldsAction).answers(() => {
    throw new Error("the connection is lost");
  });
  await openCard();
  const noCalls = page.getByRole("switch", { name: "No automatic calls" });
  await noCalls.click();
  await expect.element(page.getByText("Couldn’t save “No automatic calls”")).toBeVisible();
  await expect.element(noCalls).not.toBeChecked();
});

/** Olena writes "Call after six" while Ivan has saved `theirs`. */
async function clash(theirs: Partial<ContactView>) {
  const stored = { ...contact, updatedAt: later, ...theirs };
  const received = serverAction(updateContactFieldsAction).answers(() => ({
    ok: false,
    code: "conflict",
    conflict: { fields: ["note"], contact: stored, userId: ivan.id, at: later },
  }));
  await openCard();
  await edit("Note").click();
  await form("Note").getByRole("textbox", { name: "Note" }).fill("Call after six");
  await save().click();
  await expect.element(choice()).toBeVisible();
  return received;
}
const choice = () => page.getByRole("alert");
const seenLater = (note: string) => ({ id: contact.id, seenAt: later, changes: { note } });

it("shows both values when two people wrote into one field", async () => {
  await clash({ note: "Moved to Perm" });
  await expect
    .element(
      choice().getByText(
        "Ivan changed “Note” while you were editing. Which version do you want to keep?",
      ),
    )
    .toBeVisible();
  await expect.element(choice().getByRole("definition").first()).toHaveTextContent("Moved to Perm");
  await expect.element(choice().getByRole("definition").last()).toHaveTextContent("Call after six");
});

it("leaves theirs without a word to the server", async () => {
  const received = await clash({ note: "Moved to Perm" });
  await choice().getByRole("button", { name: "Keep your colleague’s" }).click();
  await expect.element(choice()).not.toBeInTheDocument();
  await expect.element(page.getByText("Moved to Perm")).toBeVisible();
  expect(received).toHaveLength(1);
});

it("saves mine over the version that was shown", async () => {
  await clash({ note: "Moved to Perm" });
  const received = serverAction(updateContactFieldsAction).answers(() =>
    saved({ note: "Call after six" }),
  );
  await choice().getByRole("button", { name: "Keep mine" }).click();
  await expect.element(page.getByText("Call after six")).toBeVisible();
  expect(received).toEqual([seenLater("Call after six")]);
});

it("joins both where a field has room for them", async () => {
  await clash({ note: "Moved to Perm" });
  const received = serverAction(updateContactFieldsAction).answers(() => saved({ note: "both" }));
  await choice().getByRole("button", { name: "Keep both" }).click();
  await expect.poll(() => received).toEqual([seenLater("Moved to Perm\n\nCall after six")]);
});

it("has nothing to join where one side is empty", async () => {
  await clash({ note: null });
  await expect.element(choice().getByRole("definition").first()).toHaveTextContent("Empty");
  await expect.element(choice().getByRole("button", { name: "Keep both" })).not.toBeInTheDocument();
});
