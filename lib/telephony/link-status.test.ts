import { describe, expect, it } from "vitest";
import type { LinkStatus } from "#lib/providers/contract";
import { knownLinkAfter, readLinkNote, type KnownLink } from "./link-status";

it("a link is away since it was lost, however often it is tried; each state has its own time", () => {
  const reported: LinkStatus["state"][] = [
    "connecting",
    "online",
    "waiting",
    "connecting",
    "waiting",
    "waiting",
    "online",
  ];
  let now: KnownLink | undefined;
  const seen = reported.map((state, minute) => {
    now = knownLinkAfter(now, { state }, String(minute));
    return [now.since, now.awaySince];
  });
  expect(seen).toEqual([
    ["0", "0"],
    ["1", null],
    ["2", "2"],
    ["3", "2"],
    ["4", "2"],
    ["4", "2"],
    ["6", null],
  ]);
});

describe("what a link's holder notes for other copies", () => {
  const link = knownLinkAfter(undefined, { state: "waiting", code: "dropped" });
  const history = { at: "2026-11-30T10:00:00.000Z", ok: true, messages: 3, detail: null };

  it("is read as it was written", () => {
    for (const note of [
      { link, history },
      { link, history: null },
    ]) {
      expect(readLinkNote(JSON.stringify(note))).toEqual(note);
    }
  });

  it("is nothing where another release has written something else", () => {
    for (const text of ["", "{", JSON.stringify(link), JSON.stringify({ link: "online" })]) {
      expect(readLinkNote(text)).toBeNull();
    }
  });
});
