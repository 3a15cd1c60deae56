import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { changeOutcomeAction } from "#lib/calls/outcomes/outcome-actions";
import { callNotesAction, editNoteAction } from "#lib/contacts/notes/note-actions";
import { aCall, aLeg } from "#lib/testing/kit/views";
import { ivan, olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { OutcomeToPutRight } from "./put-right";

const agreed = {
  id: "01900000-0000-7000-8000-000000000001",
  key: "agreed",
  name: null,
  askWhen: false,
};
const interested = {
  id: "01900000-0000-7000-8000-000000000002",
  key: "interested",
  name: null,
  askWhen: false,
};
const at = "2026-11-20T10:00:00.000Z";
const talk = (userId: string) =>
  aCall({
    state: "ended",
    disposition: "answered",
    outcome: agreed,
    legs: [aLeg({ userId, state: "ended", answeredAt: at })],
  });
const outcomes = [agreed, interested];
const button = () => page.getByRole("button", { name: /^Outcome: / });
const notes = [
  {
    id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c31",
    text: "by leter",
    userId: olena.id,
    editable: true,
  },
  { id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c32", text: "Ivan’s", userId: ivan.id, editable: false },
];

it("who talked puts outcome and note right, also when the call is long over", async () => {
  serverAction(callNotesAction).answers(() => ({ ok: true, data: { notes } }));
  const changed = serverAction(changeOutcomeAction).answers(() => ({
    ok: true,
    data: { version: 2 },
  }));
  const edited = serverAction(editNoteAction).answers(() => ({ ok: true, data: null }));
  const call = talk(olena.id);
  await render(<OutcomeToPutRight call={call} />, { outcomes });
  await userEvent.click(button());
  const dialog = page.getByRole("dialog", { name: "Outcome and note" });
  await userEvent.selectOptions(dialog.getByLabelText("Outcome"), "Interested");
  await userEvent.fill(dialog.getByLabelText("Your note"), "by letter");
  await expect.element(dialog.getByText("Ivan’s")).toBeVisible();
  await userEvent.click(dialog.getByRole("button", { name: "Save" }));
  await expect.poll(() => dialog.elements().length).toBe(0);
  expect(changed).toEqual([{ callId: call.id, outcomeId: interested.id }]);
  expect(edited).toEqual([{ noteId: notes[0]!.id, text: "by letter" }]);
});

it("of others' calls it is there to be read, and managers put all right", async () => {
  await render(<OutcomeToPutRight call={talk(ivan.id)} />, { outcomes });
  await expect.element(page.getByText("Agreed")).toBeVisible();
  expect(button().elements()).toEqual([]);
  await render(<OutcomeToPutRight call={talk(ivan.id)} />, { outcomes, role: "manager" });
  await expect.element(button()).toBeVisible();
});
