import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { deleteContactsAction, setOwnerAction } from "#lib/contacts/actions";
import { plainList } from "#lib/contacts/list-options";
import type { ListRow } from "#lib/contacts/list-rows";
import { matchingContactsAction } from "#lib/contacts/matching-actions";
import { olena, render } from "../testing/render";
import { serverAction } from "../testing/server-actions";
import { ContactsList } from "./contacts-list";

const idOf = (index: number) => `01900000-0000-7000-8000-${String(index).padStart(12, "0")}`;
const rowOf = (index: number): ListRow => ({
  id: idOf(index),
  name: `Contact ${String(index)}`,
  company: null,
  companyId: null,
  tags: [],
  numbers: [],
  otherNumbers: 0,
  cells: {},
});
const everybody = Array.from({ length: 1_203 }, (_, index) => idOf(index));

const list = (next: string | null = "next") =>
  render(
    <ContactsList
      page={{
        rows: [0, 1, 2].map(rowOf),
        total: { count: 1_203, atLeast: false },
        previous: null,
        next,
      }}
      options={{ ...plainList, owner: "mine" }}
      columns={[]}
      choices={{ tags: ["vip"], offered: { source: [], stage: [] } }}
    />,
  );
const box = (name: string) => page.getByRole("checkbox", { name });
const none = () => page.getByRole("button", { name: "Clear selection" });
const chooseAll = () => page.getByRole("button", { name: "Select all 1,203 that match" });

it("goes on from the page to all that match, changes them in turn, and takes that back", async () => {
  const asked = serverAction(matchingContactsAction).answers(() => ({
    ok: true,
    data: { ids: everybody, more: false },
  }));
  await list();
  await box("Select all on this page").click();
  await expect.element(page.getByText("3 selected")).toBeVisible();
  await chooseAll().click();
  await expect.element(page.getByText("1,203 selected")).toBeVisible();
  expect(asked).toMatchObject([{ owner: "mine", q: "" }]);
  expect(asked[0]).not.toHaveProperty("after");
  await expect.element(chooseAll()).not.toBeInTheDocument();

  const stray = { id: "callback", contactId: everybody[600]!, ownerId: null };
  const owned = serverAction(setOwnerAction).answers(() => ({
    ok: true,
    data: {
      count: 401,
      refused: [],
      before: [{ ownerId: olena.id, ids: everybody.slice(0, 700), callbacks: [stray] }],
    },
  }));
  await page.getByRole("button", { name: "Owner" }).click();
  await page.getByRole("menuitem", { name: "Ivan" }).click();
  await expect.element(page.getByText("1,203 contacts changed")).toBeVisible();
  const groups = owned as { ids: string[]; ownerId: string; callbacks?: unknown[] }[];
  expect(groups.map(({ ids }) => ids.length)).toEqual([500, 500, 203]);
  expect(groups.flatMap(({ ids }) => ids)).toEqual(everybody);
  await page.getByRole("button", { name: "Undo" }).click();
  // What each of the three groups was told before, in turn.
  await expect.poll(() => owned.length).toBe(3 + 6);
  expect(groups.slice(3).every(({ ownerId }) => ownerId === olena.id)).toBe(true);
  // A callback goes back with its contact.
  const went = groups.slice(3).map(({ callbacks }) => callbacks);
  expect(went).toEqual([[], [stray], [], [stray], [], [stray]]);
  await none().click();
});

it("offers nothing beyond the page that is the whole list", async () => {
  await list(null);
  await box("Select all on this page").click();
  await expect.element(page.getByText("3 selected")).toBeVisible();
  await expect.element(chooseAll()).not.toBeInTheDocument();
  await none().click();
});

it("says when the list is too long, and goes back to the page when one is taken out", async () => {
  const answer = { ids: everybody, more: true };
  serverAction(matchingContactsAction).answers(() => ({ ok: true, data: { ...answer } }));
  await list();
  await box("Select all on this page").click();
  await chooseAll().click();
  await expect
    .element(page.getByText("At most 1,203 contacts at once", { exact: false }))
    .toBeVisible();
  answer.more = false;
  await chooseAll().click();
  await expect.element(page.getByText("1,203 selected")).toBeVisible();
  await box("Select Contact 1").click();
  await expect.element(page.getByText("2 selected")).toBeVisible();
  const deleted = serverAction(deleteContactsAction).answers(() => ({
    ok: true,
    data: { ids: [idOf(0), idOf(2)] },
  }));
  await page.getByRole("button", { name: "Delete" }).click();
  await expect.poll(() => deleted).toEqual([{ ids: [idOf(0), idOf(2)] }]);
});
