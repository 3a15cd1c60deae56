import { expect, it } from "vitest";
import { openLeadOffice } from "#lib/testing/kit/open-lead-office";

const office = await openLeadOffice();

it("a visitor orders no call to a premium number; the lead is kept, with the reason", async () => {
  const [phone, client] = ["8 809 123-45-67", "78091234567"];
  const answer = await office.post(office.filled({ phone, order: office.order(client) }));
  expect(answer.status).toBe(200);
  expect(office.vendor.orders).toEqual([]);
  expect(await office.db.lead.findMany()).toMatchObject([
    { numberRaw: phone, externalId: null, failure: expect.stringContaining("Premium-rate") },
  ]);
});
