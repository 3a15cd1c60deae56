/** Works as hands do, and counts: keys that command, clicks, and ms from the last of them to what it brings. */
import { expect, type Locator, type Page } from "@playwright/test";

/** What a job took. Letters of a text are no cost of ours: `text` stands for them in `how`. */
export interface Cost {
  job: string;
  how: string;
  keys: number;
  clicks: number;
  /** From the last key or click until it shows; null: nothing had to come. */
  ms: number | null;
}

export interface Hands {
  press(...keys: string[]): Promise<void>;
  /** Types into what has the focus, which has to be a field. */
  type(text: string): Promise<void>;
  click(what: Locator): Promise<void>;
  /** Waits until it shows, and takes the time. */
  see(what: Locator): Promise<void>;
}

export async function timeJob(
  page: Page,
  job: string,
  work: (hands: Hands) => Promise<void>,
): Promise<Cost> {
  const how: string[] = [];
  let [keys, clicks, since] = [0, 0, Date.now()];
  let ms: number | null = null;
  await work({
    async press(...pressed) {
      for (const key of pressed) {
        since = Date.now();
        await page.keyboard.press(key);
      }
      keys += pressed.length;
      how.push(...pressed.map((key) => `\`${key.replace("Control", "Ctrl")}\``));
    },
    async type(text) {
      await expect(page.locator("input:focus, textarea:focus")).toBeVisible();
      since = Date.now();
      await page.keyboard.type(text);
      how.push("text");
    },
    async click(what) {
      await expect(what).toBeVisible();
      since = Date.now();
      await what.click();
      clicks += 1;
      how.push("click");
    },
    async see(what) {
      await expect(what).toBeVisible();
      ms = Date.now() - since;
    },
  });
  return { job, how: how.join(" ") || "–", keys, clicks, ms };
}

export function costTable(costs: readonly Cost[]): string {
  const rows = costs.map(({ job, how, keys, clicks, ms }) =>
    [job, how, keys, clicks, ms ?? "–"].join(" | "),
  );
  return ["Job | How | Keys | Clicks | ms", "--- | --- | ---: | ---: | ---:", ...rows]
    .map((row) => `| ${row} |`)
    .join("\n");
}
