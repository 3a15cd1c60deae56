import { beforeEach, expect, it } from "vitest";
import { day, hour } from "#lib/base/duration";
import { noticePublisher } from "#lib/notices/ports";
import { asRequest } from "#lib/testing/kit/as-request";
import { openOffice } from "#lib/testing/kit/office";
import { postponeCallbackAction, promiseCallbackAction } from "./callback-actions";
import { callbackPublisher } from "./ports";

const office = await openOffice({ people: { olena: {} } });
const { cookie } = await office.signIn(office.people.olena);
callbackPublisher.fill({ publish: async () => undefined });
noticePublisher.fill({ publish: async () => undefined });
beforeEach(() => office.db.callback.deleteMany());

const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();
const farOff = ["9999-12-31T00:00:00.000Z", inDays(91), new Date(Date.now() + 90 * day + hour)];

it.each(farOff.map((time) => new Date(time).toISOString()))(
  "nobody hides a client until %s: neither by postponing nor by a promise",
  async (time) => {
    const promised = await asRequest(cookie, () =>
      promiseCallbackAction({ number: "+73430112233", dueAt: inDays(1) }),
    );
    const { id } = (promised as { data: { id: string } }).data;
    const postponed = await asRequest(cookie, () => postponeCallbackAction({ id, until: time }));
    expect(postponed).toEqual({ ok: false, code: "invalid", fields: { until: "tooFar" } });
    const again = await asRequest(cookie, () =>
      promiseCallbackAction({ number: "+73430112233", dueAt: time }),
    );
    expect(again).toEqual({ ok: false, code: "invalid", fields: { dueAt: "tooFar" } });
    const row = await office.db.callback.findUniqueOrThrow({ where: { id } });
    expect(row.postponedUntil).toBeNull();
    expect(row.dueAt.getTime()).toBeLessThan(Date.now() + 2 * day);
  },
);

it("within 90 days it is put off, and shown again at once", async () => {
  const promised = await asRequest(cookie, () =>
    promiseCallbackAction({ number: "+73430112233", dueAt: inDays(89) }),
  );
  const { id } = (promised as { data: { id: string } }).data;
  for (const until of [inDays(89), null]) {
    const postponed = await asRequest(cookie, () => postponeCallbackAction({ id, until }));
    expect(postponed).toEqual({ ok: true, data: null });
  }
});
