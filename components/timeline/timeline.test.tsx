import { useState } from "react";
import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { addContactNoteAction } from "#lib/contacts/notes/note-actions";
import { olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { Timeline } from "./timeline";

const [emma, oscar] = ["emma", "oscar"];
const field = page.getByRole("textbox", { name: "Note" });
const served = { entries: [], more: false };

/** Two contacts' pages, and one without any. */
function Pages() {
  const [shown, show] = useState<string | null>(emma!);
  return (
    <>
      {[emma!, oscar!, null].map((one) => (
        <button key={one} onClick={() => show(one)}>
          {one ?? "elsewhere"}
        </button>
      ))}
      {shown && <Timeline contactId={shown} show={null} served={served} mayDownload={false} />}
    </>
  );
}
const go = (name: string) => page.getByRole("button", { name }).click();

it("keeps a begun note of its contact in this browser until it is saved", async () => {
  const received = serverAction(addContactNoteAction).answers(() => ({
    ok: true,
    data: { id: "note" },
  }));
  await render(<Pages />);
  await field.fill("wants a longer lease");
  await go("oscar");
  await expect.element(field).toHaveValue("");
  await go("elsewhere");
  await go("emma");
  await expect.element(field).toHaveValue("wants a longer lease");
  // A reload reads it there.
  const key = `tinycrm.contact-note.${olena.id}.emma`;
  expect(localStorage.getItem(key)).toBe("wants a longer lease");

  await field.click();
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.poll(() => received).toEqual([{ contactId: emma, text: "wants a longer lease" }]);
  await expect.element(field).toHaveValue("");
  expect(localStorage.getItem(key)).toBeNull();
});
