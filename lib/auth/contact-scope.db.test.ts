/** The setting by which sales people see their own contacts and nobody's (docs/security.md). */
import { beforeEach, describe, expect, it } from "vitest";
import { openCallbacks } from "#lib/callbacks/queries";
import { contextOfCall } from "#lib/card/client-context";
import { listCompanies } from "#lib/contacts/companies/queries";
import { companyListOptions } from "#lib/contacts/companies/company-input";
import { deleteContacts } from "#lib/contacts/delete-contacts";
import { duplicateGroups } from "#lib/contacts/duplicates/groups";
import { findContacts } from "#lib/contacts/search-contacts";
import { listBin } from "#lib/contacts/list-bin";
import { listContacts } from "#lib/contacts/list-contacts";
import { listOptions } from "#lib/contacts/list-schema";
import { search } from "#lib/search/search";
import { addContact, openOffice, salesPerson } from "#lib/testing/kit/office";
import { reachOf, setContactScope, type Viewer } from "./policy";

const office = await openOffice({
  people: { olena: { extension: "101" }, ivan: {}, maria: { role: "manager" } },
});
const [olena, ivan] = [salesPerson(office.people.olena), salesPerson(office.people.ivan)];
const maria: Viewer = { id: office.people.maria, role: "manager" };

beforeEach(async () => {
  await setContactScope("all");
  await office.db.callback.deleteMany();
  await office.db.contact.deleteMany();
});

let calls = 0;
describe("with contacts of their own and nobody's", () => {
  async function three() {
    const company = { name: "Acme", nameKey: "acme" };
    const companyId = (
      await office.db.company.upsert({ where: { nameKey: "acme" }, create: company, update: {} })
    ).id;
    const ids = {
      own: await addContact("Client own", "+73430000001", olena.id),
      free: await addContact("Client free", "+73430000002"),
      ivans: await addContact("Client ivans", "+73430000001", ivan.id),
    };
    await office.db.contact.updateMany({ data: { companyId, companyKey: "acme" } });
    await setContactScope("own");
    return ids;
  }
  const names = async (user: Viewer, over: object = {}) => {
    const page = await listContacts(listOptions.parse(over), user);
    return page.contacts.map(({ name }) => name);
  };
  const mine = ["Client free", "Client own"];

  it("sales people find these, whatever they ask; managers find all", async () => {
    const { own } = await three();
    expect(await names(olena)).toEqual(mine);
    expect(await names(olena, { owner: ivan.id })).toEqual([]);
    expect(await names(maria)).toHaveLength(3);
    const found = await search(olena, "client", { contacts: 8, companies: 4, calls: 4, notes: 4 });
    expect(found.contacts.map(({ name }) => name).sort()).toEqual(mine);
    expect((await findContacts(olena, "client")).map(({ name }) => name).sort()).toEqual(mine);
    const { companies } = await listCompanies(olena, companyListOptions.parse({}));
    expect(companies.find(({ name }) => name === "Acme")?.contacts).toBe(2);
    expect((await duplicateGroups(olena, { by: "number", after: "" })).groups).toEqual([]);
    expect((await duplicateGroups(maria, { by: "number", after: "" })).groups).toHaveLength(1);
    await deleteContacts([own], olena);
    expect((await listBin(ivan)).contacts).toEqual([]);
    expect((await listBin(olena)).contacts).toHaveLength(1);
  });

  it("they see their callbacks and nobody's, and who took part in a call learns whose it is", async () => {
    const ids = await three();
    const callback = (contactId: string, ownerId: string | null) => ({
      kind: "missed",
      numberRaw: "1",
      waitingSince: new Date(),
      dueAt: new Date(),
      openKey: `contact:${contactId}`,
      contactId,
      ownerId,
    });
    const rows = [
      callback(ids.own, ivan.id),
      callback(ids.free, null),
      callback(ids.ivans, ivan.id),
    ];
    for (const data of rows) await office.db.callback.create({ data });
    const seen = async (user: Viewer) =>
      (await openCallbacks(user)).map(({ contact }) => contact?.name).sort();
    expect(await seen(olena)).toEqual(mine);
    expect(await seen(maria)).toHaveLength(3);

    const call = await office.record({
      kind: "call:answered",
      externalId: `foreign ${++calls}`,
      direction: "incoming",
      extension: "101",
      clientNumber: "+73430000001",
    });
    await office.db.call.update({ where: { id: call.id }, data: { contactId: ids.ivans } });
    const context = await contextOfCall(olena, { callId: call.id, since: new Date(0) });
    expect(context).toMatchObject({ ownerId: ivan.id, latest: null, callback: null, tags: [] });
  });

  it("managers and the other setting reach everything", async () => {
    expect(await reachOf(olena)).toBeNull();
    await setContactScope("own");
    expect(await reachOf(maria)).toBeNull();
    expect(await reachOf(olena)).toEqual({ userId: olena.id });
  });
});
