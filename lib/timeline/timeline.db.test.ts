import { expect, it } from "vitest";
import { openOffice } from "#lib/testing/kit/office";
import type { Viewer } from "#lib/auth/policy";
import { hour } from "#lib/base/duration";
import {
  claimCallback,
  closeCallback,
  handOverCallback,
  postponeCallback,
} from "#lib/callbacks/change-callback";
import { timelinePage, timelinePageSize } from "./timeline-page";
import type { TimelineCursor, TimelineEntry } from "./timeline-view";

const office = await openOffice({ people: { olena: {} } });
const { connectionId } = office.connections.office;
const olena: Viewer = { id: office.people.olena, role: "sales" };
const start = Date.parse("2026-11-20T10:00:00Z");
const at = (minute: number) => new Date(start + minute * 60_000);

const contact = (name: string) =>
  office.db.contact.create({ data: { name, searchText: name } }).then(({ id }) => id);
const call = (contactId: string, startedAt: Date) =>
  office.db.call.create({
    data: {
      connectionId,
      contactId,
      startedAt,
      direction: "incoming",
      state: "ended",
      disposition: "answered",
      clientRaw: "+73430112233",
      clientOwnerId: olena.id,
      recordingUrl: "https://x.test/r",
    },
  });

async function all(contactId: string, options: Parameters<typeof timelinePage>[2] = {}) {
  const pages: TimelineEntry[][] = [];
  let before: TimelineCursor | undefined;
  for (;;) {
    const { entries, more } = await timelinePage(olena, contactId, { ...options, before });
    pages.push(entries);
    if (!more) return pages;
    before = entries.at(-1)!;
  }
}

it("holds everything that happened with one contact, the latest first", async () => {
  const [a, other] = [await contact("а"), await contact("б")];
  await call(a, at(1));
  await call(other, at(2));
  const own = { contactId: a, userId: olena.id };
  const note = { ...own, createdAt: at(3), updatedAt: at(3) };
  await office.db.note.create({ data: { ...note, text: "wants the list" } });
  await office.db.note.create({ data: { ...note, text: "gone", deletedAt: at(4) } });
  const numbers = { numberRaw: "+73430112233", e164: "+73430112233" };
  await office.db.sms.create({
    data: {
      ...own,
      ...numbers,
      connectionId,
      extension: "101",
      text: "Hello",
      state: "sent",
      createdAt: at(5),
    },
  });
  await office.db.callback.create({
    data: {
      contactId: a,
      ...numbers,
      kind: "missed",
      waitingSince: at(6),
      dueAt: at(20),
      createdAt: at(6),
      closedAt: at(9),
      closedReason: "talked",
      missedCount: 3,
    },
  });
  const fields = {
    ownerId: { from: null, to: olena.id },
    tags: { from: ["A"], to: ["A", "VIP"] },
    numbers: { from: [], to: [{ raw: "101", label: "desk" }, { raw: "+74950175141" }] },
  };
  await office.db.contactChange.create({
    data: { ...own, at: at(7), kind: "edited", fields: JSON.stringify(fields) },
  });

  const [entries] = await all(a);
  expect(entries!.map((entry) => [entry.kind, entry.at])).toEqual([
    ["change", at(7).toISOString()],
    ["callback", at(6).toISOString()],
    ["sms", at(5).toISOString()],
    ["note", at(3).toISOString()],
    ["call", at(1).toISOString()],
  ]);
  expect(entries).toMatchObject([
    {
      change: {
        userId: olena.id,
        fields: [
          { field: "ownerId", from: null, to: olena.id },
          { field: "tags", from: ["A"], to: ["A", "VIP"] },
          { field: "numbers", from: [], to: ["101 (desk)", "+7 495 017 51 41"] },
        ],
      },
    },
    { callback: { missedCount: 3, closed: { reason: "talked", at: at(9).toISOString() } } },
    { sms: { text: "Hello", state: "sent" } },
    { note: { text: "wants the list", editable: true, edited: false } },
    { call: { contact: { id: a }, hasRecording: true } },
  ]);
  expect(JSON.stringify(entries)).not.toContain("https://x.test");
  const ivan = { id: "00000000-0000-7000-8000-000000000000", role: "sales" } as const;
  const { entries: seen } = await timelinePage(ivan, a, { kinds: ["note"] });
  expect(seen).toMatchObject([{ kind: "note", note: { editable: false } }]);
});

it("goes on page after page, each entry once, whatever kind and however many in one moment", async () => {
  const id = await contact("в");
  for (let index = 0; index < timelinePageSize + 20; index += 1) {
    // Tens of calls and notes in each of few moments.
    await call(id, at(Math.floor(index / 30)));
    const createdAt = at(Math.floor(index / 30));
    await office.db.note.create({ data: { contactId: id, text: String(index), createdAt } });
  }
  const pages = await all(id);
  expect(pages.map(({ length }) => length)).toEqual([50, 50, 40]);
  const entries = pages.flat();
  expect(new Set(entries.map((entry) => entry.id)).size).toBe(140);
  const keys = entries.map((entry) => `${entry.at} ${entry.id}`);
  expect(keys).toEqual(keys.toSorted().toReversed());
  const notes = await all(id, { kinds: ["note"] });
  expect(notes.map(({ length }) => length)).toEqual([50, 20]);
});

it("tells what people did with a callback, by whom and until when", async () => {
  const contactId = await contact("в");
  const { id } = await office.db.callback.create({
    data: {
      contactId,
      numberRaw: "+73430112233",
      openKey: `contact:${contactId}`,
      kind: "missed",
      waitingSince: at(1),
      dueAt: at(2),
    },
  });
  const until = new Date(Date.now() + hour);
  await claimCallback(id, olena);
  await postponeCallback(id, until, olena);
  await handOverCallback(id, olena.id, olena);
  await handOverCallback(id, null, olena);
  await closeCallback(id, "not-needed", olena);
  const { entries } = await timelinePage(olena, contactId, { kinds: ["callback"] });
  const by = { userId: olena.id, until: null, toId: null };
  expect(entries).toMatchObject([
    {
      callback: {
        changes: [
          { ...by, kind: "claimed" },
          { ...by, kind: "postponed", until: until.toISOString() },
          { ...by, kind: "handed-over", toId: olena.id },
          { ...by, kind: "handed-over" },
          { ...by, kind: "closed" },
        ],
      },
    },
  ]);
});
