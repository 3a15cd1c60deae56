import { beforeEach, expect, it } from "vitest";
import { addPerson, openOffice } from "#lib/testing/kit/office";
import { setDisabled, updatePerson } from "./manage-people";
import { saveUser } from "./save-user";

const office = await openOffice();
let ada: string;
let ben: string;
beforeEach(async () => {
  await office.db.user.deleteMany();
  ada = await addPerson("ada", {}, "admin");
  ben = await addPerson("ben", {}, "admin");
});

const demotion = { name: "x", role: "sales", extensions: {} } as const;
const saved = { password: "long enough password", name: "x", role: "manager" } as const;
const admins = () => office.db.user.count({ where: { role: "admin", disabledAt: null } });

type Leaving = (who: string, by: string) => Promise<unknown>;
const leavings: [string, Leaving][] = [
  ["disabled", (who, by) => setDisabled(who, true, { id: by })],
  ["demoted", (who, by) => updatePerson(who, demotion, { id: by })],
  [
    "set by the provisioning file",
    async (who) => {
      const { email } = await office.db.user.findUniqueOrThrow({ where: { id: who } });
      return saveUser({ ...saved, email });
    },
  ],
];

it.each(leavings)("the last administrator is not %s, the one before is", async (_name, leave) => {
  await leave(ada, ben);
  expect(await admins()).toBe(1);
  const sales = await addPerson("olena");
  await expect(leave(ben, sales)).rejects.toMatchObject({ code: "last-admin" });
  expect(await admins()).toBe(1);
});

it.each(leavings)("two who would both be %s at once: one stays", async (_name, leave) => {
  for (let round = 0; round < 5; round++) {
    await office.db.user.updateMany({ data: { role: "admin", disabledAt: null } });
    const both = await Promise.allSettled([leave(ada, ben), leave(ben, ada)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await admins()).toBe(1);
  }
});

it("disabling somebody who is not there says so", async () => {
  const nobody = "00000000-0000-7000-8000-000000000000";
  await expect(setDisabled(nobody, true, { id: ada })).rejects.toMatchObject({ code: "not-found" });
});
