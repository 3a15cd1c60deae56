import { hash } from "@node-rs/argon2";
import { encode } from "next-auth/jwt";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { eventually } from "#lib/testing/kit/eventually";
import { openOffice } from "#lib/testing/kit/office";
import { choosePassword, makeLink } from "#lib/people/access-links";
import { changeOwnPassword, setDisabled, updatePerson } from "#lib/people/manage-people";
import { saveUser } from "#lib/people/save-user";
import { sessionCookieName, sessionSecret, userFromCookieHeader } from "./cookie";
import { authOptions } from "./options";
import { verifyPassword } from "./password";
import { beginSession, endSession, noteUse } from "./sessions";
import { config, configSlot } from "#lib/base/config";
import { hour, minute } from "#lib/base/duration";

const office = await openOffice({ connections: {} });
let admin: string;
let olena: string;

beforeAll(async () => {
  admin = (await saveUser({ email: "a@x.test", name: "Ada", role: "admin", password: "first" })).id;
});
beforeEach(async () => {
  await office.db.user.deleteMany({ where: { id: { not: admin } } });
  const person = {
    email: "o@x.test",
    name: "Olena",
    role: "sales",
    password: "a long password",
  } as const;
  olena = (await saveUser(person)).id;
});

async function cookieOf(userId: string, secret = sessionSecret(), maxAge = 60) {
  const sid = await beginSession(userId, { userAgent: "test", address: null });
  if (sid === null) throw new Error("no session");
  const token = await encode({ token: { sid }, secret, maxAge });
  return { sid, header: `a=b; ${sessionCookieName()}=${token}; c=d` };
}
const chooseByLink = async (password: string) =>
  choosePassword((await makeLink(olena)).token, password);
const whose = async (header: string) => (await userFromCookieHeader(header))?.name ?? null;

describe("a session", () => {
  it("does not begin when the account ended, or the password changed, after it was typed", async () => {
    const from = { userAgent: "test", address: null };
    const { passwordHash } = await office.db.user.findUniqueOrThrow({ where: { id: olena } });
    expect(await beginSession(olena, { ...from, passwordHash })).toEqual(expect.any(String));
    await chooseByLink("another long one");
    expect(await beginSession(olena, { ...from, passwordHash })).toBeNull();
    await setDisabled(olena, true, { id: admin });
    expect(await beginSession(olena, from)).toBeNull();
    expect(await office.db.session.count({ where: { userId: olena } })).toBe(0);
  });

  it("names its person, until it ends", async () => {
    const { sid, header } = await cookieOf(olena);
    expect(await whose(header)).toBe("Olena");
    await endSession(sid);
    expect(await whose(header)).toBeNull();
  });

  it.each([
    ["the person is disabled", () => setDisabled(olena, true, { id: admin })],
    ["they choose a new password by a link", () => chooseByLink("another long one")],
    [
      "the role changes",
      () => updatePerson(olena, { name: "O", role: "manager", extensions: {} }, { id: admin }),
    ],
    ["the person is deleted", () => office.db.user.delete({ where: { id: olena } })],
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

  it("ends when nobody has used it for the idle limit, and lives on with each use", async () => {
    const { sid, header } = await cookieOf(olena);
    const unusedFor = (idle: number) =>
      office.db.session.update({
        where: { id: sid },
        data: { seenAt: new Date(Date.now() - idle) },
      });
    await unusedFor(8 * hour - minute);
    expect(await whose(header)).toBe("Olena");
    // The use is noted beside the answer.
    await vi.waitFor(async () => {
      const { seenAt } = await office.db.session.findUniqueOrThrow({ where: { id: sid } });
      expect(Date.now() - seenAt!.getTime()).toBeLessThan(minute);
    }, eventually);
    await unusedFor(8 * hour + minute);
    expect(await whose(header)).toBeNull();
    const usedAt = Date.now() + hour;
    noteUse(sid, usedAt);
    const { seenAt } = await vi.waitFor(async () => {
      const row = await office.db.session.findUniqueOrThrow({ where: { id: sid } });
      expect(row.seenAt?.getTime()).toBe(usedAt);
      return row;
    }, eventually);
    // Noted once a minute, however often a page asks.
    noteUse(sid, usedAt + 1_000);
    await office.db.user.count();
    expect(await office.db.session.findUnique({ where: { id: sid } })).toMatchObject({ seenAt });
    expect(await whose(header)).toBe("Olena");
  });

  it("from before uses were noted is still valid", async () => {
    const { sid, header } = await cookieOf(olena);
    await office.db.session.update({ where: { id: sid }, data: { seenAt: null } });
    expect(await whose(header)).toBe("Olena");
  });

  it("does not let its holder guess at the password: the sixth wrong one waits", async () => {
    const { sid } = await cookieOf(olena);
    const actor = { id: olena, sessionId: sid };
    const change = (current: string) =>
      changeOwnPassword(actor, { current, password: "a new long one" });
    for (let n = 0; n < 5; n++) {
      await expect(change("wrong")).rejects.toMatchObject({
        details: { fields: { current: "wrongPassword" } },
      });
    }
    const tooMany = { code: "invalid", details: { fields: { current: "tooMany" } } };
    await expect(change("wrong")).rejects.toMatchObject(tooMany);
    await expect(change("a long password")).rejects.toMatchObject(tooMany);
    const other = (
      await saveUser({ email: "i@x.test", name: "Ivan", role: "sales", password: "his" })
    ).id;
    await changeOwnPassword(
      { id: other, sessionId: (await cookieOf(other)).sid },
      { current: "his", password: "a new long one" },
    );
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

describe("the cookie", () => {
  it("is bound to this host alone where the public URL is https", () => {
    const before = config();
    configSlot.set({ ...before, publicUrl: "https://crm.example" });
    const { sessionToken } = authOptions().cookies!;
    configSlot.set(before);
    expect(sessionToken).toEqual({
      name: "__Host-next-auth.session-token",
      options: { httpOnly: true, sameSite: "lax", path: "/", secure: true },
    });
  });
});

describe("passwords", () => {
  it.each([
    ["a person chooses by a link", chooseByLink],
    [
      "a person changes to",
      (password: string) =>
        changeOwnPassword(
          { id: olena, sessionId: "none" },
          { current: "a long password", password },
        ),
    ],
  ])("that %s are refused by the field when they are easily guessed", async (_, set) => {
    for (const [password, fault] of [
      ["password1234", "common"],
      ["aaaaaaaaaaaa", "repeated"],
      ["short", "tooShort"],
      ["tinycrm 2026", "ownWords"],
    ] as const) {
      await expect(set(password)).rejects.toMatchObject({
        code: "invalid",
        details: { fields: { password: fault } },
      });
    }
    await set("river stone lamp hums");
  });

  it("have 128 characters at most, whatever signs they are", async () => {
    const longest = "🦊🐻🐼🦁🐮🐷🐸🐵".repeat(16);
    await chooseByLink(`${longest.slice(0, -2)}é`);
    const { passwordHash } = await office.db.user.findUniqueOrThrow({ where: { id: olena } });
    expect(await verifyPassword(passwordHash, `${longest.slice(0, -2)}é`)).toBe(true);
    expect(await verifyPassword(passwordHash, longest)).toBe(false);
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

  it("ends the session that the browser had, and no other", async () => {
    const [here, elsewhere] = [await cookieOf(olena), await cookieOf(olena)];
    const user = await provider().options.authorize(
      { email: "o@x.test", password: "a long password" },
      { headers: { cookie: here.header, "user-agent": "test" } },
    );
    const { jwt } = authOptions().callbacks!;
    const token = await jwt!({ token: {}, user } as unknown as Parameters<
      NonNullable<typeof jwt>
    >[0]);
    expect(token.sid).not.toBe(here.sid);
    expect([await whose(here.header), await whose(elsewhere.header)]).toEqual([null, "Olena"]);
  });

  it("hashes the password anew when it was hashed at a lower cost", async () => {
    const cheap = await hash("a long password", { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await office.db.user.update({ where: { id: olena }, data: { passwordHash: cheap } });
    const stored = async () =>
      (await office.db.user.findUniqueOrThrow({ where: { id: olena } })).passwordHash;
    expect(await signIn("o@x.test", "wrong")).toBeNull();
    expect(await stored()).toBe(cheap);
    expect(await signIn("o@x.test", "a long password")).toMatchObject({ id: olena });
    const anew = await stored();
    expect(anew).toContain("m=19456,t=2,p=1");
    expect(await signIn("o@x.test", "a long password")).toMatchObject({ id: olena });
    expect(await stored()).toBe(anew);
  });
});
