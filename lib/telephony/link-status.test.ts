import { expect, it } from "vitest";
import type { LinkStatus } from "#lib/providers/contract";
import { knownLinkAfter, type KnownLink } from "./link-status";

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
