import { useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "../testing/render";
import { TimeFields } from "./time-fields";

async function show(locale: "en" | "ru" | "uk" = "en") {
  const submitted: string[] = [];
  function Asked() {
    const [value, setValue] = useState("2199-01-01T10:00");
    return (
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submitted.push(value);
        }}
      >
        <TimeFields label="When" hours={null} value={value} onChange={setValue} />
        <button type="button" onClick={() => setValue("2199-02-02T12:00")}>
          Preset
        </button>
      </form>
    );
  }
  await render(<Asked />, { locale, timeZone: zone });
  return { submitted, words: page.getByRole("textbox").first() };
}
const time = () => page.getByLabelText("When");
const zone = "Europe/Kyiv";
/** In Kyiv it is the next day already. */
beforeEach(
  () => void vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-03-10T22:30:00Z") }),
);
afterEach(() => void vi.useRealTimers());
const tomorrowAt = (hour: number) => `2026-03-12T${String(hour).padStart(2, "0")}:00`;

it("shows what the words say, and Enter takes it", async () => {
  const { submitted, words } = await show();
  await words.fill("tomorrow 9");
  await expect.element(time()).toHaveValue(tomorrowAt(9));
  await expect.element(page.getByText(/^= \w+,? .* at 09:00$/)).toBeVisible();
  await userEvent.keyboard("{Enter}");
  expect(submitted).toEqual([tomorrowAt(9)]);
});

it("reads the words of the reader's language", async () => {
  const { words } = await show("uk");
  await words.fill("завтра ввечері");
  await expect.element(time()).toHaveValue(tomorrowAt(18));
});

it("takes nothing while the words are not understood, and a time chosen otherwise puts them away", async () => {
  const { submitted, words } = await show();
  await words.fill("someday");
  await expect.poll(() => (words.element() as HTMLInputElement).validity.customError).toBe(true);
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
  await userEvent.keyboard("{Enter}");
  expect(submitted).toEqual([]);
  await expect.element(page.getByRole("alert")).toHaveTextContent(/No time to come is understood/);
  await expect.element(words).toHaveAttribute("aria-invalid", "true");
  await expect.element(words).toHaveFocus();
  await page.getByRole("button", { name: "Preset" }).click();
  await expect.element(words).toHaveValue("");
  await userEvent.click(words);
  await userEvent.keyboard("{Enter}");
  expect(submitted).toEqual(["2199-02-02T12:00"]);
});
