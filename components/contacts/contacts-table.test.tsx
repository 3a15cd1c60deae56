import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { listOptions } from "#lib/contacts/list-schema";
import type { ListRow } from "#lib/contacts/list-rows";
import { render } from "../testing/render";
import { ContactsTable } from "./contacts-table";

const row = (name: string): ListRow => ({
  id: name,
  name,
  company: null,
  companyId: null,
  tags: [],
  numbers: [{ shown: "+7 343 011 22 33", dialled: "+73430112233", extension: null }],
  otherNumbers: 0,
  cells: {},
});
const selection = {
  chosen: new Set<string>(),
  all: false,
  toggle: () => undefined,
  toggleAll: () => undefined,
  choose: () => undefined,
  clear: () => undefined,
};

it("J and K go through the contacts, as through the queue, and Enter opens one", async () => {
  const { visited } = await render(
    <ContactsTable
      rows={["Anna", "Boris", "Vera"].map(row)}
      options={listOptions.parse({})}
      columns={["numbers"]}
      selection={selection}
    />,
  );
  const focused = () => document.activeElement?.textContent;
  await expect.element(page.getByRole("link", { name: "Anna" })).toBeVisible();
  const seen: unknown[] = [];
  for (const key of ["j", "j", "j", "j", "k"]) {
    await userEvent.keyboard(key);
    seen.push(focused());
  }
  expect(seen).toEqual(["Anna", "Boris", "Vera", "Vera", "Boris"]);
  // From whatever else of a row has the focus.
  page.getByRole("row", { name: "Anna" }).getByRole("button").element().focus();
  await userEvent.keyboard("j");
  expect(focused()).toBe("Boris");
  await userEvent.keyboard("{Enter}");
  expect(visited).toEqual(["/contacts/Boris"]);
});

it.each([656, 720, 976])("in %i pixels no number is cut off", async (width) => {
  await page.viewport(1280, 800);
  const [first] = row("Anna").numbers;
  const numbers = [first!, { ...first!, shown: "+7 812 010 97 13" }];
  const cells = { updated: "2026-03-10T12:00:00Z" };
  const company = "JSC Mercury Logistics";
  const client = { ...row("Aleksey Vasilyev"), company, numbers, otherNumbers: 1, cells };
  await render(
    <div className="@container" style={{ width }}>
      <ContactsTable
        rows={[{ ...client, tags: [{ id: "1", name: "Awaiting payment" }] }]}
        options={listOptions.parse({})}
        columns={["company", "numbers", "tags", "updated"]}
        selection={selection}
      />
    </div>,
  );
  await document.fonts.ready;
  const table = page.getByRole("table").element();
  expect(table.scrollWidth).toBeLessThanOrEqual(table.parentElement!.clientWidth);
});
