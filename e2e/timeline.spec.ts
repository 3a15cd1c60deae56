/** Everything about one client in one place, and talks that can be heard again. */
import { expect, test } from "./support/office";

test("a recording plays in line, is sought by ranges, at the speed one likes; not for others", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  const record = `${office.pbx.url.replace(/^ws/, "http")}/records/1.wav`;
  // Nobody's contact: the call is in the journals of those who took part.
  const parties = { from: "73430119999", to: "101" };
  const callID = office.pbx.generate({ type: "2", ...parties });
  office.pbx.generate({ type: "32", callID, ...parties });
  office.pbx.generate({ type: "4", callID, ...parties, duration: "24", record });

  await olena.goto(`${office.product.url}/calls`);
  const row = olena.getByRole("row", { name: /\+7 343 011 99 99/ });
  const answers: { status: number; range: string | undefined }[] = [];
  olena.on("response", (response) => {
    if (!response.url().endsWith("/recording")) return;
    answers.push({ status: response.status(), range: response.headers()["content-range"] });
  });
  await row.getByRole("button", { name: "Listen to the recording" }).click();
  const player = olena.locator("audio");
  await expect(player).toHaveJSProperty("duration", 24);
  await expect(player).toHaveJSProperty("paused", false);
  await player.evaluate((audio: HTMLAudioElement) => {
    audio.pause();
    audio.currentTime = 20;
  });
  await expect(player).toHaveJSProperty("seeking", false);
  await expect(player).toHaveJSProperty("currentTime", 20);
  expect(answers.map(({ status }) => status)).not.toContain(200);
  expect(answers.at(0)?.range).toMatch(/^bytes 0-\d+\/384044$/);

  await olena.getByRole("button", { name: "1.5×" }).click();
  await expect(player).toHaveJSProperty("playbackRate", 1.5);
  await olena.reload();
  await row.getByRole("button", { name: "Listen to the recording" }).click();
  await expect(player).toHaveJSProperty("playbackRate", 1.5);
  await expect(olena.getByRole("link", { name: "Download" })).toHaveCount(0);

  const address = await player.evaluate((audio: HTMLAudioElement) => audio.src);
  expect(address).not.toContain(office.pbx.url.slice(5));
  const ivan = await signedIn("ivan");
  expect((await ivan.request.get(address)).status()).toBe(404);
  expect((await olena.request.get(`${address}?download`)).status()).toBe(403);

  const elsewhere = { from: "73430118888", to: "101", record: "http://elsewhere.test/1.wav" };
  office.pbx.generate({ type: "4", callID: "77", ...elsewhere, duration: "5" });
  const other = olena.getByRole("row", { name: /\+7 343 011 88 88/ });
  await other.getByRole("button", { name: "Listen to the recording" }).click();
  const alert = olena
    .getByRole("alert")
    .filter({ hasText: "an address this connection doesn’t allow" });
  await expect(alert).toBeVisible();
});

test("a contact's timeline has calls, notes, texts and changes in order, live, page by page", async ({
  office,
  signedIn,
}) => {
  // Somebody whom no other flow knows, and whose sixty calls the PBX reports from its history.
  const number = "+73435559901";
  const olena = await signedIn("olena");
  const known = new URLSearchParams({ name: "Тамара", phone: number });
  await olena.goto(`${office.product.url}/contacts/new?${known}`);
  await olena.getByLabel("Owner").selectOption("No owner");
  await olena.getByRole("button", { name: "Create contact" }).click();
  await olena.getByRole("button", { name: "Edit: Owner" }).click();
  await olena.getByRole("form", { name: "Owner" }).getByLabel("Owner").selectOption("Olena");
  await olena.getByRole("button", { name: "Save" }).click();
  const now = Math.floor(Date.now() / 1000);
  for (let index = 0; index < 60; index += 1) {
    const start = now - (100 + index) * 60;
    office.pbx.generate({
      type: "4",
      callID: String(990_000 + index),
      from: number.slice(1),
      to: "101",
      direction: "0",
      start: String(start),
      end: String(start + 10),
      duration: "5",
      missed: "1",
    });
  }

  const timeline = olena.getByRole("region", { name: "Timeline" });
  const entries = timeline.locator("ol > li");
  await expect(async () => {
    await olena.reload();
    await expect(entries).toHaveCount(50, { timeout: 10_000 });
  }).toPass();
  await timeline.getByRole("textbox", { name: "Note" }).fill("Wants the price list");
  await timeline.getByRole("textbox", { name: "Note" }).press("Control+Enter");
  await expect(entries.first()).toContainText("Wants the price list");
  const callID = office.pbx.generate({ type: "2", from: number.slice(1), to: "101" });
  await expect(entries.first()).toContainText("Ringing");
  office.pbx.generate({ type: "4", callID, from: number.slice(1), to: "101", duration: "0" });
  office.pbx.generate({
    type: "128",
    from: "101",
    to: number.slice(1),
    smstext: Buffer.from("Hello!").toString("base64"),
  });
  await expect(entries.first()).toContainText("Hello!");
  const order = async () => {
    const texts = await entries.allTextContents();
    // The missed call itself, not the callback that is owed for it: that one comes with a refresh, now or later.
    const told = [/Hello!/, /Missed(?!,)/, /Wants the price list/, /Olena set the owner: “Olena”/];
    return told.map((words) => texts.findIndex((text) => words.test(text)));
  };
  await expect.poll(async () => (await order()).every((place) => place >= 0)).toBe(true);
  expect(await order()).toEqual((await order()).toSorted((a, b) => a - b));

  await timeline.getByRole("button", { name: "Show earlier" }).click();
  // The callback that is owed for the missed call comes with the page's next refresh.
  await expect.poll(() => entries.count()).toBeGreaterThanOrEqual(64);
  await expect(timeline.getByRole("button", { name: "Show earlier" })).toHaveCount(0);
  await timeline.getByRole("button", { name: "Delete note" }).click();
  await expect(entries.filter({ hasText: "Wants the price list" })).toHaveCount(0);
  await olena.getByRole("button", { name: "Undo" }).click();
  await expect(entries.filter({ hasText: "Wants the price list" })).toHaveCount(1);
  await timeline.getByRole("link", { name: "SMS" }).click();
  await expect(entries).toHaveCount(1);
});
