import { expect, it } from "vitest";
import { contactSearchText, stateOf } from "./contact-state";
import { emptyFields } from "./fields";

it("is found by the name first, the digits last, and no blanks", () => {
  const numbers = ["8 (343) 011-22-33", "call me", "101"].map((raw) => ({ raw, label: null }));
  const emails = ["P@Example.ru", "petr@work.example"].map((address) => ({ address, label: null }));
  const state = stateOf({ ...emptyFields(), name: "Пётр", emails, numbers }, "RU");
  expect(contactSearchText(state)).toBe("петр p@example.ru petr@work.example 73430112233 101");
});
