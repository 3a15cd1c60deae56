import { useState } from "react";
import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import {
  disablePersonAction,
  heldWorkAction,
  undoDisableAction,
} from "#lib/contacts/leaver-actions";
import { ivan, olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { DisableDialog } from "./disable-dialog";

const span = {
  since: "2026-11-29T10:00:00.000Z",
  until: "2026-11-29T10:00:01.000Z",
  callbacks: [{ id: "b1", contactId: "c1", ownerId: ivan.id }],
};
const dialog = () => page.getByRole("dialog", { name: "Disable Olena?" });
const person = { id: olena.id, name: olena.name };

async function open(held: { clients: number; callbacks: number; promises: number }) {
  serverAction(heldWorkAction).answers(() => ({ ok: true, data: held }));
  const disabled = serverAction(disablePersonAction).answers(() => ({
    ok: true,
    data: { span, refused: 0 },
  }));
  await render(<Opened />);
  return disabled;
}

function Opened() {
  const [open, setOpen] = useState(true);
  return open && <DisableDialog person={person} onClose={() => setOpen(false)} />;
}

it("says what they hold, hands it over, and can be undone", async () => {
  const disabled = await open({ clients: 50, callbacks: 4, promises: 1 });
  for (const words of ["Clients50", "Callbacks4", "Promised calls1"]) {
    await expect.element(dialog()).toHaveTextContent(words);
  }
  const undone = serverAction(undoDisableAction).answers(() => ({ ok: true, data: null }));
  await userEvent.selectOptions(dialog().getByRole("combobox"), ivan.name);
  await userEvent.click(dialog().getByRole("button", { name: "Disable" }));
  await userEvent.click(page.getByRole("button", { name: "Undo" }));
  await expect.poll(() => undone).toEqual([{ id: olena.id, handTo: ivan.id, span }]);
  expect(disabled).toEqual([{ id: olena.id, handTo: ivan.id }]);
});

it("who holds nothing hands nothing over", async () => {
  const disabled = await open({ clients: 0, callbacks: 0, promises: 0 });
  await expect.poll(() => dialog().getByRole("combobox").elements().length).toBe(0);
  await userEvent.click(dialog().getByRole("button", { name: "Disable" }));
  await expect.poll(() => disabled).toEqual([{ id: olena.id, handTo: null }]);
});
