/** Whose sessions these are, asked for together. */
import { expect, it } from "vitest";
import { openOffice } from "#lib/testing/kit/office";
import { endSession, sessionUser, sessionUsers } from "./sessions";

const office = await openOffice({ people: { olena: {}, ada: { role: "admin" } } });
const { olena, ada } = office.people;
const begin = async (userId: string) => (await office.signIn(userId)).sessionId;

it("tells each in its place, and nobody for what has ended or never was", async () => {
  const [hers, over, admins] = [await begin(olena), await begin(olena), await begin(ada)];
  await endSession(over);
  const asked = [admins, over, hers, "none", hers];
  const found = await sessionUsers(asked);
  expect(found.map((user) => user?.id)).toEqual([ada, undefined, olena, undefined, olena]);
  expect(found[0]).toEqual({
    id: ada,
    sessionId: admins,
    email: "ada@x.test",
    name: "ada",
    role: "admin",
    locale: null,
  });
  for (const [index, id] of asked.entries()) expect(await sessionUser(id)).toEqual(found[index]);
});

it("tells nobody for who is disabled, and the others all the same", async () => {
  const [hers, admins] = [await begin(olena), await begin(ada)];
  await office.db.user.update({ where: { id: olena }, data: { disabledAt: new Date() } });
  expect((await sessionUsers([hers, admins])).map((user) => user?.id)).toEqual([undefined, ada]);
  expect(await sessionUsers([])).toEqual([]);
});
