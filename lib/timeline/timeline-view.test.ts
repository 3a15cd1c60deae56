import { expect, it } from "vitest";
import { groupChanges, type TimelineEntry } from "./timeline-view";

const change = (minute: number, field: string, userId = "olena", kind = "edited") =>
  ({
    kind: "change",
    id: `${minute}`,
    at: new Date(minute * 60_000).toISOString(),
    change: { kind, userId, fields: [{ field, from: null, to: field }] },
  }) as TimelineEntry;
const note = { kind: "note", id: "n", at: new Date(0).toISOString() } as TimelineEntry;
const read = (entries: TimelineEntry[]) =>
  groupChanges(entries).map((one) =>
    one.kind === "changes" ? one.change.fields.map(({ field }) => field).join(" ") : one.kind,
  );

it("puts what one person changed in one go together, in the order in which it happened", () => {
  expect(read([change(20, "c"), change(12, "b"), change(5, "a")])).toEqual(["a b c"]);
  expect(read([change(20, "b"), change(9, "a")])).toEqual(["b", "a"]);
  expect(read([change(3, "b"), change(2, "a", "ivan")])).toEqual(["b", "a"]);
  expect(read([change(3, "b"), note, change(2, "a")])).toEqual(["b", "note", "a"]);
  expect(read([change(3, "b"), change(2, "a", "olena", "created")])).toEqual(["b", "a"]);
});

it("leaves what it was given as it was", () => {
  const entries = [change(2, "b"), change(1, "a")];
  groupChanges(entries);
  expect(entries).toEqual([change(2, "b"), change(1, "a")]);
});
