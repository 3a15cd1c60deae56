import { expect, it } from "vitest";
import type { Viewer } from "#lib/auth/policy";
import { openOffice } from "#lib/testing/kit/office";
import { refusing } from "#lib/testing/kit/refusing";
import { contactInput } from "./contact-input";
import { mostEntries, type ContactFields } from "./fields";
import { getContact } from "./queries";
import { changeContacts, createContact } from "./save-contact";

const office = await openOffice({ people: { olena: { extension: "101" } } });
const actor: Viewer = { id: office.people.olena, role: "sales" };

const create = async (over: object) =>
  (await createContact(contactInput.parse({ name: "Any", ...over }), actor)).id;
const tagged = (tag: string) => (now: ContactFields) => ({ tags: [...now.tags, tag] });

it("a bulk change changes all it can, and names the others with the reason", async () => {
  const full = Array.from({ length: mostEntries }, (_, n) => `tag ${n}`);
  const ids = [
    await create({ name: "First" }),
    await create({ name: "Full", tags: full }),
    await create({ name: "Gone" }),
    await create({ name: "Refused" }),
    await create({ name: "Last", tags: ["own"] }),
  ];
  const [first, whole, gone, refused, last] = ids as [string, string, string, string, string];
  await office.db.contact.update({ where: { id: gone }, data: { deletedAt: new Date() } });
  const allow = await refusing(office.db, "Contact", "Refused");
  const result = await changeContacts(ids, tagged("more"), actor);
  await allow();
  expect(result.done.map(({ id, before }) => [id, before.tags])).toEqual([
    [first, []],
    [last, ["own"]],
  ]);
  expect(result.refused).toEqual([
    { id: whole, reason: "too-many" },
    { id: gone, reason: "not-found" },
    { id: refused, reason: "failed" },
  ]);
  const tags = async (id: string) => (await getContact(id, actor))!.tags.map(({ name }) => name);
  expect([await tags(first), await tags(last)]).toEqual([["more"], ["more", "own"]]);
  expect(await tags(whole)).toHaveLength(mostEntries);
  expect(await tags(refused)).toEqual([]);
});

it("a bulk change leaves room for calls between two groups", async () => {
  const ids = await Promise.all(Array.from({ length: 60 }, () => create({})));
  const changing = changeContacts(ids, tagged("many"), actor);
  const began = office.record({
    kind: "call:ringing",
    externalId: "between",
    direction: "incoming",
    clientNumber: "+73430110099",
    extension: "101",
  });
  const first = await Promise.race([began.then(() => "call"), changing.then(() => "contacts")]);
  expect(first).toBe("call");
  const { done, refused } = await changing;
  expect([done.length, refused]).toEqual([60, []]);
});
