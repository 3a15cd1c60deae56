import { expect, it } from "vitest";
import { exampleNumber } from "./example-number";

it("is one of the country's", () => {
  expect(exampleNumber("UA")).toMatch(/^\+380 \d{2} \d{3} \d{4}$/);
  expect(exampleNumber("RU")).toMatch(/^\+7 9/);
  expect(exampleNumber("??")).toBe(exampleNumber("RU"));
});
