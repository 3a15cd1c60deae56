/** Signing in with a second factor, through the door, with next-auth behind it. */
import { authPages } from "#lib/testing/kit/auth-pages";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { minute, second } from "#lib/base/duration";
import { choosePassword, makeLink } from "#lib/people/access-links";
import { setDisabled } from "#lib/people/manage-people";
import { resetSecondFactor } from "#lib/people/own-second-factor";
import { saveUser } from "#lib/people/save-user";
import { beginStepAction, confirmStepAction } from "#lib/people/second-factor-actions";
import { setSecondFactorRuleAction } from "#lib/people/setting-actions";
import { asRequest } from "#lib/testing/kit/as-request";
import { openAuthClient, type AuthClient } from "#lib/testing/kit/auth-client";
import { openDoor } from "#lib/testing/kit/door";
import { eventually } from "#lib/testing/kit/eventually";
import { openOffice } from "#lib/testing/kit/office";
import { codeOf, turnOn, wrongCode } from "#lib/testing/kit/second-factor";
import * as route from "../../app/api/auth/[...nextauth]/route";
import { recoveryCodes } from "./recovery-codes";
import { confirmSecondFactor, beginSecondFactor, takeSecondFactor } from "./second-factor";
import { openStep, sealStep, stepCookieName, stepLife } from "./second-step";

const office = await openOffice({ people: { ada: { role: "admin" } }, connections: {} });
const { ada } = office.people;
const door = await openDoor({ trustedProxies: ["127.0.0.1"] }, authPages(route));
const password = "correct horse battery";
const email = "olena@x.test";
let olena: { id: string; name: string; email: string };

beforeEach(async () => {
  await office.db.attemptCount.deleteMany();
  await office.db.setting.deleteMany();
  await office.db.secondFactor.deleteMany();
  await office.db.user.deleteMany({ where: { id: { not: ada } } });
  const { id } = await saveUser({ email, name: "Olena", role: "sales", password });
  olena = { id, name: "Olena", email };
});
afterAll(() => door.close());

const passwordStep = (client: AuthClient, word = password, who = email) =>
  client.post("callback/credentials", { email: who, password: word });
const codeStep = (client: AuthClient, code: string, from = "198.51.100.1") =>
  client.post("callback/second-step", { code }, { "x-forwarded-for": from });
const errorOf = async (answer: Response) =>
  new URL(((await answer.json()) as { url: string }).url).searchParams.get("error");
async function atCodeStep(): Promise<AuthClient> {
  const client = openAuthClient(door.url);
  expect(await errorOf(await passwordStep(client))).toBe("second-step");
  return client;
}

describe("signing in", () => {
  it("begins a session after both steps, and not before", async () => {
    const { key } = await turnOn(olena);
    const client = await atCodeStep();
    expect(client.hasSession()).toBe(false);
    expect(await office.db.session.count()).toBe(0);
    expect((await codeStep(client, wrongCode(key))).status).toBe(401);
    expect(client.hasSession()).toBe(false);
    expect((await codeStep(client, codeOf(key))).status).toBe(200);
    expect(client.hasSession()).toBe(true);
    expect(await office.db.session.count({ where: { userId: olena.id } })).toBe(1);
    expect([...client.cookies.keys()]).not.toContain(stepCookieName());
  });

  it("asks nothing more of who has no second factor, and nothing of who has the password wrong", async () => {
    const plain = openAuthClient(door.url);
    expect((await passwordStep(plain)).status).toBe(200);
    expect(plain.hasSession()).toBe(true);
    await turnOn(olena);
    const client = openAuthClient(door.url);
    const wrong = await passwordStep(client, "wrong");
    const nobody = await passwordStep(client, "wrong", "nobody@x.test");
    expect([wrong.status, nobody.status]).toEqual([401, 401]);
    expect(await errorOf(wrong)).toBe(await errorOf(nobody));
    expect([...client.cookies.keys()]).not.toContain(stepCookieName());
  });

  it("takes no code without the first step, and none of a browser that has not made it", async () => {
    const { key } = await turnOn(olena);
    await atCodeStep();
    const other = openAuthClient(door.url);
    expect(await errorOf(await codeStep(other, codeOf(key)))).toBe("step-over");
    other.cookies.set(stepCookieName(), "forged");
    expect(await errorOf(await codeStep(other, codeOf(key)))).toBe("step-over");
    expect(other.hasSession()).toBe(false);
  });

  it("takes each code once, whatever browser it comes from", async () => {
    const { key } = await turnOn(olena);
    const [one, two] = [await atCodeStep(), await atCodeStep()];
    const code = codeOf(key);
    const answers = await Promise.all([codeStep(one, code), codeStep(two, code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect((await codeStep(await atCodeStep(), code)).status).toBe(401);
  });

  it("takes codes a step early and late, and no others", async () => {
    const { key } = await beginSecondFactor(olena);
    const now = Date.now();
    const at = (steps: number) => codeOf(key, now + steps * 30 * second);
    expect(await confirmSecondFactor(olena, at(-2), now)).toBeNull();
    expect(await confirmSecondFactor(olena, at(2), now)).toBeNull();
    expect(await confirmSecondFactor(olena, at(-1), now)).toHaveLength(recoveryCodes);
    expect(await takeSecondFactor(olena, at(-1), now)).toBe(false);
    expect(await takeSecondFactor(olena, at(1), now)).toBe(true);
    // An earlier code than the last that was taken may have been seen on its way.
    expect(await takeSecondFactor(olena, at(0), now)).toBe(false);
  });

  it("lets in by each recovery code once", async () => {
    const { codes } = await turnOn(olena);
    expect(new Set(codes).size).toBe(recoveryCodes);
    const [code = "", other = ""] = codes;
    expect((await codeStep(await atCodeStep(), code.toLowerCase().replace("-", " "))).status).toBe(
      200,
    );
    expect((await codeStep(await atCodeStep(), code)).status).toBe(401);
    expect((await codeStep(await atCodeStep(), other)).status).toBe(200);
    const rows = JSON.stringify(await office.db.recoveryCode.findMany());
    for (const one of codes) expect(rows).not.toContain(one.replace("-", ""));
    const entries = await office.db.auditEntry.count({
      where: { event: "second-factor.recovery-code-used", userId: olena.id },
    });
    expect(entries).toBe(2);
  });

  it("makes who guesses wait, from one address and from many", async () => {
    const { key } = await turnOn(olena);
    const client = await atCodeStep();
    const wrong = wrongCode(key);
    for (let n = 0; n < 5; n++) expect((await codeStep(client, wrong)).status).toBe(401);
    const late = await codeStep(client, codeOf(key));
    expect(late.status).toBe(429);
    expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(0);
    for (let n = 0; n < 15; n++) await codeStep(client, wrong, `203.0.${n}.1`);
    expect((await codeStep(client, codeOf(key), "203.0.113.9")).status).toBe(429);
    await vi.waitFor(async () => {
      // One entry, or two when an hour ends between them.
      const { _sum } = await office.db.auditEntry.aggregate({
        where: { event: "sign-in.code-refused", address: "198.51.100.1", subjectId: olena.id },
        _sum: { count: true },
      });
      expect(_sum.count).toBe(5);
    }, eventually);
  });

  it.each([
    ["five minutes", async () => undefined, stepLife + second],
    [
      "another password",
      async () => {
        await choosePassword((await makeLink(olena.id)).token, "river stone lamp hums");
      },
      0,
    ],
    ["the end of the account", () => setDisabled(olena.id, true, { id: ada }), 0],
    ["the end of the second factor", () => resetSecondFactor(olena.id, { id: ada }), 0],
  ])("counts the first step no more after %s", async (_, happen, later) => {
    await turnOn(olena);
    const sealed = await sealStep(olena.id, "code");
    expect(await openStep(sealed, Date.now() + stepLife - minute)).toMatchObject({ kind: "code" });
    await happen();
    expect(await openStep(sealed, Date.now() + later)).toBeNull();
  });

  it("asks for the code after a new password by a link too", async () => {
    await turnOn(olena);
    await choosePassword((await makeLink(olena.id)).token, "river stone lamp hums");
    const client = openAuthClient(door.url);
    expect(await errorOf(await passwordStep(client, "river stone lamp hums"))).toBe("second-step");
    expect(client.hasSession()).toBe(false);
  });
});

describe("who must have a second factor", () => {
  async function requireOf(atLeast: "sales" | "manager" | "admin" | null) {
    const { cookie } = await office.signIn(ada);
    return asRequest(cookie, () => setSecondFactorRuleAction({ atLeast }));
  }

  it("is said by an administrator who has one, and signs out who has none", async () => {
    const { sessionId } = await office.signIn(olena.id);
    expect(await requireOf("admin")).toMatchObject({ ok: false, code: "second-factor-missing" });
    await turnOn({ id: ada, name: "ada", email: "ada@x.test" });
    expect(await requireOf("manager")).toMatchObject({ ok: true });
    expect(await office.db.session.count({ where: { id: sessionId } })).toBe(1);
    expect(await requireOf("sales")).toMatchObject({ ok: true });
    expect(await office.db.session.count({ where: { id: sessionId } })).toBe(0);
    expect(await office.db.session.count({ where: { userId: ada } })).toBeGreaterThan(0);
  });

  it("sets it up between the password and the session", async () => {
    await turnOn({ id: ada, name: "ada", email: "ada@x.test" });
    await requireOf("sales");
    const client = await atCodeStep();
    // Neither a code nor nothing begins the session now.
    for (const code of ["", "000000"]) expect((await codeStep(client, code)).status).toBe(401);
    const begun = await asRequest(client.cookie(), () => beginStepAction({}));
    if (!begun.ok) throw new Error(begun.code);
    const { key, qr } = begun.data;
    expect(qr.size).toBeGreaterThan(20);
    const confirm = (code: string) => asRequest(client.cookie(), () => confirmStepAction({ code }));
    expect(await confirm(wrongCode(key))).toMatchObject({ fields: { code: "wrongCode" } });
    expect(client.hasSession()).toBe(false);
    expect(await confirm(codeOf(key))).toMatchObject({ ok: true, data: expect.any(Array) });
    expect(await confirm(codeOf(key))).toEqual({ ok: false, code: "step-over" });
    // In the browser the action has set this cookie.
    const done = await sealStep(olena.id, "done");
    client.cookies.set(stepCookieName(), done);
    expect((await codeStep(client, "")).status).toBe(200);
    expect(client.hasSession()).toBe(true);
    const copied = openAuthClient(door.url);
    copied.cookies.set(stepCookieName(), done);
    expect((await codeStep(copied, "")).status).toBe(429);
    expect(copied.hasSession()).toBe(false);
  });

  it("can't set up another over one that is there", async () => {
    await turnOn(olena);
    const cookie = `${stepCookieName()}=${await sealStep(olena.id, "set-up")}`;
    expect(await asRequest(cookie, () => beginStepAction({}))).toEqual({
      ok: false,
      code: "step-over",
    });
  });
});
