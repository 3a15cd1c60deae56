/** The lead form over real HTTP, down to the provider's server and the leads in the database. */
import { beforeEach, describe, expect, it } from "vitest";
import { openCallbacks } from "#lib/callbacks/queries";
import { setWorkingHours } from "#lib/callbacks/working-hours";
import { adapterContext } from "#lib/connections/with-adapter";
import { chooseTimeZone } from "#lib/i18n/time-zone";
import { openLeadOffice } from "#lib/testing/kit/open-lead-office";

const office = await openLeadOffice();
beforeEach(() => office.clear());

const { from, order, filled, post } = office;
const leads = () => office.db.lead.findMany();

describe("a lead", () => {
  it("is kept, called back and recorded as an outgoing call with the provider's id", async () => {
    const contact = { name: "Аркадий", searchText: "аркадий" };
    const number = { raw: "+7 900 555-10-01", e164: "+79005551001", digits: "79005551001" };
    const { id } = await office.db.contact.create({
      data: { ...contact, numbers: { create: number } },
    });
    const about = { title: "Заявка", page: "https://shop.example/prices" };
    const answer = await post(filled(about));
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { state: "ordered", message: "Thank you. We are calling you now." },
    ]);
    const [lead] = await leads();
    expect(lead).toMatchObject({
      name: "Аркадий",
      numberRaw: "8 900 555-10-01",
      e164: "+79005551001",
      ...about,
      contactId: id,
      failure: null,
      handledAt: null,
      externalId: expect.stringMatching(/^\d+$/),
    });
    await office.ingest.idle();
    expect(await office.db.call.findMany()).toMatchObject([
      {
        externalId: lead!.externalId,
        direction: "outgoing",
        state: "dialling",
        clientE164: "+79005551001",
        contactId: id,
      },
    ]);
    expect(office.vendor.orders.at(-1)?.get("client")).toBe("79005551001");
  });

  it("joins the row that the statistics tell of it later", async () => {
    await post(filled());
    const id = (await leads())[0]!.externalId!;
    office.vendor.complete(id, 42);
    const ctx = adapterContext(office.runtime);
    const hour = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) };
    for await (const batch of office.runtime.adapter.backfill!(hour, ctx)) {
      await office.ingest.accept(office.runtime.source, batch);
    }
    await office.ingest.idle();
    const calls = await office.db.call.findMany({ where: { externalId: id } });
    expect(calls).toMatchObject([{ state: "ended", disposition: "answered", talkSeconds: 42 }]);
  });

  it("that is refused is kept with the provider's words, and the visitor is told kindly", async () => {
    office.vendor.refuseCommands("Лимит звонков исчерпан");
    const answer = await post(filled());
    expect(await answer.json()).toMatchObject({
      state: "kept",
      message: expect.stringMatching(/^Thank you/),
    });
    expect(await leads()).toMatchObject([
      { name: "Аркадий", failure: "Лимит звонков исчерпан", externalId: null },
    ]);
    expect(await office.db.inboxMessage.count()).toBe(0);
  });

  it.each([
    ["names another host", "https://evil.example/?client=7"],
    ["has no order", ""],
  ])("that %s is kept and goes nowhere", async (_, callkeeper_storage) => {
    const before = office.vendor.orders.length;
    expect((await post(filled({ callkeeper_storage }))).status).toBe(200);
    expect(await leads()).toMatchObject([{ failure: expect.stringMatching(/^The order /) }]);
    expect(office.vendor.orders).toHaveLength(before);
  });

  it("sent twice is one, and one call", async () => {
    const before = office.vendor.orders.length;
    await post(filled());
    expect(await (await post(filled())).json()).toMatchObject({ state: "ordered" });
    expect(await leads()).toHaveLength(1);
    expect(office.vendor.orders).toHaveLength(before + 1);
  });

  it("that was refused may be sent again", async () => {
    office.vendor.refuseCommands("Занято");
    await post(filled());
    office.vendor.refuseCommands(null);
    expect(await (await post(filled())).json()).toMatchObject({ state: "ordered" });
    expect(await leads()).toHaveLength(2);
  });

  it("of a program that fills every field is none", async () => {
    expect((await post(filled({ website: "https://spam.example" }))).status).toBe(200);
    expect(await leads()).toEqual([]);
  });

  it("may hold what PostgreSQL does not", async () => {
    expect((await post(filled({ name: "A\0B" }))).status).toBe(200);
    expect(await leads()).toMatchObject([{ name: "AB" }]);
  });

  it.each([
    [{ phone: "" }, "phone", "Enter your phone number"],
    [{ phone: undefined }, "phone", "Enter your phone number"],
    [{ phone: "101" }, "phone", "This doesn’t look like a phone number"],
    [{ phone: "*21*79001112233#" }, "phone", "This doesn’t look like a phone number"],
    [{ phone: "7".repeat(41) }, "phone", "This doesn’t look like a phone number"],
    [{ name: "x".repeat(201) }, "name", "Too long"],
  ])("%j is refused by its field", async (given, field, message) => {
    const answer = await post(filled(given));
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ error: { code: "invalid_field", field, message } });
    expect(await leads()).toEqual([]);
  });

  it("takes no page that is no web address", async () => {
    await post(filled({ page: "javascript:alert(1)" }));
    expect(await leads()).toMatchObject([{ page: null }]);
  });

  it("comes ten times from one address, not more", async () => {
    const headers = from();
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++) statuses.push((await post({}, headers)).status);
    expect(statuses).toEqual([...Array<number>(10).fill(422), 429, 429]);
    const late = await post(filled(), headers);
    expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await post(filled())).status).toBe(200);
  });

  it("is small, of a known form, JSON or a form, and posted", async () => {
    expect((await post(filled({ more: "x".repeat(9_000) }))).status).toBe(413);
    expect((await post(filled(), from(), "office")).status).toBe(404);
    const words = { "content-type": "application/json", ...from() };
    const broken = await fetch(`${office.url}/api/leads/site`, {
      method: "POST",
      headers: words,
      body: "{",
    });
    expect(broken.status).toBe(400);
    expect((await fetch(`${office.url}/api/leads/site`)).status).toBe(405);
  });

  it("sent without scripts is answered by a page", async () => {
    const body = new URLSearchParams({ name: `<b>"A`, phone: "abc" });
    const send = () =>
      fetch(`${office.url}/api/leads/site?lang=ru`, { method: "POST", headers: from(), body });
    const refused = await send();
    expect([refused.status, refused.headers.get("x-frame-options")]).toEqual([422, null]);
    const text = await refused.text();
    expect(text).toContain("Это не похоже на номер телефона");
    expect(text).toContain("&lt;b&gt;&quot;A");
    body.set("phone", "+7 900 555-10-02");
    body.set("callkeeper_storage", order("79005551002"));
    expect(await (await send()).text()).toContain("Спасибо. Мы уже звоним вам.");
  });
});

describe("who leaves a number", () => {
  it("is owed a call, with what came of the order", async () => {
    office.vendor.refuseCommands("Лимит звонков исчерпан");
    await post(filled({ title: "Заявка" }));
    office.vendor.refuseCommands(null);
    await post(filled({ phone: "+7 900 555-10-03", callkeeper_storage: order("79005551003") }));
    const open = await openCallbacks({ id: "somebody", role: "manager" });
    expect(open.map(({ kind, number }) => [kind, number.e164])).toEqual([
      ["lead", "+79005551001"],
      ["lead", "+79005551003"],
    ]);
    expect(open[0]!.lead).toMatchObject({ title: "Заявка", order: null });
    expect(open[0]!.lead!.failure).toContain("Лимит звонков исчерпан");
    expect(open[1]!.lead).toMatchObject({ failure: null, order: expect.stringMatching(/^\d+$/) });
  });

  it("reads when somebody will call back, where nobody works now", async () => {
    const day = new Date(Date.now() + 3 * 24 * 60 * 60 * 1000);
    await chooseTimeZone("UTC");
    const opensOn = day.getUTCDay() || 7;
    await setWorkingHours({ hoursFrom: 9 * 60, hoursTo: 18 * 60, weekdays: String(opensOn) });
    office.vendor.refuseCommands("Лимит звонков исчерпан");
    const { message } = (await (await post(filled())).json()) as { message: string };
    office.vendor.refuseCommands(null);
    await setWorkingHours(null);
    const weekday = day.toLocaleDateString("en-GB", { weekday: "long", timeZone: "UTC" });
    expect(message).toContain(weekday);
    expect(message).toMatch(/working hours: .*0?9:00/);
  });
});
