import { describe, expect, it } from "vitest";
import type { CallView } from "#lib/calls/call-view";
import type { SmsView } from "#lib/sms/sms-view";
import { timelineKinds, type TimelineEntry, type TimelinePage } from "#lib/timeline/timeline-view";
import { aCall, aCallback, aCandidate } from "#lib/testing/kit/views";
import { unseenCallbacks, withEarlier, withLive, withServed } from "./merge-entries";

const time = (minute: number) => new Date(minute * 60_000).toISOString();
const contact = (id: string) => aCandidate({ id });
const call = (minute: number, over: Partial<CallView> = {}) =>
  aCall({ id: `call ${minute}`, startedAt: time(minute), contact: contact("a"), ...over });
const entry = (minute: number): TimelineEntry => ({
  kind: "call",
  id: `call ${minute}`,
  at: time(minute),
  call: call(minute),
});
const page = (minutes: number[], more = false) => ({ entries: minutes.map(entry), more });
const heard = (...calls: CallView[]) => ({
  calls: new Map(calls.map((call) => [call.id, call])),
  sms: new Map<string, SmsView>(),
});
const all = { contactId: "a", kinds: timelineKinds };
const ids = (entries: TimelineEntry[]) => entries.map(({ id }) => id);

describe("a page that is served anew", () => {
  it("takes the place of its part: what is new is there, what is gone is not", () => {
    const known = withEarlier(page([9, 8, 7], true), page([6, 5, 4], true));
    const now = withServed(known, page([10, 9, 7], true));
    expect(ids(now.entries)).toEqual(ids(page([10, 9, 7, 6, 5, 4]).entries));
    expect(now.more).toBe(true);
  });

  it("is all there is when there is nothing below", () => {
    expect(withServed(page([3, 2, 1]), page([3, 2]))).toEqual(page([3, 2]));
    expect(withServed(page([3, 2], true), page([4, 3], true))).toEqual({
      ...page([4, 3, 2]),
      more: true,
    });
  });
});

describe("what is heard live", () => {
  it("is newer than what was served, comes on top, and goes to whom it was given", () => {
    const served = page([5, 4, 3]);
    const live = heard(
      call(6),
      call(5, { version: 2, state: "ended" }),
      call(4, { version: 2, contact: contact("b") }),
      call(7, { contact: null }),
    );
    const shown = withLive(served, live, all);
    expect(ids(shown)).toEqual(["call 6", "call 5", "call 3"]);
    expect(shown[1]).toMatchObject({ call: { version: 2, state: "ended" } });
  });

  it("waits for its page when it is older than what was loaded, and for its kind", () => {
    expect(ids(withLive(page([5], true), heard(call(1)), all))).toEqual(["call 5"]);
    expect(ids(withLive(page([5]), heard(call(1)), all))).toEqual(["call 5", "call 1"]);
    expect(withLive(page([]), heard(call(1)), { ...all, kinds: ["note"] })).toEqual([]);
  });
});

describe("callbacks that the page was not served with", () => {
  const waiting = aCallback({
    id: "b1",
    version: 3,
    contact: contact("a"),
    waitingSince: time(6),
  });
  const known = (closed: boolean): TimelinePage => ({
    entries: [
      {
        kind: "callback",
        id: waiting.id,
        at: waiting.waitingSince,
        callback: {
          kind: "missed",
          task: "call",
          note: null,
          missedCount: 1,
          attempts: 0,
          dueAt: waiting.dueAt,
          closed: closed ? { at: time(9), byId: null, reason: "done" } : null,
          changes: [],
        },
      },
    ],
    more: false,
  });

  it("are those opened, closed or missed again since, and of this contact alone", () => {
    expect(unseenCallbacks(page([5]), [waiting], all)).toBe("b1 3");
    expect(unseenCallbacks(known(false), [waiting], all)).toBe("");
    expect(unseenCallbacks(known(false), [{ ...waiting, missedCount: 2 }], all)).toBe("b1 3");
    expect(unseenCallbacks(known(true), [waiting], all)).toBe("b1 3");
    expect(unseenCallbacks(page([5]), [waiting], { ...all, contactId: "b" })).toBe("");
    expect(unseenCallbacks(page([5]), [waiting], { ...all, kinds: ["call"] })).toBe("");
  });

  it("are not those of a page further down", () => {
    const old = { ...waiting, waitingSince: time(1) };
    expect(unseenCallbacks(page([5], true), [old], all)).toBe("");
  });
});
