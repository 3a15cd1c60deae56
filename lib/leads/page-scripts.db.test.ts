/** What vendors' scripts tell in people's pages, on a real database. */
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openLeadOffice } from "#lib/testing/kit/open-lead-office";
import { eventually } from "#lib/testing/kit/eventually";

const office = await openLeadOffice();
const person = office.olena;
beforeEach(() => office.clear());

describe("what a vendor's script tells a person's page", () => {
  const detail = { client: "79005551009", person: "Борис", title: "Заявка" };
  const hear = (given: object = {}) =>
    office.pages.receive({
      userId: person,
      slug: "site",
      name: "CallKeeperData",
      detail,
      ...given,
    });

  beforeAll(async () => {
    await office.db.extension.create({
      data: { userId: person, connectionId: office.runtime.id, number: "101" },
    });
  });

  it("is brought to people with a line there, and to nobody else", async () => {
    const url = `${office.vendor.url}widget.js`;
    expect(await office.pages.scriptsFor(person)).toEqual([
      { slug: "site", url, eventNames: ["CallKeeperData"] },
    ]);
    expect(await office.pages.scriptsFor("nobody")).toEqual([]);
    expect(office.pages.scriptOf("site")).toMatchObject({ slug: "site", url });
    expect(office.pages.scriptOf("office")).toBeNull();
    expect(await hear({ userId: "nobody" })).toMatchObject({ code: "no-line" });
  });

  it("is a call, and of a stranger a lead with the call's id", async () => {
    expect(await hear()).toEqual({ ok: true });
    await vi.waitFor(async () => expect(await office.db.call.count()).toBe(1), eventually);
    const [call] = await office.db.call.findMany({ include: { legs: true } });
    expect(call).toMatchObject({ direction: "outgoing", clientE164: "+79005551009" });
    expect(call!.legs).toMatchObject([{ extension: "101", userId: person }]);
    expect(await office.db.lead.findMany()).toMatchObject([
      { name: "Борис", title: "Заявка", externalId: call!.externalId, failure: null },
    ]);
  });

  it("makes no lead of whom we know", async () => {
    const number = { raw: "1", e164: "+79005551009", digits: "79005551009" };
    await office.db.contact.create({
      data: { name: "Борис", searchText: "борис", numbers: { create: number } },
    });
    await hear();
    expect(await office.db.lead.findMany()).toEqual([]);
  });

  it("is kept with its reason when nobody can read it", async () => {
    expect(await hear({ detail: { client: [] } })).toMatchObject({ code: "unreadable" });
    expect(await office.db.inboxMessage.findMany()).toMatchObject([
      { status: "refused", reason: expect.stringContaining("detail.client"), raw: `{"client":[]}` },
    ]);
  });

  it("is no other event, and of no other connection", async () => {
    expect(await hear({ name: "load" })).toMatchObject({ ok: false, code: "invalid" });
    expect(await hear({ slug: "office" })).toMatchObject({ ok: false, code: "not-found" });
    expect(await office.db.inboxMessage.count()).toBe(0);
  });
});
