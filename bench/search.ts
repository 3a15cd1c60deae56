/** Finding a contact among all of them, beside the plain LIKE, and what the index for it costs. */
import { join, sqltag as sql } from "@prisma/client/runtime/client";
import { alternativesOf } from "#lib/search/search-text";
import { closeDatabase, db, openDatabase } from "#lib/db/client";
import { search as searchFor } from "#lib/search/search";
import type { Benchmark, DatabaseContext } from "./benchmark";
import { now } from "./clock";
import { percentile } from "./measure";
import { buildIndex, importRates, megabytesOfIndex } from "./search/database";
import { askedQuestions, type Question, typeAll } from "./search/questions";
import { signInCookies } from "./seed/cookies";
import { userId } from "./seed/statements";
import { startBenchProduct } from "./stage";
import type { Row } from "./table";

/** What the palette asks for. */
const limits = { contacts: 8, companies: 4, calls: 5, notes: 4 };
const percents = { p50: 50, p99: 99, max: 100 };

export const search: Benchmark = {
  name: "search",
  needsDatabase: true,
  ownProduct: true,
  async run(context) {
    const { database, effort, say } = context;
    const megabytes = await megabytesOfIndex(database);
    await openDatabase({ url: database.url });
    const questions = await askedQuestions(effort.finding.questions);
    say(`${questions.length} questions, one after another`);
    const found = await timeAll(questions, (q) =>
      searchFor({ id: userId(1), role: "sales" }, q, limits),
    );
    say("the same with LIKE");
    // A multiple of the kinds would ask only some of them.
    const some = questions.filter(
      (_, index) => index % Math.floor(questions.length / effort.finding.plain) === 0,
    );
    const plain = await timeAll(some, plainLike);
    await closeDatabase();
    const rows = [...mixed(found, plain), ...byKind(found, plain)];
    rows.push(...(await throughTheDoor(context, questions)));
    say("building the index, importing");
    const seconds = await buildIndex(database);
    const { indexed, plain: unindexed } = await importRates(database, effort.finding.imported);
    return [
      ...rows,
      { figure: "search index", unit: "MB", product: megabytes },
      { figure: "search index: built in", unit: "s", product: seconds },
      {
        figure: "import with the index (beside: without)",
        unit: "contacts/s",
        product: indexed,
        relay: unindexed,
      },
    ];
  },
};

type Took = Map<string, number[]>;

async function timeAll(
  questions: readonly Question[],
  ask: (q: string) => Promise<unknown>,
): Promise<Took> {
  const took: Took = new Map();
  for (const { q } of questions.slice(0, 20)) await ask(q);
  for (const { kind, q } of questions) {
    const begin = now();
    await ask(q);
    const list = took.get(kind) ?? [];
    took.set(kind, [...list, now() - begin]);
  }
  return took;
}

/** What the list of contacts did before there was an index, which nothing appended keeps PostgreSQL from. */
function plainLike(q: string): Promise<unknown> {
  const each = alternativesOf(q).map((words) =>
    join(
      words.map((word) => sql`("searchText" || '') LIKE ${`%${word}%`}`),
      " AND ",
    ),
  );
  return db().$queryRaw`SELECT "id", "name" FROM "Contact"
    WHERE "deletedAt" IS NULL AND (${join(each, " OR ")}) LIMIT ${limits.contacts}`;
}

const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b);

function mixed(found: Took, plain: Took): Row[] {
  const [all, like] = [sorted([...found.values()].flat()), sorted([...plain.values()].flat())];
  return Object.entries(percents).map(([name, percent]) => ({
    figure: `search, mixed (beside: LIKE): ${name}`,
    unit: "ms",
    product: percentile(all, percent),
    relay: percentile(like, percent),
  }));
}

function byKind(found: Took, plain: Took): Row[] {
  return [...found].map(([kind, took]) => ({
    figure: `search, ${kind}: p99`,
    unit: "ms",
    product: percentile(sorted(took), 99),
    relay: percentile(sorted(plain.get(kind) ?? []), 99),
  }));
}

async function throughTheDoor(
  { database, effort, say }: DatabaseContext,
  questions: readonly Question[],
): Promise<Row[]> {
  const { people } = effort.finding;
  say(`${people} people type`);
  const product = await startBenchProduct(database);
  try {
    const cookies = await signInCookies(people);
    const words = questions.filter(({ kind }) => !kind.includes("within")).map(({ q }) => q);
    await typeAll(product.url, cookies.slice(0, 1), words.slice(0, 3));
    const { took, failed } = await typeAll(product.url, cookies, words.slice(0, people * 8));
    return [
      ...Object.entries(percents).map(([name, percent]) => ({
        figure: `search, ${people} people typing: ${name}`,
        unit: "ms",
        product: percentile(took, percent),
      })),
      { figure: `search, ${people} people typing: failed`, unit: "requests", product: failed },
    ];
  } finally {
    await product.stop();
  }
}
