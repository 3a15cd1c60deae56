import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "../testing/render";
import { JournalTotals } from "./journal-totals";

it("stands on a narrow screen without a dot at either end of a line", async () => {
  const totals = { calls: 203, answered: 91, missed: 34, reached: 57, talkSeconds: 8_000 };
  await render(
    <div style={{ width: 170 }}>
      <JournalTotals totals={{ ...totals, atLeast: false }} />
    </div>,
  );
  const line = page.getByRole("status").filter({ hasText: "203 calls" });
  await expect.element(line).toHaveTextContent("57 reached");
  expect(line.element().textContent).not.toContain("·");
  const { left } = line.element().getBoundingClientRect();
  const facts = [...line.element().querySelectorAll("span > span > span")];
  const begins = facts.map((fact) => Math.round(fact.getBoundingClientRect().left - left));
  // A line's first fact has its dot outside of the edge.
  expect(begins.filter((at) => at < 0).length).toBeGreaterThan(1);
});
