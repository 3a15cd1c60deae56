import { expect, it } from "vitest";
import { aheadOf, beginTrail, behindOf, walked } from "./trail";

const going = [
  ["next", 3],
  ["next", 9],
] as const;
const gone = going.reduce((trail, [to, place]) => walked(trail, to, place), beginTrail(0));

it("leads back over whom one had, and on again", () => {
  expect(behindOf(gone)).toBe(3);
  const back = walked(gone, "previous", 3);
  expect([behindOf(back), aheadOf(back)]).toEqual([0, 9]);
  expect(walked(back, "here", 9)).toEqual(gone);
});

it("stays at the first, however often one goes back", () => {
  const first = walked(walked(gone, "previous", 3), "previous", 0);
  expect(walked(first, "previous", 0)).toEqual(first);
  expect(aheadOf(first)).toBe(3);
});

it("goes back from the end to whom one had last", () => {
  const end = walked(gone, "next", null);
  expect([behindOf(end), aheadOf(end)]).toEqual([9, undefined]);
  expect(walked(end, "previous", 9)).toEqual(gone);
});

it("takes in who stands before the first, and who has come in place of one that is busy", () => {
  expect(walked(beginTrail(5), "previous", 2)).toEqual({ places: [2, 5], at: 0 });
  const back = walked(gone, "previous", 3);
  expect(walked(back, "here", 11)).toEqual({ places: [0, 3, 11], at: 2 });
});
