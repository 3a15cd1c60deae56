import { expect, it } from "vitest";
import { openOffice, salesPerson } from "#lib/testing/kit/office";
import { createContact } from "./save-contact";
import { contactInput } from "./contact-input";
import { findContacts } from "./search-contacts";

const office = await openOffice({ people: { olena: {} } });
const olena = salesPerson(office.people.olena);

it("finds the best first, as the palette does: who is typed before whose company is", async () => {
  const people = [
    ["Lucy Carter", "Trent Freight"],
    ["Lucy Turner", null],
    ["Grace Bennett", "Kestrel Freight"],
    ["Grace Reed", null],
  ] as const;
  for (const [name, company] of people) {
    await createContact(contactInput.parse({ name, ...(company && { company }) }), olena);
  }
  const first = async (q: string) => (await findContacts(olena, q))[0]?.name;
  expect(await first("lucy t")).toBe("Lucy Turner");
  expect(await first("grace re")).toBe("Grace Reed");
  // A letter wrong is found too, as in the palette.
  expect(await first("grase")).toMatch(/^Grace/);
});
