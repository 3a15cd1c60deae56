import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "../testing/render";
import { Avatar } from "./avatar";

it.each([
  ["Ivan Petrenko", "IP"],
  ["олена", "О"],
  ["Anna Maria Koval", "AM"],
  ["Іван 🚀 O'Admin", "ІO"],
  ["🚀rocket", "R"],
  ["(Olena) Йосипівна", "OЙ"],
  ["👩‍👩‍👧 🚀", "👩‍👩‍👧🚀"],
  ["Office 2", "O2"],
])("draws %s as %s", async (name, initials) => {
  await render(<Avatar name={name} />);
  await expect.element(page.getByText(initials, { exact: true })).toBeInTheDocument();
});
