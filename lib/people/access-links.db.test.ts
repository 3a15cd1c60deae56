/** One-time links through the actions of their screens, with a mail server on a socket. */
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { checkCredentials } from "#lib/auth/check-sign-in";
import { day, hour, minute } from "#lib/base/duration";
import { config, configSlot } from "#lib/base/config";
import { asRequest } from "#lib/testing/kit/as-request";
import { eventually } from "#lib/testing/kit/eventually";
import { linkIn, openMailbox, tokenOf } from "#lib/testing/kit/mailbox";
import { openOffice } from "#lib/testing/kit/office";
import { choosePassword, findLink, makeLink } from "./access-links";
import {
  choosePasswordAction,
  forgottenPasswordAction,
  resetPasswordAction,
} from "./access-link-actions";
import { changeOwnPassword, setDisabled } from "./manage-people";
import { createPersonAction } from "./people-actions";
import { liveExtensions } from "./ports";
import { listPeople } from "./queries";
import { saveUser } from "./save-user";

const office = await openOffice({ people: { ada: { role: "admin" } }, connections: {} });
const { ada } = office.people;
liveExtensions.fill({ changed: async () => undefined });
const mailbox = await openMailbox();
const plain = config();
const withMail = {
  ...plain,
  publicUrl: "https://crm.example",
  mail: { smtpUrl: mailbox.url, from: "tinyCRM <crm@company.example>" },
};
const good = "river stone lamp hums";
const first = "correct horse battery";
let olena: string;

beforeEach(async () => {
  configSlot.set(plain);
  mailbox.received.length = 0;
  mailbox.refuse(null);
  await office.db.attemptCount.deleteMany();
  await office.db.user.deleteMany({ where: { id: { not: ada } } });
  const person = { email: "olena@x.test", name: "Olena", role: "sales" } as const;
  olena = (await saveUser({ ...person, password: first })).id;
});
afterAll(() => mailbox.close());

const asAda = async <T>(run: () => Promise<T>) => asRequest((await office.signIn(ada)).cookie, run);
const signsIn = async (email: string, password: string) =>
  (await checkCredentials({ email, password }, { address: "192.0.2.1" })).ok;
const use = (token: string, password = good) =>
  asRequest(null, () => choosePasswordAction({ token, password }));
const ivan = { email: "Ivan@x.test", name: "Ivan", role: "sales" };
const invite = () =>
  asAda(async () => {
    const answer = await createPersonAction(ivan);
    if (!answer.ok) throw new Error(answer.code);
    const { id, link } = answer.data;
    if (!link) throw new Error("no link was made");
    return { id, link };
  });
const worthless = { ok: false, code: "link-expired" };

describe("an invitation", () => {
  it("is shown to the administrator, and its person chooses the password, once", async () => {
    const { id, link } = await invite();
    if (link.mailed) throw new Error("mailed without a mail server");
    expect(link.reason).toBeNull();
    expect(link.link).toMatch(/^http:\/\/localhost\/welcome\?token=[\w-]{43}$/);
    const token = tokenOf(link.link);
    expect(await findLink(token)).toEqual({
      id,
      name: "Ivan",
      email: "ivan@x.test",
      kind: "invitation",
    });
    expect(await use(token, "password1234")).toMatchObject({ fields: { password: "common" } });
    expect(await use(token)).toEqual({ ok: true, data: { email: "ivan@x.test" } });
    expect(await signsIn("ivan@x.test", good)).toBe(true);
    expect(await use(token, "another river stone lamp")).toEqual(worthless);
    expect(await signsIn("ivan@x.test", good)).toBe(true);
  });

  it("lets nobody in before it is used, and is in no copy of the database", async () => {
    const { link } = await invite();
    const token = link.mailed ? "" : tokenOf(link.link);
    const rows = JSON.stringify(await office.db.accessLink.findMany());
    expect(rows).toContain("invitation");
    expect(rows).not.toContain(token);
    for (const guess of ["", "-", token]) expect(await signsIn("ivan@x.test", guess)).toBe(false);
  });

  it("works for seven days, and one that is made anew is an invitation still", async () => {
    const { id, link } = await invite();
    const token = link.mailed ? "" : tokenOf(link.link);
    expect(await findLink(token, Date.now() + 7 * day - minute)).not.toBeNull();
    expect(await findLink(token, Date.now() + 7 * day + minute)).toBeNull();
    const anew = await makeLink(id);
    expect(anew.kind).toBe("invitation");
    expect(await use(token)).toEqual(worthless);
    expect(await use(anew.token)).toMatchObject({ ok: true });
  });

  it("is to be made anew for whose account was ended and opened again before they used it", async () => {
    const { id, link } = await invite();
    const token = link.mailed ? "" : tokenOf(link.link);
    await setDisabled(id, true, { id: ada });
    await setDisabled(id, false, { id: ada });
    expect(await use(token)).toEqual(worthless);
    expect(await listPeople()).toContainEqual(expect.objectContaining({ id, invited: "expired" }));
    const anew = await makeLink(id);
    expect(anew.kind).toBe("invitation");
    expect(await findLink(anew.token, Date.now() + 7 * day - minute)).not.toBeNull();
  });

  it("goes by mail in the person's language, and then the administrator does not see it", async () => {
    configSlot.set(withMail);
    const { link } = await invite();
    expect(link).toEqual({ mailed: true, email: "ivan@x.test" });
    const [mail] = mailbox.received;
    expect(mail!.to).toEqual(["ivan@x.test"]);
    expect(mail!.headers.from).toBe("tinyCRM <crm@company.example>");
    expect(mail!.text).toContain("Hello Ivan,");
    expect(linkIn(mail!.text)).toMatch(/^https:\/\/crm\.example\/welcome/);
    expect(await use(tokenOf(linkIn(mail!.text)))).toMatchObject({ ok: true });
  });

  it("is shown with the server's words when the mail server does not take it", async () => {
    configSlot.set(withMail);
    mailbox.refuse("no such mailbox here");
    const { link } = await invite();
    expect(link).toMatchObject({
      mailed: false,
      reason: expect.stringContaining("no such mailbox"),
    });
    expect(mailbox.received).toEqual([]);
    expect(await use(link.mailed ? "" : tokenOf(link.link))).toMatchObject({ ok: true });
    configSlot.set({ ...withMail, mail: { ...withMail.mail, smtpUrl: "smtp://127.0.0.1:1" } });
    const again = await asAda(() => resetPasswordAction({ id: olena }));
    expect(again).toMatchObject({
      data: { link: { mailed: false, reason: expect.stringContaining("ECONNREFUSED") } },
    });
  });
});

describe("a reset", () => {
  const reset = (id: string) => asAda(() => resetPasswordAction({ id }));
  async function tokenFor(id: string): Promise<string> {
    const answer = await reset(id);
    if (!answer.ok || answer.data.link.mailed) throw new Error("no link");
    expect(answer.data.kind).toBe("reset");
    return tokenOf(answer.data.link.link);
  }

  it("leaves password and sessions as they are until it is used, then ends both", async () => {
    const { sessionId } = await office.signIn(olena);
    const token = await tokenFor(olena);
    expect(await signsIn("olena@x.test", first)).toBe(true);
    expect(await office.db.session.count({ where: { id: sessionId } })).toBe(1);
    expect(await use(token)).toMatchObject({ ok: true });
    expect(await office.db.session.count({ where: { userId: olena } })).toBe(0);
    expect(await signsIn("olena@x.test", first)).toBe(false);
    expect(await signsIn("olena@x.test", good)).toBe(true);
  });

  it("works for a day", async () => {
    const token = await tokenFor(olena);
    expect(await findLink(token, Date.now() + day - minute)).not.toBeNull();
    await expect(choosePassword(token, good, Date.now() + day + minute)).rejects.toMatchObject({
      code: "link-expired",
    });
  });

  it("of many who use it at once sets one's password", async () => {
    const token = await tokenFor(olena);
    const answers = await Promise.all(
      ["one", "two", "three"].map((word) => use(token, `river stone lamp hums ${word}`)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it.each([
    ["a newer link", () => makeLink(olena)],
    [
      "another password",
      () =>
        changeOwnPassword({ id: olena, sessionId: "-" }, { current: first, password: `${good}!` }),
    ],
    [
      "a password of the provisioning file",
      () =>
        saveUser({
          email: "olena@x.test",
          name: "Olena",
          role: "sales",
          password: "told by the file",
          resetPassword: true,
        }),
    ],
    ["the end of the account", () => setDisabled(olena, true, { id: ada })],
    [
      "the end of the account, even when it is opened again",
      async () => {
        await setDisabled(olena, true, { id: ada });
        await setDisabled(olena, false, { id: ada });
      },
    ],
  ])("is worth nothing after %s", async (_, happen) => {
    const token = await tokenFor(olena);
    await happen();
    expect(await use(token)).toEqual(worthless);
  });

  it("is for others' passwords, and for open accounts", async () => {
    expect(await reset(ada)).toMatchObject({ ok: false, code: "own-account" });
    await setDisabled(olena, true, { id: ada });
    expect(await reset(olena)).toMatchObject({ ok: false, code: "disabled" });
  });
});

describe("a forgotten password", () => {
  const ask = (email: string) => asRequest(null, () => forgottenPasswordAction({ email }));

  it("is mended by mail alone", async () => {
    expect(await ask("olena@x.test")).toMatchObject({ ok: false, code: "no-mail" });
    expect(await office.db.accessLink.count()).toBe(0);
  });

  it("is answered alike whether or not there is an account, and only its owner gets mail", async () => {
    configSlot.set(withMail);
    await setDisabled(
      (await saveUser({ email: "gone@x.test", name: "Gone", role: "sales", password: first })).id,
      true,
      { id: ada },
    );
    const answers = [];
    for (const email of ["nobody@x.test", "gone@x.test", "Olena@x.test"]) {
      answers.push(await ask(email));
    }
    expect(answers).toEqual(Array(3).fill({ ok: true, data: null }));
    await vi.waitFor(() => expect(mailbox.received).toHaveLength(1), eventually);
    expect(mailbox.received[0]!.to).toEqual(["olena@x.test"]);
    const token = tokenOf(linkIn(mailbox.received[0]!.text));
    await vi.waitFor(async () => expect(await findLink(token)).not.toBeNull(), eventually);
    expect(await use(token)).toMatchObject({ ok: true });
  });

  it("fills nobody's mailbox: three an hour for an account, whatever its spelling", async () => {
    configSlot.set(withMail);
    for (const email of ["olena@x.test", "OLENA@x.test", "olena@X.test"]) {
      expect(await ask(email)).toMatchObject({ ok: true });
    }
    expect(await ask("olena@x.test")).toEqual({ ok: false, code: "too-many" });
    const row = { expiresAt: new Date(Date.now() - hour) };
    await office.db.attemptCount.updateMany({ data: row });
    expect(await ask("olena@x.test")).toMatchObject({ ok: true });
    await vi.waitFor(() => expect(mailbox.received).toHaveLength(4), eventually);
  });
});
