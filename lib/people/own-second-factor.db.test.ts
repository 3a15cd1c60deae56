/** One's own second factor through the actions of its dialog, and an administrator's reset. */
import { asRequest } from "#lib/testing/kit/as-request";
import { beforeEach, describe, expect, it } from "vitest";
import { recoveryCodes } from "#lib/auth/recovery-codes";
import { stepAfterPassword } from "#lib/auth/second-step";
import { openOffice } from "#lib/testing/kit/office";
import { codeOf, turnOn, wrongCode } from "#lib/testing/kit/second-factor";
import { resetSecondFactor } from "./own-second-factor";
import { saveUser } from "./save-user";
import {
  beginSecondFactorAction,
  renewRecoveryCodesAction,
  secondFactorAction,
  turnOffSecondFactorAction,
  turnOnSecondFactorAction,
} from "./second-factor-actions";

const office = await openOffice({ people: { ada: { role: "admin" } }, connections: {} });
const { ada } = office.people;
const password = "correct horse battery";
let olena: { id: string; name: string; email: string };

beforeEach(async () => {
  await office.db.setting.deleteMany();
  await office.db.user.deleteMany({ where: { id: { not: ada } } });
  const person = { name: "Olena", email: "olena@x.test" };
  const { id } = await saveUser({ ...person, role: "sales", password });
  olena = { id, ...person };
});

describe("one's own second factor", () => {
  const asOlena = async <T>(run: () => Promise<T>) =>
    asRequest((await office.signIn(olena.id)).cookie, run);

  it("is turned on with the password and a code, and ends the other sessions", async () => {
    const elsewhere = await office.signIn(olena.id);
    const { cookie } = await office.signIn(olena.id);
    const here = <T>(run: () => Promise<T>) => asRequest(cookie, run);
    const begun = await here(() => beginSecondFactorAction({}));
    if (!begun.ok) throw new Error(begun.code);
    const code = codeOf(begun.data.key);
    const wrongPassword = await here(() => turnOnSecondFactorAction({ password: "wrong", code }));
    expect(wrongPassword).toMatchObject({ fields: { password: "wrongPassword" } });
    expect(await here(() => turnOnSecondFactorAction({ password, code }))).toMatchObject({
      ok: true,
    });
    expect(await here(() => secondFactorAction({}))).toEqual({
      ok: true,
      data: { on: true, codesLeft: recoveryCodes, required: false },
    });
    expect(await office.db.session.count({ where: { id: elsewhere.sessionId } })).toBe(0);
    expect(await here(() => beginSecondFactorAction({}))).toMatchObject({
      code: "second-factor-on",
    });
    const rows = JSON.stringify(await office.db.secondFactor.findMany());
    expect(rows).not.toContain(begun.data.key.replaceAll(" ", ""));
  });

  it("is turned off with the password and a code, unless it is required", async () => {
    const { key, codes } = await turnOn(olena);
    const off = (word: string, code: string) =>
      asOlena(() => turnOffSecondFactorAction({ password: word, code }));
    expect(await off(password, wrongCode(key))).toMatchObject({ fields: { code: "wrongCode" } });
    expect(await off("wrong", codeOf(key))).toMatchObject({
      fields: { password: "wrongPassword" },
    });
    await office.db.setting.create({ data: { key: "second-factor.required", value: "sales" } });
    expect(await off(password, codeOf(key))).toMatchObject({ code: "second-factor-required" });
    const renewed = await asOlena(() => renewRecoveryCodesAction({ password, code: codes[0]! }));
    if (!renewed.ok) throw new Error(renewed.code);
    await office.db.setting.deleteMany();
    expect(await off(password, codes[1]!)).toMatchObject({ fields: { code: "wrongCode" } });
    expect(await off(password, renewed.data[1]!)).toEqual({ ok: true, data: null });
    expect(await office.db.recoveryCode.count({ where: { userId: olena.id } })).toBe(0);
    const events = await office.db.auditEntry.findMany({ where: { subjectId: olena.id } });
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(["second-factor.on", "second-factor.off"]),
    );
  });

  it("is taken away by an administrator, who takes nobody's own, and ends the sessions", async () => {
    await turnOn(olena);
    await office.signIn(olena.id);
    await expect(resetSecondFactor(ada, { id: ada })).rejects.toMatchObject({
      code: "own-account",
    });
    await resetSecondFactor(olena.id, { id: ada });
    expect(await office.db.session.count({ where: { userId: olena.id } })).toBe(0);
    expect(await stepAfterPassword(olena.id)).toBeNull();
    await expect(resetSecondFactor(olena.id, { id: ada })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
