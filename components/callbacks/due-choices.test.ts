import { expect, it } from "vitest";
import { fromLocalInput, toLocalInput } from "#lib/base/local-time";
import { dueAt } from "./due-choices";

it.each([
  ["hour", "2026-03-06T23:30", "2026-03-07T00:30"],
  ["tomorrow", "2026-03-06T23:30", "2026-03-07T10:00"],
  ["tomorrow", "2026-12-31T09:00", "2027-01-01T10:00"],
  ["monday", "2026-03-06T12:00", "2026-03-09T10:00"],
  ["monday", "2026-03-08T12:00", "2026-03-09T10:00"],
  ["monday", "2026-03-09T08:00", "2026-03-16T10:00"],
  // Clocks are set on in between.
  ["tomorrow", "2026-03-28T23:30", "2026-03-29T10:00"],
] as const)("%s, said at %s, is %s, wherever the office is", (choice, now, due) => {
  for (const zone of ["Europe/Kyiv", "Asia/Vladivostok", "America/Los_Angeles", "UTC"]) {
    const at = dueAt(choice, fromLocalInput(now, zone), zone);
    expect([zone, toLocalInput(at, zone)]).toEqual([zone, due]);
  }
});
