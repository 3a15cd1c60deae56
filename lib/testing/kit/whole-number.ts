/** How often, how many: what commands of tests are told. */
import { InvalidArgumentError } from "commander";

/** @throws when it is no whole number of at least one */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError("a whole number");
  return value;
}
