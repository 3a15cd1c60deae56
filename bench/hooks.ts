/** Providers' hooks and people's pages in one process: neither may starve the other. */
import { startProduct } from "../e2e/support/product";
import type { Benchmark, DatabaseContext } from "./benchmark";
import { openPages, sendHooks, type Answers } from "./hooks/load";
import { percentile } from "./measure";
import { clickOnContact, clickOnList } from "./people/clicks";
import { clicked, type Sent } from "./people/deeds";
import { benchSecret, signInCookies } from "./seed/cookies";
import { contactId, scatter } from "./seed/statements";
import type { Row } from "./table";

const token = "the benchmark's hook";
const rate = 100;
/** People who do nothing but open pages: far more than a browser's owner does. */
const people = 4;

/** Lists as they are when the browser has nothing yet. */
const wholePages = async (n: number): Promise<Sent> => ({ path: n % 2 ? "/calls" : "/contacts" });
/** The list and a contact in turn, as who works in an open page asks for them. */
const clicksAmong = (contacts: number) => async (n: number) =>
  clicked(await (n % 2 ? clickOnContact(contactId((n * scatter) % contacts)) : clickOnList()));

export const hooks: Benchmark = {
  name: "hooks",
  needsDatabase: true,
  ownProduct: true,
  async run(context) {
    const product = await startHookedProduct(context);
    try {
      const { seconds, seed } = context.effort;
      const hook = { url: `${product.url}/api/hooks/hooks`, token };
      const cookies = await signInCookies(people);
      const send = (run: string, lasting = seconds) =>
        sendHooks(hook, { rate, seconds: lasting, run });
      const clicks = clicksAmong(seed.contacts);
      const open = (pages = wholePages, lasting = seconds) =>
        openPages(product.url, cookies, lasting, pages);

      context.say("hooks: warming up");
      await Promise.all([send("warm-up", 2), open(wholePages, 3), open(clicks, 3)]);
      context.say(`${rate} hooks/s alone`);
      const alone = await send("alone");
      context.say("pages alone");
      const pagesAlone = await open();
      context.say(`${rate} hooks/s while ${people} people open pages`);
      const [together, pagesTogether] = await Promise.all([send("together"), open()]);
      context.say("the same by clicks");
      const clicksAlone = await open(clicks);
      const [besideClicks, clicksTogether] = await Promise.all([send("clicks"), open(clicks)]);
      return [
        ...rowsOf(`${rate} hooks/s alone`, alone),
        ...rowsOf(`${rate} hooks/s beside pages`, together),
        ...pageRows("pages alone", pagesAlone, seconds),
        ...pageRows(`pages beside ${rate} hooks/s`, pagesTogether, seconds),
        ...rowsOf(`${rate} hooks/s beside clicks`, besideClicks),
        ...pageRows("clicks alone", clicksAlone, seconds),
        ...pageRows(`clicks beside ${rate} hooks/s`, clicksTogether, seconds),
      ];
    } finally {
      await product.stop();
    }
  },
};

function startHookedProduct({ database }: DatabaseContext) {
  return startProduct({
    entry: "bench/hooks/server.ts",
    nodeOptions: ["--import", "tsx"],
    provision: {
      connections: [{ slug: "hooks", provider: "json", name: "Hooks", settings: { token } }],
    },
    env: {
      NODE_ENV: "production",
      DATABASE_URL: database.url,
      TINYCRM_SECRET: benchSecret,
      TINYCRM_DEMO: "0",
      TINYCRM_LOG_LEVEL: "warn",
    },
  });
}

function rowsOf(name: string, { took, failed }: Answers): Row[] {
  return [
    { figure: `${name}: p50`, unit: "ms", product: percentile(took, 50) },
    { figure: `${name}: p99`, unit: "ms", product: percentile(took, 99) },
    { figure: `${name}: max`, unit: "ms", product: percentile(took, 100) },
    { figure: `${name}: not answered with 200`, unit: "requests", product: failed },
  ];
}

function pageRows(name: string, answers: Answers, seconds: number): Row[] {
  const perSecond = answers.took.length / seconds;
  return [
    { figure: `${name}: pages a second`, unit: "1/s", product: perSecond },
    ...rowsOf(name, answers),
  ];
}
