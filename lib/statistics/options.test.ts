import { expect, it } from "vitest";
import { statisticsOptions } from "./options";

it("are the usual ones when the address holds nonsense", () => {
  const nonsense = { period: "ever", from: "tomorrow", person: ["a", "b"], connection: "'" };
  expect(statisticsOptions.parse(nonsense)).toEqual(statisticsOptions.parse({}));
});
