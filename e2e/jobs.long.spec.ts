/**
 * What the jobs of a sales person's morning cost, in keys, clicks and time: docs/jobs.md has the table, and what it was
 * before. A job that begins to cost more fails here.
 */
import { costTable, timeJob, type Cost, type Hands } from "./support/hands";
import { endOrdered, expect, popup, test, type Office } from "./support/office";

test.use({ officeOf: "the jobs" });

/** Ms from the last key to the screen that may pass on a busy machine: the table has the real ones. */
const patience = 5_000;

const ring = (office: Office, from: string) => office.pbx.generate({ type: "2", from, to: "101" });
const answer = (office: Office, callID: string, from: string) =>
  office.pbx.generate({ type: "32", callID, from, to: "101" });
const end = (office: Office, callID: string, from: string, duration: string) =>
  office.pbx.generate({ type: "4", callID, from, to: "101", direction: "0", duration });

/** The PBX has got the order, and nobody takes the call. */
async function unanswered(office: Office, to: string): Promise<void> {
  const digits = () => office.pbxLog.join("\n").replaceAll(/[ ()+-]/g, "");
  await expect.poll(digits).toContain(`dst=${to}`);
  endOrdered(office, "101", to);
}

test("the jobs of a morning cost no more than they are said to", async ({ office, signedIn }) => {
  test.setTimeout(120_000);
  const page = await signedIn("olena");
  const costs: Cost[] = [];
  const most = async (
    job: string,
    limit: { keys: number; clicks?: number },
    work: (hands: Hands) => Promise<void>,
  ) => {
    const cost = await timeJob(page, job, work);
    costs.push(cost);
    expect(cost.keys, `${job}: keys, ${cost.how}`).toBeLessThanOrEqual(limit.keys);
    expect(cost.clicks, `${job}: clicks`).toBeLessThanOrEqual(limit.clicks ?? 0);
    expect(cost.ms ?? 0, `${job}: ms`).toBeLessThan(patience);
  };
  const main = page.getByRole("main");
  const dialling = (number: RegExp) =>
    popup(page, number).and(page.locator("[data-state=dialling]"));
  const toast = (text: string | RegExp) => page.getByText(text);

  // A client was missed before the day begins.
  const missed = "73435559001";
  end(office, ring(office, missed), missed, "0");
  await expect(page.locator("[data-callback-count]")).toBeVisible();
  await most("See what is owed, from any screen", { keys: 2 }, async ({ press, see }) => {
    await press("g", "m");
    await see(main.getByText("+7 343 555 90 01"));
  });

  await most("Call back the next", { keys: 2 }, async ({ press, see }) => {
    await press("j", "Enter");
    await see(dialling(/\+7 343 555 90 01/));
  });
  await unanswered(office, missed);
  const tried = page.locator("[data-wrap-up]").filter({ hasText: "90 01" });
  await expect(tried).toBeVisible();
  await most("Nobody answered: again in an hour", { keys: 2 }, async ({ press, see }) => {
    await press("F9", "Enter");
    await see(page.getByRole("button", { name: "Undo" }).first());
  });
  await expect(tried).toHaveCount(0);

  const client = "73430112255";
  const card = popup(page, /\+7 343 011 22 55/);
  let callID = "";
  await most("Incoming card, after the PBX has said it", { keys: 0 }, async ({ see }) => {
    callID = ring(office, client);
    await see(card);
  });
  answer(office, callID, client);
  await expect(card).toHaveAttribute("data-state", "active");
  await most("Note while talking", { keys: 2 }, async ({ press, type, see }) => {
    await press("F8", "n");
    await type("asks for instalments");
    await see(card.getByText("Saved", { exact: true }));
  });
  await page.keyboard.press("Escape");
  await most("Transfer to a colleague", { keys: 3 }, async ({ press, type, see }) => {
    await press("F8", "t");
    await type("iva");
    await press("Enter");
    await see(toast(/^Transferred to Ivan, 102/));
  });
  end(office, callID, client, "65");
  const strip = page.locator("[data-wrap-up]").filter({ hasText: "Валентина" });
  await expect(strip).toBeVisible();
  await most("Wrap up with an outcome", { keys: 2 }, async ({ press, see }) => {
    await press("F9", "1");
    await see(toast("Валентина: Agreed"));
  });

  await most("Find by half a name", { keys: 2 }, async ({ press, type, see }) => {
    await press("Control+k");
    await type("вален");
    await expect(page.getByRole("option", { name: /Валентина/ }).first()).toBeVisible();
    await press("Enter");
    await see(page.getByRole("heading", { name: "Валентина" }));
  });
  await most("Find by what was said", { keys: 1 }, async ({ press, type, see }) => {
    await press("Control+k");
    await type("instalments");
    await see(page.getByRole("option", { name: /instalments/ }).first());
  });
  await page.keyboard.press("Escape");
  await most("What a colleague said, on the client’s page", { keys: 0 }, async ({ see }) => {
    await see(main.getByText("asks for instalments").first());
  });

  const unknown = "73430117711";
  const stranger = popup(page, /\+7 343 011 77 11/);
  callID = ring(office, unknown);
  await expect(stranger).toBeVisible();
  await most("Unknown number to a contact", { keys: 3 }, async ({ press, type, see }) => {
    await press("F8", "a");
    await type("бор");
    await expect(page.getByRole("option", { name: "Борис" }).first()).toBeEnabled();
    await press("Enter");
    await see(stranger.getByText("Борис").first());
  });
  await most("Callback tomorrow at ten", { keys: 3 }, async ({ press, type, see }) => {
    await press("F8", "c");
    await expect(page.getByRole("dialog")).toBeVisible();
    await type("the contract");
    await press("Enter");
    await see(toast(/^Callback scheduled/).first());
  });
  end(office, callID, unknown, "0");
  await expect(stranger).toHaveCount(0);

  await most("Dial a number", { keys: 2 }, async ({ press, type, see }) => {
    await press("d");
    await type("83430112244");
    await press("Enter");
    await see(dialling(/\+7 343 011 22 44/));
  });
  await unanswered(office, "73430112244");
  process.stdout.write(`${costTable(costs)}\n`);
});
