import { expect, test } from "vitest";
import type { CallbackView } from "./callback-view";
import { arrange, claimant, waitsFrom } from "./queue";

const now = Date.parse("2026-11-21T12:00:00Z");
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();

function callback(id: string, given: Partial<CallbackView> = {}): CallbackView {
  return {
    id,
    version: 1,
    kind: "missed",
    task: "call",
    contact: null,
    candidates: [],
    sharedBy: 0,
    number: { raw: id, e164: null },
    ownerId: null,
    note: null,
    waitingSince: at(-5),
    dueAt: at(10),
    promised: false,
    postponedUntil: null,
    missedCount: 1,
    missed: null,
    lead: null,
    attempts: 0,
    lastAttemptAt: null,
    claim: null,
    closed: null,
    ...given,
  };
}
const ids = (list: CallbackView[]) => list.map(({ id }) => id);
const all = { now, userId: "me", filter: "all" } as const;

test("mine come first, then nobody's, then others'; in each the one that is due first", () => {
  const { waiting } = arrange(
    [
      callback("others, late", { ownerId: "olena", dueAt: at(-60) }),
      callback("nobody's"),
      callback("mine, soon", { ownerId: "me", dueAt: at(5) }),
      callback("mine, late", { ownerId: "me", dueAt: at(-5) }),
    ],
    all,
  );
  expect(ids(waiting)).toEqual(["mine, late", "mine, soon", "nobody's", "others, late"]);
});

test("a promise and what is put off wait for their time, the next one first", () => {
  const list = [
    callback("promised", { promised: true, missedCount: 0, dueAt: at(30) }),
    callback("put off", { postponedUntil: at(20) }),
    callback("due promise", { promised: true, missedCount: 0, dueAt: at(0) }),
    callback("put off before", { postponedUntil: at(-1) }),
    callback("done", { closed: { at: at(-1), reason: "done", userId: "me", callId: null } }),
  ];
  const { waiting, later } = arrange(list, all);
  expect(ids(waiting)).toEqual(["due promise", "put off before"]);
  expect(ids(later)).toEqual(["put off", "promised"]);
});

test("who was promised a call, and rings before in vain, waits now", () => {
  const promise = { promised: true, waitingSince: at(120), dueAt: at(15) };
  const list = [callback("rang", promise), callback("quiet", { ...promise, missedCount: 0 })];
  expect(ids(arrange(list, all).waiting)).toEqual(["rang"]);
  expect(ids(arrange(list, all).later)).toEqual(["quiet"]);
});

test("mine are those of mine, of nobody, and those I am on", () => {
  const list = [
    callback("mine", { ownerId: "me" }),
    callback("nobody's"),
    callback("others"),
    callback("taken", { ownerId: "olena", claim: { userId: "me", until: at(5) } }),
  ].map((callback) => (callback.id === "others" ? { ...callback, ownerId: "olena" } : callback));
  expect(ids(arrange(list, { ...all, filter: "mine" }).waiting)).toEqual([
    "mine",
    "nobody's",
    "taken",
  ]);
});

test("a claim runs out", () => {
  expect(claimant(callback("a", { claim: { userId: "olena", until: at(1) } }), now)).toBe("olena");
  expect(claimant(callback("a", { claim: { userId: "olena", until: at(-1) } }), now)).toBeNull();
});

test("who calls before the time they were promised waits since that call", () => {
  const missed = { at: at(-3), connection: "Office PBX", line: null };
  const promised = { waitingSince: at(60), promised: true };
  expect(waitsFrom(callback("promised", promised))).toBe(Date.parse(at(60)));
  expect(waitsFrom(callback("called since", { ...promised, missed }))).toBe(Date.parse(at(-3)));
  expect(waitsFrom(callback("missed", { missed }))).toBe(Date.parse(at(-5)));
});
