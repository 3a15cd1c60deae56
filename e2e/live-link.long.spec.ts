import type { Browser, Page } from "@playwright/test";
import { startTcpProxy } from "#lib/testing/kit/tcp-proxy";
import { expect, people, popup, signIn, test } from "./support/office";

const from = "73430117700";
const shown = /\+7 343 011 77 00/;
const link = (page: Page) => page.locator("[data-link-state]");

/** Longer than a page may be away without doubting its socket. */
const nap = 17_000;

/** What sleep does to a page: its process stands still, and is not told of it. */
async function sleep(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const pages = processInfo.filter((info) => info.type === "renderer").map((info) => info.id);
  for (const pid of pages) process.kill(pid, "SIGSTOP");
  await new Promise((resolve) => setTimeout(resolve, nap));
  for (const pid of pages) process.kill(pid, "SIGCONT");
}

test("after sleep the page asks what is under way, and shows it", async ({
  office,
  page,
  browser,
}) => {
  const sent: string[] = [];
  page.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => sent.push(payload.toString())),
  );
  await signIn(page, office.product.url, people.olena);
  expect(sent.filter((frame) => frame.includes("calls:refresh"))).toEqual([]);
  const slept = sleep(browser);
  const callID = office.pbx.generate({ type: "2", from, to: "101" });
  await slept;
  await expect(popup(page, shown)).toBeVisible();
  await expect.poll(() => sent.filter((frame) => frame.includes("calls:refresh")).length).toBe(1);
  await expect(link(page)).toHaveAttribute("data-link-state", "live");
  office.pbx.generate({ type: "4", callID, from, to: "101", direction: "0", duration: "0" });
  await expect(popup(page, shown)).toHaveCount(0);
});

test("a network that dies in silence is known by its heartbeat, after sleep at once", async ({
  office,
  page,
  browser,
}) => {
  // Limits for what hangs: a silence takes up to 20 s to be known, and a busy machine takes its time beside it.
  test.setTimeout(300_000);
  const proxy = await startTcpProxy({ port: Number(new URL(office.product.url).port) });
  await signIn(page, `http://127.0.0.1:${proxy.port}`, people.olena);

  // Awake: the heartbeat stops.
  proxy.become({ halfOpen: true });
  const cutAt = Date.now();
  await expect(link(page)).not.toHaveAttribute("data-link-state", "live", { timeout: 60_000 });
  test.info().annotations.push({
    type: "silence to known, ms",
    description: String(Date.now() - cutAt),
  });
  await expect(page.getByText("Connection to tinyCRM lost")).toBeVisible();
  const callID = office.pbx.generate({ type: "2", from, to: "101" });
  await expect(popup(page, shown)).toHaveCount(0);

  proxy.become({});
  proxy.cut("rst");
  await expect(popup(page, shown)).toBeVisible({ timeout: 60_000 });
  await expect(link(page)).toHaveAttribute("data-link-state", "live");
  await expect(page.getByText("Connection to tinyCRM lost")).toHaveCount(0);

  // Asleep: the socket still says it is open, and is not believed.
  proxy.become({ halfOpen: true });
  await sleep(browser);
  await expect(link(page)).not.toHaveAttribute("data-link-state", "live");
  office.pbx.generate({ type: "4", callID, from, to: "101", direction: "0", duration: "0" });
  proxy.become({});
  proxy.cut("rst");
  await expect(link(page)).toHaveAttribute("data-link-state", "live", { timeout: 60_000 });
  await expect(popup(page, shown)).toHaveCount(0);
  await proxy.close();
});
