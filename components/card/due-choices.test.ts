import { expect, it } from "vitest";
import { dueAt, toLocalInput } from "./due-choices";

it.each([
  ["hour", "2026-03-06T23:30", "2026-03-07T00:30"],
  ["tomorrow", "2026-03-06T23:30", "2026-03-07T10:00"],
  ["tomorrow", "2026-12-31T09:00", "2027-01-01T10:00"],
  ["monday", "2026-03-06T12:00", "2026-03-09T10:00"],
  ["monday", "2026-03-08T12:00", "2026-03-09T10:00"],
  ["monday", "2026-03-09T08:00", "2026-03-16T10:00"],
] as const)("%s, said at %s, is %s", (choice, now, due) => {
  expect(toLocalInput(dueAt(choice, new Date(now)))).toBe(due);
});
