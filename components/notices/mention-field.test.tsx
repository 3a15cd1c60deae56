import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { addContactNoteAction } from "#lib/contacts/notes/note-actions";
import { NoteForm } from "#components/timeline/note-form";
import { Dialog } from "#components/ui/dialog";
import { render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { MentionField } from "./mention-field";

const field = page.getByRole("textbox", { name: "Note" });
const offers = page.getByRole("listbox", { name: "Colleagues" });
const contactId = "0b7c3a52-3b1e-4f0e-9c55-8f6ed5a0a1ff";

async function openForm() {
  const received = serverAction(addContactNoteAction).answers(() => ({
    ok: true,
    data: { id: contactId },
  }));
  await render(
    <NoteForm
      save={(text) => addContactNoteAction({ contactId, text })}
      onSaved={() => undefined}
    />,
  );
  await field.click();
  return received;
}

it("offers colleagues after @, takes one by Enter, and goes on as a plain field", async () => {
  const received = await openForm();
  await userEvent.keyboard("ask @");
  await expect.element(offers.getByRole("option")).toHaveTextContent("Ivan");
  await userEvent.keyboard("iv");
  await expect.element(offers.getByRole("option", { selected: true })).toHaveTextContent("Ivan");
  await userEvent.keyboard("{Enter}");
  await expect.element(field).toHaveValue("ask @Ivan ");
  await expect.element(field).toHaveFocus();
  await expect.element(offers).not.toBeInTheDocument();
  await userEvent.keyboard("today{Enter}{Control>}{Enter}{/Control}");
  await expect.poll(() => received).toEqual([{ contactId, text: "ask @Ivan today\n" }]);
});

it("takes by Tab in the middle of a text, and by a click", async () => {
  await openForm();
  await userEvent.keyboard("x  y{ArrowLeft}{ArrowLeft}@i{Tab}");
  await expect.element(field).toHaveValue("x @Ivan y");
  await userEvent.keyboard("{End} @");
  await offers.getByRole("option", { name: "Ivan" }).click();
  await expect.element(field).toHaveValue("x @Ivan y @Ivan ");
  await expect.element(field).toHaveFocus();
});

it("is closed by Escape for this name alone, and stays away from addresses", async () => {
  await openForm();
  await userEvent.keyboard("@i");
  await expect.element(offers).toBeVisible();
  await userEvent.keyboard("{Escape}v");
  await expect.element(offers).not.toBeInTheDocument();
  await userEvent.keyboard(" @i");
  await expect.element(offers).toBeVisible();
  await userEvent.keyboard("{Backspace}{Backspace}me@i");
  await expect.element(offers).not.toBeInTheDocument();
  await expect.element(field).toHaveValue("@iv me@i");
});

it("in a dialog, Escape closes what is offered first, then the dialog", async () => {
  const closed: boolean[] = [];
  await render(
    <Dialog open onOpenChange={(open) => closed.push(open)} title="Note" closeLabel="Close">
      <MentionField aria-label="Note" />
    </Dialog>,
  );
  await field.click();
  await userEvent.keyboard("@");
  await expect.element(offers).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(offers).not.toBeInTheDocument();
  expect(closed).toEqual([]);
  await userEvent.keyboard("{Escape}");
  expect(closed).toEqual([false]);
});
