import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { configSlot } from "#lib/config";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import {
  changeOwnPassword,
  createPerson,
  setDisabled,
  setPassword,
  updatePerson,
} from "#lib/users/manage-people";
import { saveUser } from "#lib/users/save-user";
import { sessionCookieName, sessionSecret, userFromCookieHeader } from "./cookie";
import { authOptions } from "./options";
import { hashPassword, verifyNobody, verifyPassword } from "./password";
import { beginSession, endSession } from "./sessions";
import { maySignIn, signInFailed, signInSucceeded } from "./throttle";

let test: TestDatabase;
let admin: string;
let olena: string;

beforeAll(async () => {
  test = await createTestDatabase();
  configSlot.set({
    secret: "a secret of at least thirty-two characters",
    publicUrl: null,
  } as never);
  admin = (await saveUser({ email: "a@x.test", name: "Ada", role: "admin", password: "first" })).id;
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.db.user.deleteMany({ where: { id: { not: admin } } });
  const person = {
    email: "o@x.test",
    name: "Olena",
    role: "sales",
    password: "a long password",
  } as const;
  olena = (await createPerson({ ...person, extensions: {} })).id;
});

async function cookieOf(userId: string, secret = sessionSecret(), maxAge = 60) {
  const sid = await beginSession(userId, "test");
  const token = await encode({ token: { sid }, secret, maxAge });
  return { sid, header: `a=b; ${sessionCookieName()}=${token}; c=d` };
}
const whose = async (header: string) => (await userFromCookieHeader(header))?.name ?? null;

describe("a session", () => {
  it("names its person, until it ends", async () => {
    const { sid, header } = await cookieOf(olena);
    expect(await whose(header)).toBe("Olena");
    await endSession(sid);
    expect(await whose(header)).toBeNull();
  });

  it.each([
    ["the person is disabled", () => setDisabled(olena, true, { id: admin })],
    ["an administrator sets a new password", () => setPassword(olena, "another long one")],
    [
      "the role changes",
      () => updatePerson(olena, { name: "O", role: "manager", extensions: {} }, { id: admin }),
    ],
    ["the person is deleted", () => test.db.user.delete({ where: { id: olena } })],
  ])("ends at once when %s", async (_, happen) => {
    const { header } = await cookieOf(olena);
    expect(await whose(header)).not.toBeNull();
    await happen();
    expect(await whose(header)).toBeNull();
  });

  it("survives one's own change of password, the others do not", async () => {
    const here = await cookieOf(olena);
    const elsewhere = await cookieOf(olena);
    const actor = { id: olena, sessionId: here.sid };
    await expect(
      changeOwnPassword(actor, { current: "wrong", password: "a new long one" }),
    ).rejects.toMatchObject({
      code: "invalid",
      details: { fields: { current: "wrongPassword" } },
    });
    await changeOwnPassword(actor, { current: "a long password", password: "a new long one" });
    expect([await whose(here.header), await whose(elsewhere.header)]).toEqual(["Olena", null]);
  });

  it("is nobody's when forged, expired, cut or absent", async () => {
    const good = await cookieOf(olena);
    const headers = [
      (await cookieOf(olena, "another secret")).header,
      (await cookieOf(olena, sessionSecret(), -60)).header,
      good.header.slice(0, 60),
      `${sessionCookieName()}=%E0%A4%A`,
      "",
    ];
    for (const header of headers) expect(await whose(header)).toBeNull();
    expect(await userFromCookieHeader(undefined)).toBeNull();
  });
});

describe("passwords", () => {
  it("are argon2id with at least 19 MiB", async () => {
    const hash = await hashPassword("a long password");
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(hash, "a long password")).toBe(true);
    expect(await verifyPassword(hash, "a long passwore")).toBe(false);
  });

  it("are compared whole, however long", async () => {
    const hash = await hashPassword(`${"x".repeat(100)}1`);
    expect(await verifyPassword(hash, `${"x".repeat(100)}2`)).toBe(false);
  });

  it("take as long for nobody as for somebody", async () => {
    const hash = await hashPassword("a long password");
    const time = async (run: () => Promise<unknown>) => {
      const start = performance.now();
      for (let n = 0; n < 5; n++) await run();
      return performance.now() - start;
    };
    await verifyNobody("warm");
    const ratio =
      (await time(() => verifyNobody("wrong"))) / (await time(() => verifyPassword(hash, "wrong")));
    expect(ratio).toBeGreaterThan(0.25);
    expect(ratio).toBeLessThan(4);
  });
});

describe("signing in", () => {
  const provider = () =>
    authOptions().providers[0] as unknown as {
      options: { authorize(input: unknown, request: object): Promise<{ id: string } | null> };
    };
  const signIn = (email: string, password: string) =>
    provider().options.authorize({ email, password }, { headers: {} });

  it("asks for the right password of somebody who may come in", async () => {
    expect(await signIn(" O@x.test ", "a long password")).toMatchObject({ id: olena });
    expect(await signIn("o@x.test", "wrong")).toBeNull();
    expect(await signIn("stranger@x.test", "a long password")).toBeNull();
    await setDisabled(olena, true, { id: admin });
    expect(await signIn("o@x.test", "a long password")).toBeNull();
  });

  it("slows down after ten failures, for this account and address alone", () => {
    const now = 1_000_000;
    for (let n = 0; n < 10; n++) signInFailed("guess 1.2.3.4", now);
    expect(maySignIn("guess 1.2.3.4", now + 500)).toBe(false);
    expect(maySignIn("guess 5.6.7.8", now)).toBe(true);
    expect(maySignIn("guess 1.2.3.4", now + 1_500)).toBe(true);
    for (let n = 0; n < 30; n++) signInFailed("guess 1.2.3.4", now);
    expect(maySignIn("guess 1.2.3.4", now + 14 * 60_000)).toBe(false);
    expect(maySignIn("guess 1.2.3.4", now + 16 * 60_000)).toBe(true);
    signInSucceeded("guess 1.2.3.4");
    expect(maySignIn("guess 1.2.3.4", now)).toBe(true);
  });
});

describe("people", () => {
  it("keep their administrator", async () => {
    const self = { id: admin };
    await expect(setDisabled(admin, true, self)).rejects.toMatchObject({ code: "own-account" });
    await expect(
      updatePerson(admin, { name: "Ada", role: "sales", extensions: {} }, self),
    ).rejects.toMatchObject({ code: "own-role" });
  });

  it("have an e-mail and an extension of their own", async () => {
    const person = { name: "Ivan", role: "sales", password: "a long password" } as const;
    await expect(
      createPerson({ ...person, email: "o@x.test", extensions: {} }),
    ).rejects.toMatchObject({
      details: { fields: { email: "taken" } },
    });
    const { id } = await test.db.connection.create({
      data: { slug: "s", provider: "prostie-zvonki", name: "S", settings: "{}" },
    });
    await updatePerson(
      olena,
      { name: "Olena", role: "sales", extensions: { [id]: "101" } },
      { id: admin },
    );
    await expect(
      updatePerson(
        admin,
        { name: "Ada", role: "admin", extensions: { [id]: "101" } },
        { id: admin },
      ),
    ).rejects.toMatchObject({ message: "101 belongs to Olena" });
  });
});
