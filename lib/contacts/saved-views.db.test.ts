import { expect, it } from "vitest";
import { openOffice } from "#lib/testing/kit/office";
import { contactInput } from "./contact-input";
import { viewOptions } from "./list-options";
import { createView, deleteView, listViews, updateView } from "./saved-views";
import { createContact } from "./save-contact";
import { listSources, suggestCompanies } from "./field-choices";

const office = await openOffice({ people: { ann: {}, bob: {} } });
const { ann, bob } = office.people;

it("are one's own to change, and everybody's to see when shared", async () => {
  const options = viewOptions.parse({ owner: "mine", sort: "updated", columns: "tags,owner" });
  const id = await createView(ann, { name: "Mine", shared: false, options });
  expect(await listViews(ann)).toEqual([
    { id, name: "Mine", shared: false, own: true, by: "ann", options },
  ]);
  expect(await listViews(bob)).toEqual([]);
  expect(await updateView(bob, id, { name: "Bob's" })).toBe(false);
  expect(await deleteView(bob, id)).toBe(false);
  const wider = { ...options, owner: "" as const };
  expect(await updateView(ann, id, { shared: true, options: wider })).toBe(true);
  expect(await listViews(bob)).toMatchObject([{ id, own: false, by: "ann", options: wider }]);
  expect(await deleteView(ann, id)).toBe(true);
  await createView(ann, { name: "Mine", shared: true, options }, id);
  expect(await listViews(ann)).toMatchObject([{ id, name: "Mine", shared: true }]);
});

it("sources and companies in use are offered, each once", async () => {
  const made = [
    { source: "Web", company: "ООО «Мёд»" },
    { source: "Fair" },
    { source: "Web", company: "Acme" },
    {},
  ];
  for (const one of made) {
    await createContact(contactInput.parse({ name: "x", ...one }), { id: ann, role: "sales" });
  }
  expect(await listSources()).toEqual(["Fair", "Web"]);
  expect(await suggestCompanies("мед")).toEqual(["ООО «Мёд»"]);
  expect(await suggestCompanies("100%\\")).toEqual([]);
  expect(await suggestCompanies(" ")).toEqual([]);
});
