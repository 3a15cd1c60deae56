import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { locales } from "#lib/i18n/locales";
import { render } from "../testing/render";
import { toast } from "./toast";

const name = "Александра Константиновна Верхнеколымская-Преображенская";
const undo = { en: "Undo", ru: "Отменить", uk: "Скасувати" };

it.each(locales)("in %s a long name wraps beside or above the way back", async (locale) => {
  await page.viewport(360, 740);
  await render(<div data-below-notices>…</div>, { locale });
  toast.success(name, { action: { label: undo[locale], onClick: () => undefined } });
  const button = page.getByRole("button", { name: undo[locale] });
  await expect.element(button).toBeVisible();
  const notice = button.element().closest("[data-sonner-toast]") as HTMLElement;
  expect(getComputedStyle(notice).fontFamily).toBe(getComputedStyle(document.body).fontFamily);
  const words = notice.querySelector<HTMLElement>("[data-title]")!;
  expect(words.scrollWidth).toBeLessThanOrEqual(words.clientWidth);
  // Never a column of syllables beside the button.
  expect(words.clientWidth).toBeGreaterThanOrEqual(128);
  const [within, own] = [notice, button.element()].map((one) => one.getBoundingClientRect());
  expect(own!.right).toBeLessThanOrEqual(within!.right);
  expect(own!.bottom).toBeLessThanOrEqual(within!.bottom);
});
