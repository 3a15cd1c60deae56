/**
 * The office most flows happen in: a simulated PBX with a password, an administrator, and two sales
 * people with extensions 101 and 102, who know Аркадий and a family that shares one number.
 */
import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import Database from "better-sqlite3";
import {
  startSimulator,
  type ProstieZvonkiSimulator,
} from "#lib/providers/prostie-zvonki/simulator";
import { startProduct, type Product } from "./product";
import { tellOfFailure, watchRequests } from "./failure-report";

export const password = "correct horse battery";
export const people = {
  admin: "admin@office.test",
  olena: "olena@office.test",
  ivan: "ivan@office.test",
} as const;

export interface Office {
  product: Product;
  pbx: ProstieZvonkiSimulator;
  /** The PBX's log lines of this test. */
  pbxLog: string[];
}

const contacts = `name,phone
Аркадий,+7 (343) 0112233
Борис,+7 (343) 0112244
Валентина,+7 (343) 0112255
Мария Соколова,+7 495 0177788
Пётр Соколов,+7 495 0177788
`;

export const test = base.extend<
  { signedIn: (who: keyof typeof people) => Promise<Page> },
  { office: Office; officeOf: string }
>({
  /** A file that leaves much behind names an office of its own, and gets a worker of its own with it. */
  officeOf: ["all files", { scope: "worker", option: true }],

  office: [
    async ({}, use) => {
      const pbxLog: string[] = [];
      const pbx = await startSimulator({
        host: "127.0.0.1",
        port: 0,
        password: "pbx-password",
        log: (line) => pbxLog.push(line),
      });
      const product = await startProduct({
        // For connections that tests add by the form: those of the file need no permission.
        env: { TINYCRM_ALLOWED_NETWORKS: "127.0.0.1" },
        provision: {
          users: [
            { email: people.admin, name: "Ada Admin", role: "admin", password },
            {
              email: people.olena,
              name: "Olena",
              role: "sales",
              password,
              locale: "en",
              extensions: { office: "101" },
            },
            {
              email: people.ivan,
              name: "Ivan",
              role: "sales",
              password,
              locale: "en",
              extensions: { office: "102" },
            },
          ],
          connections: [
            {
              slug: "office",
              provider: "prostie-zvonki",
              name: "Office PBX",
              settings: { url: pbx.url, password: "pbx-password" },
            },
          ],
        },
        contacts,
      });
      await use({ product, pbx, pbxLog });
      await product.stop();
      await pbx.close();
    },
    { scope: "worker" },
  ],

  /** Opens a browser of one's own and signs in there. */
  signedIn: async ({ browser, office }, use, info) => {
    const pages: Page[] = [];
    const reports: (() => string)[] = [];
    await use(async (who) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      pages.push(page);
      reports.push(watchRequests(page, who));
      await signIn(page, office.product.url, people[who]);
      return page;
    });
    if (info.status === info.expectedStatus) await expectNoCalls(pages);
    tellOfFailure(info, reports, office.product);
    await Promise.all(pages.map((page) => page.context().close()));
    putStripsAway(office.product);
    office.pbxLog.length = 0;
  },
});

/** Whoever comes next shares the office: a call left on somebody's line would fold the strips of theirs. */
async function expectNoCalls(pages: readonly Page[]): Promise<void> {
  const onTheLine = ["ringing", "dialling", "active"].map((state) => `[data-state=${state}]`);
  for (const page of pages.filter((one) => !one.isClosed())) {
    const cards = page.locator(`[data-card]:is(${onTheLine.join()})`);
    await expect(cards, "calls that the test has left behind").toHaveCount(0);
  }
}

/** As if everybody had said what came of their talks. */
function putStripsAway({ dataDir }: Product): void {
  const db = new Database(join(dataDir, "tinycrm.db"), { timeout: 10_000 });
  db.prepare(`UPDATE "CallLeg" SET "dismissed" = 'wrap-up'`).run();
  db.close();
}

/** Nobody here is asked about alerts: they have said before that they want none. */
const alertsChosen = () => {
  const key = "tinycrm.alerts";
  if (window.location.protocol.startsWith("http") && !window.localStorage.getItem(key))
    window.localStorage.setItem(key, "{}");
};

/** As a script signs in, with two requests: the form has a test of its own. */
export async function signIn(page: Page, url: string, email: string, word = password) {
  await page.context().addInitScript(alertsChosen);
  const { csrfToken } = await (await page.request.get(`${url}/api/auth/csrf`)).json();
  await page.request.post(`${url}/api/auth/callback/credentials`, {
    form: { csrfToken, email, password: word },
  });
  await page.goto(`${url}/contacts`);
  await expect(page).toHaveURL(/\/contacts/);
  // The live layer is up: from here on calls reach this page.
  await expect(page.locator("[data-link-state=live]")).toBeAttached();
}

/** The call a person has ordered is made, and nobody answers: it is off the screen for whoever comes next. */
export function endOrdered(office: Office, from: string, to: string) {
  const callID = office.pbx.generate({ type: "8", from, to });
  office.pbx.generate({ type: "4", callID, from, to, direction: "1", duration: "0" });
}

/** Types into the field that a dialog opens with. A script's Cyrillic letters press no keys: they need the field itself. */
export async function typeInDialog(page: Page, text: string) {
  await expect(page.getByRole("dialog").locator("input").first()).toBeFocused();
  await page.keyboard.type(text);
}

/** The screen pop for a number: a region whose name holds it. */
export function popup(page: Page, number: string | RegExp) {
  return page.getByRole("region", { name: number });
}

export { expect };
