import { expect, it } from "vitest";
import { openOffice } from "#lib/testing/kit/office";
import { contactInput } from "./contact-input";
import { viewOptions } from "./list-schema";
import { journalViews } from "#lib/journal/journal-views";
import { plainJournalView } from "#lib/journal/journal-options";
import {
  contactViews,
  createView,
  deleteView,
  listViews,
  updateView,
  type ViewInput,
} from "./saved-views";
import type { ViewOptions } from "./list-options";
import { createContact } from "./save-contact";
import { listOffered, suggestCompanies } from "./field-choices";

const office = await openOffice({ people: { ann: {}, bob: {} } });
const { ann, bob } = office.people;

const create = (userId: string, input: ViewInput<ViewOptions>, id?: string) =>
  createView(contactViews, userId, input, id);
const views = (userId: string) => listViews(contactViews, userId);
const update = (userId: string, id: string, changes: Partial<ViewInput<ViewOptions>>) =>
  updateView(contactViews, userId, id, changes);

it("are one's own to change, and everybody's to see when shared", async () => {
  const options = viewOptions.parse({ owner: "mine", sort: "updated", columns: "tags,owner" });
  const id = await create(ann, { name: "Mine", shared: false, options });
  expect(await views(ann)).toEqual([
    { id, name: "Mine", shared: false, own: true, by: "ann", options },
  ]);
  expect(await views(bob)).toEqual([]);
  expect(await update(bob, id, { name: "Bob's" })).toBe(false);
  expect(await deleteView(bob, id)).toBe(false);
  const wider = { ...options, owner: "" as const };
  expect(await update(ann, id, { shared: true, options: wider })).toBe(true);
  expect(await views(bob)).toMatchObject([{ id, own: false, by: "ann", options: wider }]);
  expect(await deleteView(ann, id)).toBe(true);
  await create(ann, { name: "Mine", shared: true, options }, id);
  expect(await views(ann)).toMatchObject([{ id, name: "Mine", shared: true }]);
});

it("are of one list, and found in it alone", async () => {
  const ofContacts = await create(ann, { name: "C", shared: true, options: viewOptions.parse({}) });
  const options = { ...plainJournalView, show: "missed" as const, person: "mine", note: "счёт" };
  const id = await createView(journalViews, ann, { name: "Missed", shared: true, options });
  expect(await listViews(journalViews, bob)).toEqual([
    { id, name: "Missed", shared: true, own: false, by: "ann", options },
  ]);
  expect(await views(bob)).not.toContainEqual(expect.objectContaining({ id }));
  expect(await updateView(journalViews, ann, ofContacts, { name: "x" })).toBe(false);
  const wider = { ...options, person: "" };
  expect(await updateView(journalViews, ann, id, { options: wider })).toBe(true);
  expect(await listViews(journalViews, ann)).toMatchObject([{ id, own: true, options: wider }]);
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
  expect((await listOffered()).source).toEqual(["Fair", "Web"]);
  expect(await suggestCompanies("мед")).toEqual(["ООО «Мёд»"]);
  expect(await suggestCompanies("100%\\")).toEqual([]);
  expect(await suggestCompanies(" ")).toEqual([]);
});
