import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "../testing/render";
import { AskAlerts } from "./ask-alerts";

const question = () => page.getByRole("region", { name: "Hear when a client calls?" });
const kept = () => JSON.parse(localStorage.getItem("tinycrm.alerts") ?? "null") as unknown;

it("who wants no alerts is asked once, and it is kept in this browser", async () => {
  await render(<AskAlerts />);
  await expect.element(question()).toBeVisible();
  await userEvent.click(question().getByRole("button", { name: "Not now" }));
  await expect.poll(() => question().elements().length).toBe(0);
  expect(kept()).toMatchObject({ ringtone: false, notices: false });
});

it("who wants them has the ringtone at once, whatever the browser says to notices", async () => {
  await render(<AskAlerts />);
  await userEvent.click(question().getByRole("button", { name: "Turn on" }));
  await expect.poll(() => question().elements().length).toBe(0);
  expect(kept()).toMatchObject({ ringtone: true });
});

it("who has no telephone here is not asked", async () => {
  await render(<AskAlerts />, { ownConnections: [] });
  expect(question().elements()).toEqual([]);
});
