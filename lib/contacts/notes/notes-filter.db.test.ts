import { expect, it } from "vitest";
import type { Viewer } from "#lib/auth/policy";
import { addContact, openOffice } from "#lib/testing/kit/office";
import { listContacts } from "../list-contacts";
import { listOptions } from "../list-schema";

const office = await openOffice({
  people: { olena: { extension: "101" }, ivan: {}, boss: { role: "manager" } },
});
const viewers = {
  olena: { id: office.people.olena, role: "sales" },
  ivan: { id: office.people.ivan, role: "sales" },
  boss: { id: office.people.boss, role: "manager" },
} as const satisfies Record<string, Viewer>;

it("a list is narrowed down to those in whose notes words are, within reach", async () => {
  const emma = await addContact("Emma Foster", "+442079460001");
  const lucy = await addContact("Lucy Carter", "+442079460002");
  await addContact("Oliver Reed", "+442079460003");
  const call = await office.record({
    kind: "call:ringing",
    direction: "incoming",
    extension: "101",
    externalId: "1",
    clientNumber: "+442079460002",
  });
  await office.db.note.createMany({
    data: [
      { contactId: emma, text: "Wants instalments" },
      { contactId: emma, text: "INSTALMENTS, three" },
      { contactId: lucy, callId: call.id, userId: viewers.olena.id, text: "no instalments" },
    ],
  });
  const found = async (viewer: Viewer, notes: string) => {
    const page = await listContacts({ ...listOptions.parse({}), notes }, viewer);
    expect(page.total).toEqual({ count: page.contacts.length, atLeast: false });
    return page.contacts.map(({ name }) => name);
  };
  expect(await found(viewers.boss, "instalments")).toEqual(["Emma Foster", "Lucy Carter"]);
  expect(await found(viewers.olena, "instalments")).toEqual(["Emma Foster", "Lucy Carter"]);
  expect(await found(viewers.ivan, "instalments")).toEqual(["Emma Foster"]);
  expect(await found(viewers.boss, "nothing such")).toEqual([]);
});
