import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { createPersonAction, updatePersonAction } from "#lib/people/people-actions";
import type { PersonView } from "#lib/people/queries";
import { olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { PersonDialog } from "./person-dialog";

const person = (over: Partial<PersonView> = {}): PersonView => ({
  id: olena.id,
  email: "olena@office.test",
  name: "Olena",
  role: "admin",
  locale: null,
  disabled: false,
  hours: null,
  invited: null,
  secondFactor: false,
  presence: { userId: olena.id, away: false, doNotDisturb: false },
  extensions: [],
  ...over,
});

const open = (one: PersonView | null, links: unknown[] = []) =>
  render(
    <PersonDialog
      person={one}
      connections={[]}
      onClose={() => undefined}
      onLink={(link) => links.push(link)}
    />,
  );
const dialog = () => page.getByRole("dialog");

it("says at the role why it can't be changed", async () => {
  serverAction(updatePersonAction).answers(() => ({ ok: false, code: "last-admin" }));
  await open(person());
  const role = dialog().getByRole("combobox", { name: /^Role/ });
  await userEvent.selectOptions(role, "Sales");
  await userEvent.click(dialog().getByRole("button", { name: "Save" }));
  await expect.element(role).toHaveAttribute("aria-invalid", "true");
  await expect.element(dialog()).toHaveTextContent("This is the last administrator");
});

it("corrects the e-mail of somebody invited alone, and shows the new link", async () => {
  const link = { mailed: false, link: "http://x.test/welcome?token=1", reason: null } as const;
  const saved = serverAction(updatePersonAction).answers(() => ({
    ok: true,
    data: { id: olena.id, link },
  }));
  const links: unknown[] = [];
  await open(person({ invited: "waiting", role: "sales" }), links);
  const email = dialog().getByLabelText("E-mail");
  await expect.element(email).toHaveValue("olena@office.test");
  await userEvent.fill(email, "right@office.test");
  await userEvent.click(dialog().getByRole("button", { name: "Save" }));
  await expect.poll(() => links).toMatchObject([{ kind: "invitation", link: link.link }]);
  expect(saved).toMatchObject([{ id: olena.id, email: "right@office.test" }]);
});

it("asks nobody who has signed in for another e-mail", async () => {
  serverAction(createPersonAction).answers(() => ({ ok: false, code: "failed" }));
  await open(person());
  await expect.element(dialog().getByLabelText("Name")).toBeVisible();
  expect(dialog().getByLabelText("E-mail").elements()).toEqual([]);
});
