import { expect, it } from "vitest";
import { asRequest } from "#lib/testing/kit/as-request";
import { openOffice } from "#lib/testing/kit/office";
import { endSessionsAction, sessionsAction } from "./account-actions";

const office = await openOffice({ people: { ada: { role: "admin" }, olena: {}, ivan: {} } });
const { ada, olena, ivan } = office.people;
const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
const unknown = "00000000-0000-4000-8000-000000000000";

it("a person sees where they are signed in, and ends it there", async () => {
  const [here, elsewhere] = [await office.signIn(olena), await office.signIn(olena)];
  await office.db.session.update({
    where: { id: elsewhere.sessionId },
    data: { userAgent: firefox, address: "203.0.113.9", seenAt: new Date("2099-01-01") },
  });
  const list = await asRequest(here.cookie, () => sessionsAction({ userId: olena }));
  expect(list).toMatchObject({
    data: [
      {
        id: elsewhere.sessionId,
        current: false,
        browser: "Firefox",
        system: "Windows",
        address: "203.0.113.9",
        usedAt: "2099-01-01T00:00:00.000Z",
      },
      { id: here.sessionId, current: true, browser: null },
    ],
  });
  const input = { userId: olena, sessionId: elsewhere.sessionId };
  const left = await asRequest(here.cookie, () => endSessionsAction(input));
  expect(left).toMatchObject({ ok: true, data: [{ id: here.sessionId }] });
  const ask = () => sessionsAction({ userId: olena });
  expect(await asRequest(elsewhere.cookie, ask)).toMatchObject({ code: "signed-out" });
  expect(await asRequest(here.cookie, ask)).toMatchObject({ ok: true });
});

it("all but the one that asks end at once", async () => {
  const sessions = [
    await office.signIn(ivan),
    await office.signIn(ivan),
    await office.signIn(ivan),
  ] as const;
  const input = { userId: ivan, sessionId: null };
  const left = await asRequest(sessions[1].cookie, () => endSessionsAction(input));
  expect(left).toMatchObject({ ok: true, data: [{ id: sessions[1].sessionId, current: true }] });
});

it("others' sessions are an administrator's to see and end; nobody else learns that they exist", async () => {
  const [admin, own, others] = [
    await office.signIn(ada),
    await office.signIn(olena),
    await office.signIn(ivan),
  ];
  const asOlena = <T>(act: () => Promise<T>) => asRequest(own.cookie, act);
  const end = (userId: string, sessionId: string | null) => () =>
    endSessionsAction({ userId, sessionId });
  expect(await asOlena(() => sessionsAction({ userId: ivan }))).toMatchObject({
    code: "not-allowed",
  });
  expect(await asOlena(end(ivan, null))).toMatchObject({ code: "not-allowed" });
  const foreign = await asOlena(end(olena, others.sessionId));
  expect(foreign).toMatchObject({ code: "not-found" });
  expect(foreign).toEqual(await asOlena(end(olena, unknown)));
  expect(await asRequest(null, end(ivan, null))).toMatchObject({ code: "signed-out" });
  expect(await office.db.session.count({ where: { id: others.sessionId } })).toBe(1);

  expect(await asRequest(admin.cookie, end(ivan, others.sessionId))).toMatchObject({ ok: true });
  expect(await office.db.session.count({ where: { id: others.sessionId } })).toBe(0);
});
