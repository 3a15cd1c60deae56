/** The one-time link of a new installation, through the action that its page calls. */
import { beforeEach, expect, it } from "vitest";
import { verifyPassword } from "#lib/auth/password";
import { day, minute } from "#lib/base/duration";
import { asRequest } from "#lib/testing/kit/as-request";
import { addPerson, openOffice } from "#lib/testing/kit/office";
import {
  createFirstAdministrator,
  inviteFirstAdministrator,
  isFirstAdministrator,
} from "./first-administrator";
import { createFirstAdministratorAction } from "./access-link-actions";

const office = await openOffice({ connections: {} });
beforeEach(async () => {
  await office.db.user.deleteMany();
  await office.db.setting.deleteMany();
});

const ada = { name: "Ada", email: "Ada@X.test", password: "correct horse battery" };
const use = (token: string, account: object = ada) =>
  asRequest(null, () => createFirstAdministratorAction({ token, ...account }));

it("makes the first administrator, once", async () => {
  const token = await inviteFirstAdministrator();
  expect(token.length).toBeGreaterThan(40);
  expect(await isFirstAdministrator(token)).toBe(true);
  expect(await use(token)).toEqual({ ok: true, data: null });
  const user = await office.db.user.findFirstOrThrow();
  expect(user).toMatchObject({ email: "ada@x.test", name: "Ada", role: "admin" });
  expect(await verifyPassword(user.passwordHash, ada.password)).toBe(true);
  expect(await isFirstAdministrator(token)).toBe(false);
  await office.db.user.deleteMany();
  expect(await use(token)).toMatchObject({ ok: false, code: "link-expired" });
});

it("makes one account for many who use it at once", async () => {
  const token = await inviteFirstAdministrator();
  const answers = await Promise.all(
    Array.from({ length: 4 }, (_, n) => use(token, { ...ada, email: `ada${n}@x.test` })),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await office.db.user.count()).toBe(1);
});

it("is worth nothing after a day, after the next start, and once anybody has an account", async () => {
  const token = await inviteFirstAdministrator();
  const now = Date.now();
  expect(await isFirstAdministrator(token, now + day - minute)).toBe(true);
  expect(await isFirstAdministrator(token, now + day + minute)).toBe(false);
  await expect(createFirstAdministrator(token, ada, now + day + minute)).rejects.toMatchObject({
    code: "link-expired",
  });
  const next = await inviteFirstAdministrator();
  expect([await isFirstAdministrator(token), await isFirstAdministrator(next)]).toEqual([
    false,
    true,
  ]);
  await addPerson("olena");
  expect(await use(next)).toMatchObject({ ok: false, code: "link-expired" });
  expect(await office.db.user.count()).toBe(1);
});

it.each([
  [{ name: " " }, { name: "required" }],
  [{ email: "nobody" }, { email: "email" }],
  [{ password: "password1234" }, { password: "common" }],
  [{ password: "" }, { password: "tooShort" }],
  [{ password: "ada@x.test 99" }, { password: "ownWords" }],
])("refuses %j by the field, and stays usable", async (wrong, fields) => {
  const token = await inviteFirstAdministrator();
  expect(await use(token, { ...ada, ...wrong })).toEqual({ ok: false, code: "invalid", fields });
  expect(await isFirstAdministrator(token)).toBe(true);
});

it("is not guessed, and no copy of the database gives it away", async () => {
  const token = await inviteFirstAdministrator();
  for (const wrong of ["", "x", `${token}x`, token.slice(1)]) {
    expect(await use(wrong)).toMatchObject({ ok: false, code: "link-expired" });
  }
  expect(JSON.stringify(await office.db.setting.findMany())).not.toContain(token);
});
