import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "../testing/render";
import { Said } from "./said";

it.each([
  ["ru", "The provider did not answer in time", "Провайдер не ответил вовремя"],
  ["uk", "Extension 101 is not connected to the PBX", "Внутрішній номер 101 не підключено до АТС"],
  [
    "ru",
    "Evrotel: nothing listens at this address (ECONNREFUSED)",
    "Евротел: по этому адресу нет сервера (ECONNREFUSED)",
  ],
  [
    "uk",
    "Evrotel did not take the sound: stereo: must be mono; 44100 Hz: must be 8000 Hz",
    "Евротел не прийняв запис: стерео: потрібне моно; 44100 Гц: потрібно 8000 Гц",
  ],
  ["ru", "Недостаточно средств на счёте", "Недостаточно средств на счёте"],
] as const)("%s: %s", async (locale, said, words) => {
  await render(<Said text={said} />, { locale });
  await expect.element(page.getByText(words, { exact: true })).toBeVisible();
});
