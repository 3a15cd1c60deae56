import { describe, expect, it } from "vitest";
import type { CallView, SmsView } from "#lib/realtime/events";
import { timelineKinds, type TimelineEntry } from "#lib/timeline/timeline-view";
import { withEarlier, withLive, withServed } from "./merge-entries";

const time = (minute: number) => new Date(minute * 60_000).toISOString();
const call = (minute: number, more: object = {}) =>
  ({
    ...{ id: `call ${minute}`, version: 1, startedAt: time(minute), contact: { id: "a" } },
    ...more,
  }) as CallView;
const entry = (minute: number): TimelineEntry => ({
  ...{ kind: "call", id: `call ${minute}`, at: time(minute) },
  call: call(minute),
});
const page = (minutes: number[], more = false) => ({ entries: minutes.map(entry), more });
const heard = (...calls: CallView[]) => ({
  calls: new Map(calls.map((one) => [one.id, one])),
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
      call(4, { version: 2, contact: { id: "b" } }),
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
