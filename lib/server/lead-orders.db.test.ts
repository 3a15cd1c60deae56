/** What a visitor decides of the call that a lead form orders, and how many are ordered. */
import { beforeEach, describe, expect, it } from "vitest";
import { openLeadOffice } from "#lib/testing/kit/open-lead-office";

const office = await openLeadOffice();
beforeEach(() => office.clear());

const { order, filled, post } = office;
const leads = () => office.db.lead.findMany();

describe("a lead", () => {
  it("sent twice in two spellings is one, and one call; also at once", async () => {
    const before = office.vendor.orders.length;
    await Promise.all([post(filled()), post(filled({ phone: "+7 (900) 555 10 01" }))]);
    await post(filled({ phone: "9005551001" }));
    expect(await leads()).toHaveLength(1);
    expect(office.vendor.orders).toHaveLength(before + 1);
  });

  it.each([
    ["another number", () => order("19005550000")],
    ["another path", () => `${office.vendor.url}internal/delete-everything?client=79005551001`],
  ])("whose order is for %s is kept and goes nowhere", async (_, storage) => {
    const before = office.vendor.orders.length;
    const answer = await post(filled({ callkeeper_storage: storage() }));
    expect(await answer.json()).toMatchObject({ state: "kept" });
    expect(await leads()).toMatchObject([{ failure: expect.stringMatching(/^The order /) }]);
    expect(office.vendor.orders).toHaveLength(before);
  });

  it("is called in the visitor's own spelling too, by its international number", async () => {
    await post(filled({ callkeeper_storage: order("8 (900) 555-10-01".replaceAll(" ", "+")) }));
    expect(office.vendor.orders.at(-1)?.get("client")).toBe("79005551001");
  });

  it.each([
    ["form", 40, (n: number) => `+7900555${2000 + n}`, 10],
    ["form in a day", 200, (n: number) => `+7900555${2000 + n}`, 5 * 60],
    ["number", 3, () => "+79005551001", 10],
  ])("beyond what a %s may order is kept, and not ordered", async (_, most, e164, minutes) => {
    const { connectionId } = office.runtime.source;
    const createdAt = new Date(Date.now() - minutes * 60_000);
    const data = Array.from({ length: most }, (_, n) => {
      const number = e164(n);
      return { connectionId, createdAt, numberRaw: number, e164: number, externalId: String(n) };
    });
    await office.db.lead.createMany({ data: data.slice(1) });
    const before = office.vendor.orders.length;
    expect(await (await post(filled())).json()).toMatchObject({ state: "ordered" });
    await office.db.lead.updateMany({ data: { createdAt } });
    expect(await (await post(filled())).json()).toMatchObject({ state: "kept" });
    expect(office.vendor.orders).toHaveLength(before + 1);
    const failures = (await leads()).flatMap(({ failure }) => failure ?? []);
    expect(failures).toEqual(["orders-stopped"]);
  });
});
