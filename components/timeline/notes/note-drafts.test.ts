import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createNoteDrafts, memoryStorage, pause, retry } from "./note-drafts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server that can be away. */
function server() {
  const notes = new Map<string, string>();
  const state = { away: false, asked: 0 };
  const save = async (callId: string, text: string) => {
    state.asked++;
    await Promise.resolve();
    if (state.away) throw new Error("away");
    notes.set(callId, text);
    return true;
  };
  return { notes, state, save };
}

const draftOf = (raw: string | null) => JSON.parse(raw ?? "null") as unknown;

it("sends once somebody pauses, whole, and says when the server has it", async () => {
  const { notes, state, save } = server();
  const drafts = createNoteDrafts(memoryStorage(), save);
  for (const text of ["w", "wa", "wants"]) drafts.type("me", "call", text);
  expect(draftOf(drafts.raw("me", "call"))).toMatchObject({ text: "wants", unsent: true });
  await vi.advanceTimersByTimeAsync(pause);
  expect([notes.get("call"), state.asked]).toEqual(["wants", 1]);
  expect(draftOf(drafts.raw("me", "call"))).toMatchObject({ text: "wants", unsent: false });
});

it("sends again what was typed while the first was under way", async () => {
  const { notes, save } = server();
  const drafts = createNoteDrafts(memoryStorage(), save);
  drafts.type("me", "call", "one");
  const flushed = drafts.flush("me", "call");
  drafts.type("me", "call", "one two");
  await flushed;
  expect(draftOf(drafts.raw("me", "call"))).toMatchObject({ unsent: true });
  await vi.advanceTimersByTimeAsync(pause);
  expect(notes.get("call")).toBe("one two");
});

it("keeps what the server did not take, also for the page after a reload, and tries again", async () => {
  const { notes, state, save } = server();
  const storage = memoryStorage();
  state.away = true;
  createNoteDrafts(storage, save).type("me", "call", "by letter");
  await vi.advanceTimersByTimeAsync(pause);
  expect(notes.size).toBe(0);
  await vi.advanceTimersByTimeAsync(retry);
  expect(state.asked).toBe(2);

  const reloaded = createNoteDrafts(storage, save);
  expect(draftOf(reloaded.raw("me", "call"))).toMatchObject({ text: "by letter", unsent: true });
  state.away = false;
  reloaded.sweep("somebody else");
  await vi.advanceTimersByTimeAsync(0);
  expect(notes.size).toBe(0);
  reloaded.sweep("me");
  await vi.advanceTimersByTimeAsync(0);
  expect(notes.get("call")).toBe("by letter");
});

it("takes what the server has only when it is newer than what was typed here", () => {
  const drafts = createNoteDrafts(memoryStorage(), server().save);
  const text = () => (draftOf(drafts.raw("me", "call")) as { text: string } | null)?.text;
  drafts.served("me", "call", "from another browser", Date.now());
  expect(text()).toBe("from another browser");
  const askedAt = Date.now();
  vi.setSystemTime(askedAt + 5);
  drafts.type("me", "call", "typed here");
  drafts.served("me", "call", "old", askedAt);
  drafts.sent("me", "call", "typed here");
  drafts.served("me", "call", "old", askedAt);
  expect(text()).toBe("typed here");
  drafts.served("me", "call", null, askedAt + 10);
  expect(text()).toBeUndefined();
});

it("leaves nothing behind at a sign-out but what the server would not take, and others' notes", async () => {
  const { notes, state, save } = server();
  const storage = memoryStorage();
  const drafts = createNoteDrafts(storage, save);
  drafts.type("me", "first", "on its way");
  drafts.type("somebody else", "theirs", "not mine to send");
  await drafts.leave("me");
  expect([notes.get("first"), drafts.raw("me", "first")]).toEqual(["on its way", null]);
  state.away = true;
  drafts.type("me", "second", "not taken");
  await drafts.leave("me");
  expect(draftOf(drafts.raw("me", "second"))).toMatchObject({ text: "not taken", unsent: true });
  expect(draftOf(drafts.raw("somebody else", "theirs"))).toMatchObject({ unsent: true });
});
