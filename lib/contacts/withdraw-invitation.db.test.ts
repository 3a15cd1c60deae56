/** Invitations that nobody has accepted, corrected and withdrawn through the actions of the people's screen. */
// First: Next's own modules want their surroundings prepared.
import { asRequest } from "#lib/testing/kit/as-request";
import { expect, it } from "vitest";
import { choosePassword, findLink } from "#lib/people/access-links";
import { createPersonAction, updatePersonAction } from "#lib/people/people-actions";
import { liveExtensions, presencePublisher } from "#lib/people/ports";
import { tokenOf } from "#lib/testing/kit/mailbox";
import { openOffice } from "#lib/testing/kit/office";
import { withdrawInvitationAction } from "./leaver-actions";

const office = await openOffice({ people: { ada: { role: "admin" }, boris: {} }, connections: {} });
liveExtensions.fill({ changed: async () => undefined });
presencePublisher.fill({ publish: () => undefined });
const { cookie } = await office.signIn(office.people.ada);

const person = (name: string) => ({ name, role: "sales", email: `${name}@x.test`.toLowerCase() });

async function invite(name: string) {
  const answer = await asRequest(cookie, () => createPersonAction(person(name)));
  if (!answer.ok || !answer.data.link || answer.data.link.mailed) throw new Error("not invited");
  return { id: answer.data.id, token: tokenOf(answer.data.link.link) };
}
const change = (input: object) => asRequest(cookie, () => updatePersonAction(input));
const withdraw = (id: string) => asRequest(cookie, () => withdrawInvitationAction({ id }));
const lastEvents = async (id: string) => {
  const events = await office.db.auditEntry.findMany({
    where: { subjectId: id },
    orderBy: { id: "asc" },
  });
  return events.map(({ event }) => event);
};

it("has another e-mail and another link; the one before is dead", async () => {
  const { id, token } = await invite("Ivan");
  const answer = await change({ id, ...person("Ivan"), email: "Ivan.Right@x.test" });
  if (!answer.ok || !answer.data.link || answer.data.link.mailed) throw new Error("no new link");
  expect(await findLink(token)).toBeNull();
  const fresh = await findLink(tokenOf(answer.data.link.link));
  expect(fresh).toMatchObject({ id, email: "ivan.right@x.test", kind: "invitation" });
  expect((await lastEvents(id)).slice(-2)).toEqual(["person.changed", "person.invited"]);
  // Nothing else of them makes the link worthless.
  expect(await change({ id, ...person("Ivan"), email: "ivan.right@x.test" })).toMatchObject({
    data: { link: null },
  });
  expect(await change({ id, ...person("Ivan"), email: "boris@x.test" })).toMatchObject({
    fields: { email: "taken" },
  });
  expect(await findLink(tokenOf(answer.data.link.link))).not.toBeNull();
});

it("is withdrawn as long as nobody has accepted it, and the e-mail is free again", async () => {
  const { id, token } = await invite("Nina");
  expect(await withdraw(id)).toEqual({ ok: true, data: null });
  expect(await findLink(token)).toBeNull();
  expect(await office.db.user.count({ where: { id } })).toBe(0);
  expect((await lastEvents(id)).at(-1)).toBe("person.invitation-withdrawn");
  const again = await invite("Nina");
  await choosePassword(again.token, "river stone lamp hums");
  expect(await withdraw(again.id)).toMatchObject({ ok: false, code: "not-invited" });
  const other = { id: again.id, ...person("Nina"), email: "nina@y.test" };
  expect(await change(other)).toMatchObject({ ok: false, code: "not-invited" });
});

it("of somebody who holds work already is not withdrawn: it would be nobody's unasked", async () => {
  const { id } = await invite("Oleg");
  await office.db.contact.create({ data: { name: "Ann", searchText: "ann", ownerId: id } });
  expect(await withdraw(id)).toMatchObject({ ok: false, code: "holds-work" });
  expect(await office.db.user.count({ where: { id } })).toBe(1);
});
