import { expect, it } from "vitest";
import { render } from "../testing/render";
import { Picture } from "./statistics-card";

it("draws every day of the period, a day with nothing to measure as a gap", async () => {
  const rows = Array.from({ length: 30 }, (_, day) => [
    `${day + 1} Nov`,
    day % 3 === 0 ? null : day % 3 === 1 ? 0 : 0.5,
  ]);
  const table = {
    name: "callback-days" as const,
    columns: [
      { key: "period", kind: "text" as const },
      { key: "inTimePart", kind: "part" as const },
    ],
    rows,
  };
  const links = rows.map(() => [null, null]);
  await render(
    <div style={{ width: 300 }}>
      <Picture table={table} headings={["Day", "Within target"]} links={links} bar="inTimePart" />
    </div>,
  );
  const drawn = [...document.querySelectorAll("figure li")];
  expect(drawn.map((day) => day.getAttribute("title")).slice(0, 3)).toEqual([
    "1 Nov",
    "2 Nov: 0%",
    "3 Nov: 50%",
  ]);
  expect(drawn).toHaveLength(30);
  const heights = drawn.map((day) => day.firstElementChild?.clientHeight ?? null);
  expect(heights.filter((height) => height === null)).toHaveLength(10);
  const [, none, half] = heights;
  expect(none).toBeGreaterThan(0);
  expect(half).toBeGreaterThan(10 * none!);
  // All within the card.
  expect(drawn.at(-1)!.getBoundingClientRect().width).toBeGreaterThan(5);
});
