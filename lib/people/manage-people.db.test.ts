import { expect, it } from "vitest";
import { asRequest } from "#lib/testing/kit/as-request";
import { openOffice } from "#lib/testing/kit/office";
import { createPerson, setDisabled, updatePerson } from "./manage-people";
import { updatePersonAction } from "./people-actions";
import { liveExtensions, presencePublisher } from "./ports";

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

it("an extension has letters, and no blanks", async () => {
  liveExtensions.fill({ changed: async () => undefined });
  presencePublisher.fill({ publish: () => undefined });
  const { id } = await office.db.connection.create({
    data: { slug: "names", provider: "prostie-zvonki", name: "Names", settings: "{}" },
  });
  const { cookie } = await office.signIn(admin);
  const save = (number: string) => {
    const person = { id: olena, name: "Olena", role: "sales", extensions: { [id]: number } };
    return asRequest(cookie, () => updatePersonAction(person));
  };
  expect(await save("abc def")).toEqual({
    ok: false,
    code: "invalid",
    fields: { [`extensions.${id}`]: "blanks" },
  });
  expect(await save(" front-desk ")).toMatchObject({ ok: true });
  const { number } = await office.db.extension.findFirstOrThrow({ where: { connectionId: id } });
  expect(number).toBe("front-desk");
});
