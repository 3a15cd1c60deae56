import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { defaultColumns } from "#lib/contacts/list-options";
import { listOptions } from "#lib/contacts/list-schema";
import { render } from "../testing/render";
import { ContactsList } from "./contacts-list";

it.each([
  ["sales", 0],
  ["manager", 1],
] as const)("an empty list offers %s what they may do about it", async (role, imports) => {
  await render(
    <ContactsList
      page={{ rows: [], previous: null, next: null, total: { count: 0, atLeast: false } }}
      options={listOptions.parse({})}
      columns={defaultColumns}
      choices={{ tags: [], offered: { source: [], stage: [] } }}
    />,
    { role },
  );
  await expect.element(page.getByRole("link", { name: "New contact" })).toBeVisible();
  await expect
    .element(page.getByRole("link", { name: "Import from a file" }))
    .toHaveLength(imports);
});
