import { useRef, useState } from "react";
import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "../testing/render";
import { Dialog } from "./dialog";
import { leaveBy } from "./leave-by";
import { LeaveGuard } from "./leave-guard";

function Note() {
  const [open, setOpen] = useState(true);
  return (
    <Dialog open={open} onOpenChange={setOpen} title="Note" closeLabel="Close">
      <form>
        <input type="search" aria-label="Find" />
        <textarea aria-label="Text" defaultValue="as it was" />
      </form>
    </Dialog>
  );
}
const dialog = () => page.getByRole("dialog", { name: "Note" });
const question = () => page.getByRole("alertdialog");
const field = () => page.getByRole("textbox", { name: "Text" });

it("Escape asks before what was typed in a dialog is lost, and stays where one was", async () => {
  await render(<Note />);
  await field().click();
  await userEvent.keyboard("!");
  await userEvent.keyboard("{Escape}");
  await expect.element(question()).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(question()).not.toBeInTheDocument();
  await expect.element(field()).toHaveFocus();
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Discard" }).click();
  await expect.element(dialog()).not.toBeInTheDocument();
});

it("Escape closes at once where nothing was typed, or but looked for", async () => {
  await render(<Note />);
  await page.getByRole("searchbox").fill("x");
  await field().click();
  await userEvent.keyboard("{Escape}");
  await expect.element(dialog()).not.toBeInTheDocument();
});

function Page() {
  const form = useRef<HTMLFormElement>(null);
  return (
    <form ref={form}>
      <input name="name" aria-label="Name" />
      <a href="/contacts">Contacts</a>
      <LeaveGuard form={form} />
    </form>
  );
}

it("asks before a form with something typed in it is left by a link or a key", async () => {
  const { visited } = await render(<Page />);
  await page.getByRole("textbox", { name: "Name" }).fill("Anna");
  await page.getByRole("link").click();
  await expect.element(question()).toBeVisible();
  await page.getByRole("button", { name: "Keep editing" }).click();
  let gone = 0;
  leaveBy(() => void gone++);
  await expect.element(question()).toBeVisible();
  expect(gone).toBe(0);
  await page.getByRole("button", { name: "Keep editing" }).click();
  await page.getByRole("link").click();
  await page.getByRole("button", { name: "Discard" }).click();
  expect(visited).toEqual([expect.stringMatching(/\/contacts$/)]);
  await page.getByRole("textbox", { name: "Name" }).fill("");
  leaveBy(() => void gone++);
  expect(gone).toBe(1);
});
