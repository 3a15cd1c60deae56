import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { plainList } from "#lib/contacts/list-options";
import { locales } from "#lib/i18n/locales";
import { plainJournal } from "#lib/journal/journal-options";
import { FiltersButton } from "../contacts/list-filters";
import { JournalFiltersButton } from "../journal/journal-filters";
import { render } from "../testing/render";

const contacts = { tags: [], offered: { source: [], stage: [], company: [] }, outcomes: [] };
const journal = { people: [], connections: [], outcomes: [] };
const buttons = {
  contacts: <FiltersButton options={plainList} choices={contacts} />,
  journal: <JournalFiltersButton options={plainJournal} choices={journal} />,
};
const screens = [
  [1440, 900],
  [1024, 768],
  [390, 600],
] as const;

it.each(
  locales.flatMap((locale) =>
    screens.flatMap((screen) =>
      (["contacts", "journal"] as const).map((list) => [locale, list, ...screen] as const),
    ),
  ),
)("the filters in %s of %s fit a screen of %i by %i", async (locale, list, width, height) => {
  await page.viewport(width, height);
  await render(<div className="flex justify-end p-8">{buttons[list]}</div>, { locale });
  await page.getByRole("button").first().click();
  const panel = page.getByRole("dialog");
  await expect.poll(() => panel.getByRole("combobox").elements().length).toBeGreaterThan(0);
  const outer = panel.element().getBoundingClientRect();
  const parts = [panel.element(), ...panel.element().querySelectorAll("*:not(option)")];
  const cut = parts.filter(
    (part) =>
      getComputedStyle(part).overflowX !== "visible" && part.scrollWidth > part.clientWidth + 1,
  );
  expect(cut.map(({ outerHTML }) => outerHTML.slice(0, 200))).toEqual([]);
  expect(outer.right).toBeLessThanOrEqual(width);
  for (const field of panel.element().querySelectorAll("input, select")) {
    expect(field.getBoundingClientRect().right).toBeLessThanOrEqual(outer.right);
  }
  const show = panel.element().querySelector("[type=submit]")!.getBoundingClientRect();
  expect(show.bottom).toBeLessThanOrEqual(Math.min(outer.bottom, height));
  expect(outer.bottom).toBeLessThanOrEqual(height);
});

it("shows that days are chosen beside the days, and no days beside another period", async () => {
  await page.viewport(1440, 900);
  await render(<div className="flex justify-end p-8">{buttons.journal}</div>);
  await page.getByRole("button").first().click();
  const period = page.getByLabelText("Period");
  const from = page.getByLabelText("From");
  await from.fill("2026-11-23");
  await expect.element(period).toHaveDisplayValue("Chosen days");
  await expect.element(from).toHaveValue("2026-11-23");
  await period.selectOptions("today");
  await expect.element(from).toHaveValue("");
});
