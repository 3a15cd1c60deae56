/** The record policy, as docs/security.md words it: calls, deletions, callbacks, REST. */
import { beforeEach, describe, expect, it } from "vitest";
import { day } from "#lib/base/duration";
import { promiseCallback } from "#lib/callbacks/promise-callback";
import { openRecording } from "#lib/calls/recordings/open-recording";
import { readCalls } from "#lib/calls/queries";
import { log } from "#lib/base/log";
import { contextOfCall } from "#lib/card/client-context";
import { chooseContact } from "#lib/contacts/choose-contact";
import { deleteContacts, restoreContacts } from "#lib/contacts/delete-contacts";
import { mergeContacts } from "#lib/contacts/duplicates/merge-contacts";
import { emptyFields } from "#lib/contacts/fields";
import { changeContacts, createContact, updateContactFields } from "#lib/contacts/save-contact";
import { timelinePage } from "#lib/timeline/timeline-page";
import { openDoor } from "#lib/testing/kit/door";
import { addContact, openOffice, salesPerson } from "#lib/testing/kit/office";
import { setContactScope, type Viewer } from "./policy";

const office = await openOffice({
  people: {
    olena: { extension: "101" },
    ivan: { extension: "102" },
    petro: { extension: "103" },
    maria: { role: "manager" },
  },
});
const [olena, ivan, petro] = [office.people.olena, office.people.ivan, office.people.petro].map(
  salesPerson,
) as [Viewer, Viewer, Viewer];
const maria: Viewer = { id: office.people.maria, role: "manager" };
const number = "+73430112233";
const fields = { ...emptyFields(), name: "Client", numbers: [{ raw: number, label: null }] };

const settings = JSON.stringify({ url: "ws://127.0.0.1:9", country: "RU" });
await office.db.connection.updateMany({ data: { settings } });

beforeEach(async () => {
  await setContactScope("all");
  for (const table of ["callback", "note", "sms", "call", "contactMerge", "contact"] as const) {
    await (office.db[table] as unknown as { deleteMany(): Promise<unknown> }).deleteMany();
  }
});

let calls = 0;
/** A call that Ivan takes, with a recording, his note of it, and a text of his to the client. */
async function ivansCall(): Promise<string> {
  const { id } = await office.record({
    kind: "call:answered",
    externalId: `ivans ${++calls}`,
    direction: "incoming",
    extension: "102",
    clientNumber: number,
  });
  // Nobody gets it, but who may hear it is refused for its address, and not as a stranger.
  const data = { recordingUrl: "http://elsewhere.test/secret.mp3", state: "ended" };
  const { contactId, clientOwnerId } = await office.db.call.update({ where: { id }, data });
  const about = { contactId, userId: ivan.id };
  await office.db.note.create({ data: { ...about, callId: id, text: "secret note" } });
  await office.db.sms.create({
    data: {
      ...about,
      clientOwnerId,
      connectionId: office.connections.office.connectionId,
      extension: "102",
      numberRaw: number,
      e164: number,
      text: "secret text",
      state: "sent",
      createdAt: new Date(),
    },
  });
  return id;
}

async function hears(user: Viewer, callId: string): Promise<boolean> {
  const signal = AbortSignal.timeout(5_000);
  const opened = await openRecording(user, callId, { withBody: false, signal, log: log() });
  return opened.ok || opened.code !== "not-found";
}

/** What of a contact's timeline is open to somebody. */
async function sees(user: Viewer, contactId: string) {
  const { entries } = await timelinePage(user, contactId);
  return {
    calls: entries.filter(({ kind }) => kind === "call").length,
    recordings: entries.filter((entry) => entry.kind === "call" && entry.call.hasRecording).length,
    notes: entries.filter(({ kind }) => kind === "note").length,
    texts: entries.filter(({ kind }) => kind === "sms").length,
  };
}
const facts = { calls: 1, recordings: 0, notes: 0, texts: 0 };
const all = { calls: 1, recordings: 1, notes: 1, texts: 1 };
const journal = async (user: Viewer) => (await readCalls(user, { limit: 50 })).calls.length;

describe("writing a number down opens nothing that was closed", () => {
  it.each<[string, (callId: string) => Promise<string>]>([
    [
      "creating a contact",
      async () => (await createContact({ ...fields, ownerId: olena.id }, olena)).id,
    ],
    [
      "creating it from the call itself",
      async (callId) => (await createContact({ ...fields, ownerId: olena.id }, olena, callId)).id,
    ],
    [
      "editing one's own contact",
      async () => {
        const id = await addContact("Other", "+73439998877", olena.id);
        await updateContactFields(id, { numbers: fields.numbers }, new Date(), olena);
        return id;
      },
    ],
    [
      "taking a colleague's contact over",
      async () => {
        const { id } = await createContact({ ...fields, ownerId: petro.id }, petro);
        await changeContacts([id], () => ({ ownerId: olena.id }), olena);
        return id;
      },
    ],
    [
      "merging it into one's own",
      async () => {
        const { id: goneId } = await createContact({ ...fields, ownerId: petro.id }, petro);
        const keptId = await addContact("Own", "+73439998877", olena.id);
        await mergeContacts({ keptId, goneId, take: [] }, olena);
        return keptId;
      },
    ],
    [
      "saying whose one's own call from that number is",
      async () => {
        const id = await addContact("Own", "+73439998877", olena.id);
        const own = await office.record({
          kind: "call:answered",
          externalId: `own ${++calls}`,
          direction: "incoming",
          extension: "101",
          clientNumber: number,
        });
        await chooseContact(olena, { callId: own.id, contactId: id });
        await office.db.call.delete({ where: { id: own.id } });
        return id;
      },
    ],
  ])("%s", async (_name, write) => {
    const callId = await ivansCall();
    const before = await journal(olena);
    const contactId = await write(callId);
    // Whatever leads there, the facts of the call are in the contact's timeline, for its work.
    await office.db.call.update({ where: { id: callId }, data: { contactId } });
    await office.db.note.updateMany({ data: { contactId } });
    await office.db.sms.updateMany({ data: { contactId } });
    expect(await sees(olena, contactId)).toEqual(facts);
    expect(await sees(ivan, contactId)).toEqual(all);
    expect(await sees(maria, contactId)).toEqual(all);
    expect(await hears(olena, callId)).toBe(false);
    expect(await hears(ivan, callId)).toBe(true);
    expect(await journal(olena)).toBe(before);
    const { latest } = await contextOfCall(ivan, { callId, since: new Date(0) });
    expect(JSON.stringify(latest)).not.toContain("secret note");
  });
});

it("an address that is none is no recording, for who may hear it and for who may not", async () => {
  const callId = await ivansCall();
  for (const recordingUrl of ["http://[", "http://", "no address", "http://a:99999/x", "%"]) {
    await office.db.call.update({ where: { id: callId }, data: { recordingUrl } });
    expect(await hears(ivan, callId)).toBe(true);
    expect(await hears(olena, callId)).toBe(false);
  }
});

describe("whose client it was", () => {
  it("hears the call and reads its note and the text, also after the contact has gone on", async () => {
    const { id } = await createContact({ ...fields, ownerId: petro.id }, petro);
    const callId = await ivansCall();
    expect(await sees(petro, id)).toEqual(all);
    expect(await hears(petro, callId)).toBe(true);
    await changeContacts([id], () => ({ ownerId: olena.id }), olena);
    expect(await hears(petro, callId)).toBe(true);
    expect(await sees(olena, id)).toEqual(facts);
  });

  it("is who gets a contact from a manager, with all that came before", async () => {
    const { id } = await createContact({ ...fields, ownerId: petro.id }, petro);
    const callId = await ivansCall();
    await changeContacts([id], () => ({ ownerId: olena.id }), maria);
    expect(await sees(olena, id)).toEqual(all);
    expect(await hears(olena, callId)).toBe(true);
    expect(await hears(petro, callId)).toBe(false);
    expect(await hears(ivan, callId)).toBe(true);
  });
});

it("a callback is promised on a call one may see, and to a person who is there", async () => {
  const callId = await ivansCall();
  const dueAt = new Date(Date.now() + day);
  const missing = { code: "not-found" };
  await expect(promiseCallback({ callId, dueAt }, olena)).rejects.toMatchObject(missing);
  expect(await office.db.callback.count()).toBe(0);
  const ownerId = "00000000-0000-7000-8000-000000000000";
  await expect(promiseCallback({ callId, dueAt, ownerId }, ivan)).rejects.toMatchObject(missing);
  await promiseCallback({ callId, dueAt }, ivan);
  expect(await office.db.callback.count()).toBe(1);
});

describe("deleting many", () => {
  async function add(count: number): Promise<string[]> {
    const rows = Array.from({ length: count }, (_, index) => ({
      name: `c${index}`,
      searchText: `c${index}`,
    }));
    const made = await office.db.contact.createManyAndReturn({ data: rows, select: { id: true } });
    return made.map(({ id }) => id);
  }
  const tooMany = (message: string) => ({ code: "too-many", details: { message } });

  it("has a limit for sales people, at once and in a day, also for requests that race", async () => {
    const ids = await add(251);
    await expect(deleteContacts(ids.slice(0, 51), olena)).rejects.toMatchObject(tooMany("50"));
    for (const from of [0, 50, 100]) {
      const gone = await deleteContacts(ids.slice(from, from + 50), olena);
      expect(gone).toHaveLength(50);
    }
    const both = await Promise.allSettled([
      deleteContacts(ids.slice(150, 200), olena),
      deleteContacts(ids.slice(200, 250), olena),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(deleteContacts(ids.slice(250), olena)).rejects.toMatchObject(tooMany("200"));
    expect(await office.db.contact.count({ where: { deletedAt: null } })).toBe(51);
    expect(await deleteContacts(ids.slice(250), ivan)).toHaveLength(1);
  });

  it("has none for managers, and what was deleted comes back by its ids at once", async () => {
    const ids = await add(60);
    const gone = await deleteContacts(ids, maria);
    expect(gone).toHaveLength(60);
    expect((await restoreContacts(gone, olena)).ids).toHaveLength(60);
    expect(await office.db.contact.count({ where: { deletedAt: null } })).toBe(60);
  });
});

it("the REST API gives sales people 50 rows at a time, and managers what they ask for", async () => {
  const rows = Array.from({ length: 60 }, (_, n) => ({ name: `c${n}`, searchText: `c${n}` }));
  await office.db.contact.createMany({ data: rows });
  const door = await openDoor();
  const read = async (user: Viewer) => {
    const { cookie } = await office.signIn(user.id);
    const response = await fetch(`${door.url}/api/v1/contacts?limit=1000`, { headers: { cookie } });
    return (await response.json()) as { contacts: unknown[]; next: string | null };
  };
  const page = await read(olena);
  expect(page.contacts).toHaveLength(50);
  expect(page.next).not.toBeNull();
  expect((await read(maria)).contacts).toHaveLength(60);
  door.close();
});
