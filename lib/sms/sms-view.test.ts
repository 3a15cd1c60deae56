import { expect, it } from "vitest";
import { countSegments } from "./sms-view";

it.each([
  ["", 0],
  ["a".repeat(160), 1],
  ["a".repeat(161), 2],
  ["a".repeat(307), 3],
  ["п".repeat(70), 1],
  ["п".repeat(71), 2],
  ["п".repeat(135), 3],
  ["€".repeat(80), 1],
  ["€".repeat(81), 2],
  ["😀".repeat(35), 1],
  ["😀".repeat(36), 2],
])("%# takes as many messages as networks bill", (text, segments) => {
  expect(countSegments(text)).toBe(segments);
});
