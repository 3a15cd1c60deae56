import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { locales } from "#lib/i18n/locales";
import { render } from "../testing/render";
import { CallbackDialog } from "./client-dialogs";

it.each(locales)("in %s the whole of it is in sight on a laptop", async (locale) => {
  await page.viewport(1280, 720);
  await render(
    <CallbackDialog
      client={{ contactId: "0b7c3a52-3b1e-4f0e-9c55-8f6ed5a0a301" }}
      name="Аркадий"
      onClose={() => undefined}
    />,
    { locale },
  );
  const dialog = page.getByRole("dialog");
  await expect.element(dialog).toBeVisible();
  await document.fonts.ready;
  const { scrollHeight, clientHeight } = dialog.element();
  expect(scrollHeight).toBeLessThanOrEqual(clientHeight);
  const { top, bottom } = dialog.element().getBoundingClientRect();
  expect([top >= 0, bottom <= 720]).toEqual([true, true]);
});
