import { expect, it } from "vitest";
import { openOffice } from "#lib/testing/kit/office";
import { createPerson, setDisabled, updatePerson } from "./manage-people";

const office = await openOffice({ people: { ada: { role: "admin" }, olena: {} }, connections: {} });
const { ada: admin, olena } = office.people;

it("people keep their administrator", async () => {
  const self = { id: admin };
  await expect(setDisabled(admin, true, self)).rejects.toMatchObject({ code: "own-account" });
  await expect(
    updatePerson(admin, { name: "Ada", role: "sales", extensions: {} }, self),
  ).rejects.toMatchObject({ code: "own-role" });
});

it("people have an e-mail and an extension of their own", async () => {
  const person = { name: "Ivan", role: "sales" } as const;
  await expect(
    createPerson({ ...person, email: "olena@x.test", extensions: {} }),
  ).rejects.toMatchObject({
    details: { fields: { email: "taken" } },
  });
  const { id } = await office.db.connection.create({
    data: { slug: "s", provider: "prostie-zvonki", name: "S", settings: "{}" },
  });
  const taken = {
    details: {
      fields: { [`extensions.${id}`]: "extensionTaken" },
      values: { number: "101", name: "Olena" },
    },
  };
  await updatePerson(
    olena,
    { name: "Olena", role: "sales", extensions: { [id]: "101" } },
    { id: admin },
  );
  await expect(
    updatePerson(admin, { name: "Ada", role: "admin", extensions: { [id]: "101" } }, { id: admin }),
  ).rejects.toMatchObject(taken);
  // Nothing is left of who could not be added as asked.
  const ivan = { ...person, email: "ivan@x.test", extensions: { [id]: "101" } };
  await expect(createPerson(ivan)).rejects.toMatchObject(taken);
  await createPerson({ ...ivan, extensions: { [id]: "102" } });
});
