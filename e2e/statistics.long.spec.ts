import { parse } from "csv-parse/sync";
import type { Page } from "@playwright/test";
import { expect, test, type Office } from "./support/office";

type Line = Record<string, string>;

/** A table as the page's own link gives it. */
async function csv(page: Page, office: Office, table: string): Promise<Line[]> {
  const path = `/statistics/export?period=today&table=${table}`;
  const answer = await page.request.get(office.product.url + path);
  expect(answer.headers()["content-type"]).toContain("text/csv");
  return parse(await answer.text(), { columns: true, bom: true });
}

const sum = (lines: Line[], column: string) =>
  lines.reduce((total, line) => total + Number(line[column]), 0);

/** Rings at one extension or several; who takes it is the first. */
function play(office: Office, from: string, to: string[], talkSeconds: number) {
  const [first] = to as [string];
  const callID = office.pbx.generate({ type: "2", from, to: first });
  for (const other of to.slice(1)) office.pbx.generate({ type: "2", from, to: other, callID });
  if (talkSeconds > 0) office.pbx.generate({ type: "32", callID, from, to: first });
  const duration = String(talkSeconds);
  for (const one of talkSeconds > 0 ? [first] : to) {
    office.pbx.generate({ type: "4", callID, from, to: one, duration });
  }
}

test("figures are what the PBX played, for everybody and for oneself", async ({
  office,
  signedIn,
}) => {
  const [admin, ivan] = [await signedIn("admin"), await signedIn("ivan")];
  const before = { all: await csv(admin, office, "days"), own: await csv(ivan, office, "days") };
  play(office, "73430112233", ["102"], 65);
  play(office, "73430112244", ["102"], 0);
  play(office, "73430112255", ["101"], 40);
  play(office, "73430112266", ["101", "102"], 0);

  const grown = async (page: Page, earlier: Line[]) => {
    const lines = await csv(page, office, "days");
    return ["Incoming", "Answered", "Missed", "Talk time"].map(
      (column) => sum(lines, column) - sum(earlier, column),
    );
  };
  await expect.poll(() => grown(admin, before.all)).toEqual([4, 2, 2, 105]);
  // What rang at several and was missed is the team's; what rang at oneself alone is one's own.
  await expect.poll(() => grown(ivan, before.own)).toEqual([2, 1, 1, 65]);
  const stranger = await fetch(`${office.product.url}/statistics/export?table=days`);
  expect(stranger.status).toBe(401);

  await admin.getByRole("link", { name: "Statistics" }).click();
  await admin.getByRole("link", { name: "Today" }).click();
  await expect(admin).toHaveURL(/period=today/);
  const total = sum(await csv(admin, office, "days"), "Missed");
  const missed = admin.getByText("Missed", { exact: true }).first().locator("xpath=..");
  await expect(missed).toContainText(String(total));
  await admin.getByText("Show as a table").first().press("Enter");
  const table = admin.getByRole("table", { name: "Calls by hour" });
  await expect(table.getByRole("row")).toHaveCount(25);
  await expect(admin.getByRole("figure", { name: "Calls by hour" })).toBeVisible();

  // All columns of the widest table are on a desk's screen.
  for (const width of [1280, 1440]) {
    await admin.setViewportSize({ width, height: 800 });
    const people = admin.getByRole("region", { name: "People", exact: true });
    const beyond = () => people.evaluate((one) => one.scrollWidth - one.clientWidth);
    await expect.poll(beyond).toBe(0);
  }

  await admin.getByLabel("Person").selectOption({ label: "Ivan" });
  await expect(admin).toHaveURL(/person=/);
  await expect(ivan.getByLabel("Person")).toHaveCount(0);

  await admin.getByRole("button", { name: "Time zone" }).click();
  await admin.getByRole("combobox", { name: "Time zone" }).selectOption("Asia/Yekaterinburg");
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("time zone: Yekaterinburg Time")).toBeVisible();
});
