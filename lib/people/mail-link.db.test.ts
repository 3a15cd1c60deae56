/** What a forgotten password's mail does to an earlier link, with a mail server on a socket. */
import { afterAll, describe, expect, it } from "vitest";
import { config, configSlot } from "#lib/base/config";
import { transaction } from "#lib/db/client";
import { asRequest } from "#lib/testing/kit/as-request";
import { linkIn, openMailbox, tokenOf } from "#lib/testing/kit/mailbox";
import { openOffice } from "#lib/testing/kit/office";
import { choosePassword, findLink, makeInvitation, replaceLink } from "./access-links";
import { askForReset } from "./mail-link";
import { changeOwnPassword } from "./manage-people";
import { liveExtensions } from "./ports";
import { saveUser } from "./save-user";

const office = await openOffice({ connections: {} });
liveExtensions.fill({ changed: async () => undefined });
const mailbox = await openMailbox();
afterAll(() => mailbox.close());
const mail = { smtpUrl: mailbox.url, from: "tinyCRM <crm@company.example>" };
const withMail = { ...config(), publicUrl: "https://crm.example", mail };
const password = "correct horse battery";
const good = "river stone lamp hums";

describe("a forgotten password", () => {
  it("replaces an invitation once the mail server has taken the new one, and not before", async () => {
    const { id } = await saveUser({ email: "ivan@x.test", name: "Ivan", role: "sales", password });
    const byHand = await transaction((tx) => makeInvitation(tx, { id, name: "Ivan" }));
    const askAndWait = () =>
      asRequest(null, async () => (await askForReset("ivan@x.test", "192.0.2.1"))());
    const told = () => office.db.auditEntry.count({ where: { event: "person.invited" } });
    const before = await told();
    configSlot.set(withMail);
    mailbox.refuse("greylisted, try again");
    await askAndWait();
    expect(await told()).toBe(before);
    expect(await findLink(byHand)).toMatchObject({ kind: "invitation" });

    mailbox.refuse(null);
    await askAndWait();
    expect(await told()).toBe(before + 1);
    expect(await findLink(byHand)).toBeNull();
    const mailed = tokenOf(linkIn(mailbox.received[0]!.text));
    expect(await findLink(mailed)).toMatchObject({ kind: "invitation" });
    expect(await choosePassword(mailed, good)).toMatchObject({ id });
  });

  it("mails nothing that works when the password is changed before the mail is taken", async () => {
    const given = { email: "olena@x.test", name: "Olena", role: "sales" } as const;
    const { id } = await saveUser({ ...given, password });
    let token = "";
    await replaceLink(id, async (link) => {
      token = link.token;
      const change = { current: password, password: good };
      await changeOwnPassword({ id, sessionId: "-" }, change);
      return true;
    });
    expect(token).not.toBe("");
    expect(await findLink(token)).toBeNull();
  });
});
