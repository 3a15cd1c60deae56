/** The first screen: what is left of a person's day, until nothing is. */
import { expect, popup, test } from "./support/office";

test.use({ officeOf: "the day" });

const number = "73430112255";
const shown = /\+7 343 011 22 55/;

test("a day is worked off: a missed client called back, a talk given its outcome, and it ends", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  const ring = (from: string) => office.pbx.generate({ type: "2", from, to: "101" });
  const end = (callID: string, from: string, duration: string) =>
    office.pbx.generate({ type: "4", callID, from, to: "101", direction: "0", duration });
  await olena.goto(office.product.url);
  await expect(olena).toHaveURL(/\/day$/);
  await expect(olena.getByText("All done for today")).toBeVisible();

  const missed = ring(number);
  await expect(popup(olena, shown)).toBeVisible();
  end(missed, number, "0");
  const callbacks = olena.getByRole("region", { name: "Callbacks" });
  await expect(callbacks.getByRole("listitem")).toContainText("Валентина");
  await expect(olena.getByText("All done for today")).toHaveCount(0);

  // She rings again, and they talk: she need not be called back, but what came of it is to be said.
  const talk = ring(number);
  office.pbx.generate({ type: "32", callID: talk, from: number, to: "101" });
  await expect(popup(olena, shown).first()).toHaveAttribute("data-state", "active");
  end(talk, number, "65");
  await expect(callbacks.getByRole("listitem")).toContainText("Call ended");
  const unfinished = olena.getByRole("region", { name: "Calls without an outcome" });
  await expect(unfinished.getByRole("row", { name: /Валентина/ })).toBeVisible();
  await olena.keyboard.press("F9");
  await olena.keyboard.press("1");
  await expect(unfinished).toHaveCount(0);
  await expect(callbacks).toHaveCount(0);
  await expect(olena.getByText("All done for today")).toBeVisible();
  await olena.reload();
  await expect(olena.getByText("All done for today")).toBeVisible();
});
