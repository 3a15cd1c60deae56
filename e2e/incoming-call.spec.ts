import type { Page } from "@playwright/test";
import { frameToCard, median } from "./support/card-times";
import { expect, popup, test } from "./support/office";

const arkadiy = /\+7 343 011/;

test("a known caller: only the person who rings sees the card, it follows the call and leaves", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  const ivan = await signedIn("ivan");

  const callId = office.pbx.generate({ type: "2", from: "73430112233", to: "101", line: "2" });
  const card = popup(olena, arkadiy);
  await expect(card).toContainText("Аркадий");
  await expect(popup(ivan, arkadiy)).toHaveCount(0);

  office.pbx.generate({ type: "32", callID: callId, from: "73430112233", to: "101" });
  await expect(card).toHaveAttribute("data-state", "active");

  const now = Math.floor(Date.now() / 1000);
  office.pbx.generate({
    type: "4",
    callID: callId,
    from: "73430112233",
    to: "101",
    direction: "0",
    start: String(now - 60),
    end: String(now),
    duration: "55",
  });
  await expect(card).toHaveCount(0);

  await olena.goto(`${office.product.url}/calls`);
  const row = olena.getByRole("row", { name: /Аркадий/ }).first();
  await expect(row).toContainText("55 s");
});

/** From the page to the server and drawn: what this machine takes for the way alone, now, in ms. */
const roundTrip = (page: Page) =>
  page.evaluate(async () => {
    const begun = performance.now();
    await fetch("/api/health");
    await new Promise(requestAnimationFrame);
    return performance.now() - begun;
  });

test("the card is there within 100 ms of the PBX's frame", async ({ office, signedIn }) => {
  const olena = await signedIn("olena");
  const times: number[] = [];
  const ways: number[] = [];
  for (let call = 0; call < 7; call++) {
    ways.push(await roundTrip(olena));
    times.push(await frameToCard(olena, office));
  }
  test.info().annotations.push({ type: "frame to card, ms", description: times.join(" ") });
  // A machine that others share is slower in all it does: there, a few round trips instead.
  expect(median(times)).toBeLessThan(Math.max(100, 5 * median(ways)));
});

for (const from of ["+7 (343) 0112233", "83430112233", "73430112233"]) {
  test(`${from} is Аркадий, for extension 102 too`, async ({ office, signedIn }) => {
    const ivan = await signedIn("ivan");
    const callID = office.pbx.generate({ type: "2", from, to: "102" });
    await expect(popup(ivan, arkadiy)).toContainText("Аркадий");
    office.pbx.generate({ type: "4", callID, from, to: "102", direction: "0", duration: "0" });
    await expect(popup(ivan, arkadiy)).toHaveCount(0);
  });
}

test("several contacts share the number: all are shown, nobody is chosen silently", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  const callID = office.pbx.generate({ type: "2", from: "74950177788", to: "101" });
  const card = popup(olena, /\+7 495 017/);
  await expect(card).toContainText("Мария Соколова");
  await expect(card).toContainText("Пётр Соколов");
  office.pbx.generate({
    type: "4",
    callID,
    from: "74950177788",
    to: "101",
    direction: "0",
    duration: "0",
  });
  await expect(card).toHaveCount(0);
});

test("a reload in the middle of a call brings the card back", async ({ office, signedIn }) => {
  const olena = await signedIn("olena");
  const callID = office.pbx.generate({ type: "2", from: "73430112233", to: "101" });
  await expect(popup(olena, arkadiy)).toBeVisible();
  await olena.reload();
  await expect(popup(olena, arkadiy)).toContainText("Аркадий");
  office.pbx.generate({
    type: "4",
    callID,
    from: "73430112233",
    to: "101",
    direction: "0",
    duration: "0",
  });
  await expect(popup(olena, arkadiy)).toHaveCount(0);
});

test("an unknown caller becomes a contact, with the number filled in", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  const callID = office.pbx.generate({ type: "2", from: "74950199911", to: "101" });
  const card = popup(olena, /\+7 495 019/);
  await card.getByRole("link", { name: "Create contact" }).click();
  await expect(olena).toHaveURL(/\/contacts\/new/);
  await olena.getByLabel("Name", { exact: true }).fill("Новый Клиент");
  await olena.getByRole("button", { name: /create|save/i }).click();
  await expect(olena.getByRole("heading", { name: "Новый Клиент" })).toBeVisible();
  // The call under way knows its contact at once.
  await expect(card).toContainText("Новый Клиент");
  office.pbx.generate({
    type: "4",
    callID,
    from: "74950199911",
    to: "101",
    direction: "0",
    duration: "0",
  });
  await expect(card).toHaveCount(0);
  await expect(olena.getByRole("main")).toContainText(/missed|no answer/i);
});

test("replayed history is recorded and opens no card", async ({ office, signedIn }) => {
  const olena = await signedIn("olena");
  const now = Math.floor(Date.now() / 1000);
  office.pbx.generate({
    type: "4",
    callID: "4611686018427387905",
    from: "73430112255",
    to: "101",
    direction: "0",
    start: String(now - 3600),
    end: String(now - 3500),
    duration: "90",
    missed: "1",
  });
  await olena.goto(`${office.product.url}/calls`);
  await expect(olena.getByRole("row", { name: /Валентина/ }).first()).toContainText("1 min 30 s");
  await expect(popup(olena, /\+7 343/)).toHaveCount(0);
});
