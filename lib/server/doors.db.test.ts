/** Walks every server action as everybody, and with another's ids beside ids that nobody has. */
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { setContactScope } from "#lib/auth/policy";
import { hasRole, roles } from "#lib/auth/roles";
import { hour } from "#lib/base/duration";
import { projectFile } from "#lib/base/project-file";
import { mergeContacts } from "#lib/contacts/duplicates/merge-contacts";
import { withoutIds } from "#lib/testing/kit/actions-without-ids";
import { asRequest } from "#lib/testing/kit/as-request";
import { openDoor } from "#lib/testing/kit/door";
import { fillDeafPorts } from "#lib/testing/kit/deaf-ports";
import { foundActions } from "#lib/testing/kit/found-doors";
import { addContact, openOffice } from "#lib/testing/kit/office";
import { actionDoors } from "./action-doors";

const office = await openOffice({
  people: {
    olena: { extension: "101" },
    ivan: { extension: "102" },
    maria: { role: "manager" },
    ada: { role: "admin" },
  },
});
const { olena, ivan, maria, ada } = office.people;
fillDeafPorts();

type Action = (raw: unknown) => Promise<unknown>;

async function actionNamed(name: string): Promise<Action> {
  const module = (await import(projectFile(foundActions().get(name)!))) as Record<string, Action>;
  return module[name]!;
}

describe("the role of every server action", () => {
  const people = { sales: olena, manager: maria, admin: ada } as const;

  it.each(Object.entries(actionDoors))("%s", async (name, [atLeast]) => {
    const action = await actionNamed(name);
    if (atLeast === "nobody") {
      const answer = (await asRequest(null, () => action("no such thing"))) ?? { ok: false };
      expect(answer).toMatchObject({ ok: false });
      return;
    }
    if (atLeast === "token") {
      expect(await asRequest(null, () => action({ token: "x" }))).toMatchObject({ ok: false });
      return;
    }
    // Input that no schema takes: whoever is let in gets as far as that, and nothing happens.
    const input = Symbol("nothing");
    expect(await asRequest(null, () => action(input))).toEqual({ ok: false, code: "signed-out" });
    for (const role of roles) {
      const { cookie } = await office.signIn(people[role]);
      const answer = (await asRequest(cookie, () => action(input))) as { code: string };
      const isLetIn = hasRole({ role }, atLeast as "sales");
      expect(answer.code, role).toBe(isLetIn ? "invalid" : "not-allowed");
    }
  });
});

interface Ids {
  contact: string;
  second: string;
  binned: string;
  merge: string;
  call: string;
  callback: string;
  closed: string;
  note: string;
  deletedNote: string;
  notice: string;
  view: string;
  dialList: string;
  person: string;
  session: string;
}

/** What Olena may not reach, and the same ids of nothing. */
let ivans: Ids;
const nobodys = (): Ids =>
  Object.fromEntries(Object.keys(ivans).map((key) => [key, randomUUID()])) as unknown as Ids;

const soon = () => new Date(Date.now() + hour).toISOString();
const now = () => new Date().toISOString();
const view = { name: "Mine", shared: false, options: {} };

/** An input for each action that names records, by their ids. */
const inputs: Record<string, (ids: Ids) => unknown> = {
  placeCallAction: ({ contact }) => ({ number: "+73430009999", contactId: contact }),
  sendSmsAction: ({ contact }) => ({ number: "+73430009999", text: "hello", contactId: contact }),
  transferTargetsAction: ({ call }) => ({ callId: call }),
  transferCallAction: ({ call }) => ({ callId: call, extension: "101" }),
  hangUpCallAction: ({ call }) => ({ callId: call }),
  dismissCardAction: ({ call }) => ({ callId: call, stage: "wrap-up" }),
  wrapUpCallAction: ({ call }) => ({ callId: call, outcomeId: randomUUID() }),
  undoWrapUpAction: ({ call }) => ({ callId: call }),
  changeOutcomeAction: ({ call }) => ({ callId: call, outcomeId: null }),
  callNotesAction: ({ call }) => ({ callId: call }),
  callContextAction: ({ call }) => ({ callId: call, since: now() }),
  waitingClientAction: ({ callback }) => ({ id: callback }),
  chooseContactAction: ({ call, contact }) => ({ callId: call, contactId: contact }),
  undoChoiceAction: ({ call, contact }) => ({
    callId: call,
    before: { contactId: contact, remembered: null, taken: true },
  }),
  promiseCallbackAction: ({ call }) => ({ callId: call, dueAt: soon() }),
  claimCallbackAction: ({ callback }) => ({ id: callback }),
  releaseCallbackAction: ({ callback }) => ({ id: callback }),
  closeCallbackAction: ({ callback }) => ({ id: callback, reason: "done" }),
  reopenCallbackAction: ({ closed }) => ({ id: closed }),
  keepPromiseAction: ({ closed }) => ({ id: closed }),
  postponeCallbackAction: ({ callback }) => ({ id: callback, until: soon() }),
  handOverCallbackAction: ({ callback }) => ({ id: callback, ownerId: null }),
  updateContactFieldsAction: ({ contact }) => ({
    id: contact,
    seenAt: now(),
    changes: { name: "Taken" },
  }),
  deleteContactsAction: ({ contact, second }) => ({ ids: [contact, second] }),
  restoreContactsAction: ({ binned }) => ({ ids: [binned] }),
  setOwnerAction: ({ contact }) => ({ ids: [contact], ownerId: olena }),
  tagContactsAction: ({ contact }) => ({ ids: [contact], name: "mine", present: true }),
  earlierTimelineAction: ({ contact, call }) => ({
    contactId: contact,
    kinds: ["call", "note", "change"],
    before: { at: soon(), id: call },
  }),
  mergeContactsAction: ({ contact, second }) => ({ keptId: contact, goneId: second }),
  undoMergeAction: ({ merge }) => ({ mergeId: merge }),
  notDuplicatesAction: ({ contact, second }) => ({ pairs: [[contact, second]] }),
  saveCallNoteAction: ({ call }) => ({ callId: call, text: "mine now" }),
  addContactNoteAction: ({ contact }) => ({ contactId: contact, text: "mine now" }),
  editNoteAction: ({ note }) => ({ noteId: note, text: "mine now" }),
  deleteNoteAction: ({ note }) => ({ noteId: note }),
  restoreNoteAction: ({ deletedNote }) => ({ noteId: deletedNote }),
  readNoticeAction: ({ notice }) => ({ id: notice }),
  sessionsAction: ({ person }) => ({ userId: person }),
  endSessionsAction: ({ person, session }) => ({ userId: person, sessionId: session }),
  changeViewAction: ({ view: id }) => ({ ...view, id }),
  changeJournalViewAction: ({ view: id }) => ({ ...view, id }),
  deleteViewAction: ({ view: id }) => ({ id }),
  beginDialListAction: ({ person }) => ({ options: { owner: person, columns: "" } }),
  stepDialListAction: ({ dialList }) => ({ listId: dialList, from: null, to: "next" }),
  keepDialClaimAction: ({ dialList }) => ({ listId: dialList }),
  leaveDialListAction: ({ dialList }) => ({ listId: dialList }),
  callAgainAction: ({ dialList }) => ({ listId: dialList, roundAt: now() }),
  // Searches and lists: by the words of what Ivan has, and by words that nobody has.
  findContactsAction: ({ contact }) => ({ q: isIvans(contact) ? "Клиент" : "Nobody" }),
  matchingContactsAction: ({ contact }) => ({ q: isIvans(contact) ? "Клиент" : "Nobody" }),
  suggestContactsAction: ({ contact }) => ({ typed: isIvans(contact) ? "+7343000" : "+7999000" }),
  similarContactsAction: ({ contact }) => ({
    numbers: [isIvans(contact) ? "+73430001001" : "+79990001001"],
    emails: [isIvans(contact) ? "client@ivan.test" : "nobody@ivan.test"],
  }),
};
const isIvans = (id: string) => id === ivans.contact;

beforeAll(async () => {
  const contact = await addContact("Клиент Первый", "+73430001001", ivan);
  const email = { contactId: contact, address: "client@ivan.test", key: "client@ivan.test" };
  await office.db.contactEmail.create({ data: email });
  const second = await addContact("Клиент Второй", "+73430001002", ivan);
  const binned = await addContact("Клиент Третий", "+73430001003", ivan);
  await office.db.contact.update({ where: { id: binned }, data: { deletedAt: new Date() } });
  const kept = await addContact("Клиент Четвёртый", "+73430001004", ivan);
  const gone = await addContact("Клиент Пятый", "+73430001005", ivan);
  const merged = await mergeContacts(
    { keptId: kept, goneId: gone, take: [] },
    { id: ivan, role: "sales" },
  );
  const call = await office.record({
    kind: "call:answered",
    externalId: "ivans",
    direction: "incoming",
    extension: "102",
    clientNumber: "+73430001001",
  });
  await office.db.call.update({
    where: { id: call.id },
    data: { recordingUrl: "https://records.test/1.mp3" },
  });
  const owed = { kind: "missed", waitingSince: new Date(), dueAt: new Date(), ownerId: ivan };
  const number = { numberRaw: "+73430001001", e164: "+73430001001", contactId: contact };
  const open = { ...owed, ...number, openKey: `contact:${contact}` };
  const done = { closedAt: new Date(), closedReason: "done", closedById: ivan };
  const closed = { ...owed, ...number, ...done };
  const note = { contactId: contact, userId: ivan, text: "secret" };
  const notice = { userId: ivan, byId: ivan, kind: "client", at: new Date() };
  const ivansView = { userId: ivan, name: "Ivan's", options: "{}" };
  const ivansList = { key: "ivans", ownerId: ivan, roundAt: new Date() };
  ivans = {
    contact,
    second,
    binned,
    merge: (merged as { mergeId: string }).mergeId,
    call: call.id,
    callback: (await office.db.callback.create({ data: open })).id,
    closed: (await office.db.callback.create({ data: closed })).id,
    note: (await office.db.note.create({ data: note })).id,
    deletedNote: (await office.db.note.create({ data: { ...note, deletedAt: new Date() } })).id,
    notice: (await office.db.notice.create({ data: notice })).id,
    view: (await office.db.savedView.create({ data: ivansView })).id,
    dialList: (await office.db.dialList.create({ data: ivansList })).id,
    person: ivan,
    session: (await office.signIn(ivan)).sessionId,
  };
  await setContactScope("own");
});

/** All there is, to see that nothing of Ivan's was touched. */
async function everything() {
  const { contact, callback, note, notice, savedView, call, contactMerge, notDuplicate } =
    office.db;
  return {
    contacts: await contact.findMany({ orderBy: { id: "asc" }, include: { tags: true } }),
    callbacks: await callback.findMany({ orderBy: { id: "asc" } }),
    notes: await note.findMany({ orderBy: { id: "asc" } }),
    notices: await notice.findMany({ orderBy: { id: "asc" } }),
    views: await savedView.findMany({ orderBy: { id: "asc" } }),
    calls: await call.findMany({ orderBy: { id: "asc" } }),
    merges: await contactMerge.findMany(),
    pairs: await notDuplicate.findMany(),
  };
}

describe("with an id of a colleague's, a sales person's answer is that for a missing one", () => {
  it("every action of sales people that names a record is tried", () => {
    const named = Object.keys(actionDoors).filter((name) => actionDoors[name]![0] === "sales");
    expect([...Object.keys(inputs), ...withoutIds].sort()).toEqual(named.sort());
  });

  it.each(Object.keys(inputs))("%s", async (name) => {
    const action = await actionNamed(name);
    const { cookie } = await office.signIn(olena);
    const before = await everything();
    const answer = async (ids: Ids) => {
      const given = await asRequest(cookie, () => action(inputs[name]!(ids)));
      const named = Object.entries(ids).reduce(
        (text, [key, id]) => text.replaceAll(id as string, key),
        JSON.stringify(given),
      );
      return JSON.parse(named) as unknown;
    };
    const missing = await answer(nobodys());
    expect(await answer(ivans)).toEqual(missing);
    expect(missing).not.toMatchObject({ code: "invalid" });
    expect(missing).not.toMatchObject({ code: "failed" });
    expect(await everything()).toEqual(before);
  });

  /** The answer of one of the plain doors to Olena: its status, and its body without what names the request. */
  async function read(path: string): Promise<string> {
    const { cookie } = await office.signIn(olena);
    const door = await openDoor();
    const response = await fetch(door.url + encodeURI(path), { headers: { cookie } });
    const text = await response.text();
    door.close();
    return `${response.status} ${text.replace(/"requestId":"[^"]+"/, "")}`;
  }

  it("the recording's door", async () => {
    const recording = (id: string) => read(`/api/calls/${id}/recording`);
    expect(await recording(ivans.call)).toBe(await recording(randomUUID()));
  });

  it("lists and the search hold nothing of a colleague's", async () => {
    for (const path of ["/api/v1/contacts", "/api/v1/calls", "/api/v1/search?q=клиент"]) {
      const text = await read(path);
      expect(text, path).toMatch(/^200 /);
      for (const id of Object.values(ivans)) expect(text, path).not.toContain(id);
    }
  });
});
