import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { day, minute } from "#lib/base/duration";
import { locales } from "#lib/i18n/locales";
import { aCallback, aCandidate } from "#lib/testing/kit/views";
import { olena, render } from "../testing/render";
import { CallbackQueue } from "./callback-queue";

const at = (ms: number) => new Date(Date.now() + ms).toISOString();
const emma = aCandidate({ name: "Emma Foster-Wellington", company: "Kestrel Freight & Sons" });
const missed = { at: at(-2 * day), connection: "Office PBX", line: "+7 343 000 00 00" };

/** One that is late, one that is not, one that is somebody's, and one of next week. */
const callbacks = [
  aCallback({ id: "1", waitingSince: at(-2 * day), dueAt: at(-2 * day), missed }),
  aCallback({ id: "2", waitingSince: at(-minute), dueAt: at(30_000), missed }),
  aCallback({
    id: "3",
    contact: emma,
    waitingSince: at(-25 * 60 * minute),
    dueAt: at(-24 * 60 * minute),
    missed,
    note: "wants instalments over three months, and to hear of the other offer",
    ownerId: olena.id,
    claim: { userId: olena.id, until: at(5 * minute) },
  }),
  aCallback({ id: "4", promised: true, missedCount: 0, missed: null, dueAt: at(6 * day) }),
];

const rowsOf = () => [...document.querySelectorAll<HTMLElement>("[data-callback]")];

/** Cells of a row that stand on one another, and what sticks out of its cell. */
function collisions(row: HTMLElement): string[] {
  const cells = [...row.children] as HTMLElement[];
  const wide = cells.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
  const pairs = cells.flatMap((a, index) => cells.slice(index + 1).map((b) => [a, b] as const));
  const crossed = pairs.filter(([a, b]) => {
    const [one, other] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
    const beside = one.right <= other.left + 1 || other.right <= one.left + 1;
    return !beside && one.bottom > other.top + 1 && other.bottom > one.top + 1;
  });
  return [
    ...wide.map(({ textContent, scrollWidth }) => `${textContent} is ${scrollWidth} wide`),
    ...crossed.map(([{ textContent }]) => textContent),
  ];
}

it.each(
  locales.flatMap((locale) => [1000, 720, 640, 358].map((width) => [locale, width] as const)),
)("nothing collides in the queue in %s in %i pixels", async (locale, width) => {
  await page.viewport(Math.max(width, 390), 800);
  await render(
    <div style={{ width }}>
      <CallbackQueue targetMinutes={15} maySetTarget={false} beside={null} />
    </div>,
    { locale, callbacks },
  );
  await expect.poll(() => rowsOf().length).toBe(callbacks.length);
  await document.fonts.ready;
  for (const row of rowsOf()) {
    expect(collisions(row)).toEqual([]);
    expect(row.scrollWidth).toBeLessThanOrEqual(width);
  }
  // The first two differ in nothing but the time: a row that becomes late does not grow.
  const [late, soon] = ["1", "2"].map(
    (id) => document.querySelector(`[data-callback="${id}"]`)?.clientHeight,
  );
  if (width > 600) expect(late).toBe(soon);
});
