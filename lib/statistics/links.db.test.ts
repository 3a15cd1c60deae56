/** Each figure leads to exactly its calls: the journal's count there is the figure, over calls of all kinds. */
import fc from "fast-check";
import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Viewer } from "#lib/auth/policy";
import { day, minute, second } from "#lib/base/duration";
import { periodOf } from "#lib/base/period";
import { listJournal } from "#lib/journal/list-journal";
import { journalOptions } from "#lib/journal/journal-schema";
import { openOffice } from "#lib/testing/kit/office";
import { storeCalls } from "#lib/testing/kit/store-calls";
import { callsOf, missedOf, talksOf, type Figures } from "./figures";
import { figureHref, tableLinks, type About } from "./links";
import { statisticsOptions, type StatisticsOptions } from "./options";
import { filterFor, readStatistics, type Statistics } from "./read-statistics";
import { statisticsTable, tableNames, type Names } from "./tables";

const office = await openOffice({
  people: { olena: {}, ivan: {}, boss: { role: "manager" } },
  connections: { office: {}, second: {} },
});
const { olena, ivan, boss } = office.people;
const manager: Viewer = { id: boss, role: "manager" };
const connections = Object.values(office.connections).map(({ connectionId }) => connectionId);
const zone = "Europe/Kyiv";
/** Clocks go back in the night to Sunday. */
const around = Date.UTC(2026, 9, 25);
let outcome: string;
beforeAll(async () => {
  outcome = (await office.db.outcome.create({ data: { key: "promised", position: 1 } })).id;
  await office.db.setting.create({ data: { key: "timeZone", value: zone } });
});
beforeEach(async () => {
  await office.db.callback.deleteMany();
  await office.db.call.deleteMany();
});

const made = fc.record({
  at: fc.integer({ min: around - 6 * day, max: around + 4 * day }),
  direction: fc.constantFrom("incoming", "outgoing", "internal"),
  disposition: fc.constantFrom("answered", "answered", "no-answer", "busy", "failed", null),
  refused: fc.boolean(),
  connection: fc.nat(1),
  person: fc.constantFrom(olena, ivan, null),
  outcome: fc.boolean(),
  wait: fc.option(fc.nat(90)),
  talk: fc.nat(900),
  /** After so long a wait, in minutes, of which somebody was owed this call. */
  owed: fc.option(fc.nat(40)),
});
type Made = typeof made extends fc.Arbitrary<infer T> ? T : never;

async function store(all: readonly Made[]): Promise<void> {
  const calls = await storeCalls(
    all.map((one, index) => ({
      id: `call-${String(index).padStart(4, "0")}`,
      connectionId: connections[one.connection]!,
      startedAt: new Date(one.at),
      direction: one.direction as "incoming",
      disposition: one.disposition as "answered",
      failure: one.refused && one.disposition === "failed" ? "No such extension" : null,
      handledById: one.person,
      requestedById: one.person,
      outcomeId: one.outcome && one.disposition === "answered" ? outcome : null,
      answeredAt: one.disposition === "answered" ? new Date(one.at + 5 * second) : null,
      waitSeconds: one.disposition === "answered" ? one.wait : null,
      talkSeconds: one.disposition === "answered" ? one.talk : null,
    })),
  );
  const data = calls.flatMap((call, index) => {
    const { owed } = all[index]!;
    if (owed === null || !call.answeredAt || call.direction === "internal") return [];
    return {
      kind: owed % 3 === 0 ? "promised" : "missed",
      closedReason: "talked",
      numberRaw: "1",
      closedByCallId: call.id,
      waitingSince: new Date(call.answeredAt.getTime() - owed * minute),
      dueAt: call.answeredAt,
      closedAt: new Date(call.answeredAt.getTime() + minute),
    };
  });
  await office.db.callback.createMany({ data });
}

/** How many calls the journal has at an address, for whoever looks. */
async function countAt(href: string, user: Viewer): Promise<number> {
  const query = Object.fromEntries(new URL(href, "http://x").searchParams);
  const { totals } = await listJournal(user, journalOptions.parse(query));
  expect(totals.atLeast).toBe(false);
  return totals.calls;
}

const figures: Record<string, (figures: Figures) => number> = {
  calls: callsOf,
  incoming: (figures) => figures.incoming,
  answered: (figures) => figures.answered,
  missed: missedOf,
  outgoing: (figures) => figures.outgoing,
  reached: (figures) => figures.reached,
  automatic: (figures) => figures.automatic,
  talks: talksOf,
};

const plain = (id: string | null) => id ?? "";
const names: Names = {
  bucket: plain,
  person: plain,
  connection: plain,
  outcome: plain,
  weekday: String,
};

async function checkAll(statistics: Statistics, about: About, user: Viewer): Promise<void> {
  for (const [counted, of] of Object.entries(figures)) {
    const href = figureHref(about, counted as "calls");
    expect(await countAt(href, user), counted).toBe(of(statistics.now.figures));
  }
  expect(await countAt(figureHref(about, "called-back"), user)).toBe(statistics.now.calledBack);
  for (const name of tableNames) await checkTable(name, statistics, about, user);
}

async function checkTable(
  name: (typeof tableNames)[number],
  statistics: Statistics,
  about: About,
  user: Viewer,
): Promise<void> {
  const table = statisticsTable(name, statistics, names);
  const links = tableLinks(name, table, statistics, about);
  for (const [row, cells] of table.rows.entries()) {
    for (const [column, { key, kind }] of table.columns.entries()) {
      const href = links[row]![column];
      const where = `${name} ${String(cells[0])} ${key}`;
      if (kind === "count" && cells[column] === 0) expect(href, where).toBeNull();
      if (kind === "count" && cells[column] !== 0) {
        expect(await countAt(href!, user), where).toBe(cells[column]);
      }
      if (key === "talk" && href) expect(await countAt(href, user), where).toBeGreaterThan(0);
    }
  }
}

const asked = (over: Partial<StatisticsOptions>) =>
  statisticsOptions.parse({ period: "custom", from: "2026-10-20", to: "2026-10-27", ...over });

it.each([
  ["everybody's, by days", manager, {}],
  ["of a day, by hours", manager, { from: "2026-10-22", to: "2026-10-22" }],
  ["of half a year, by weeks", manager, { from: "2026-05-01" }],
  ["one person's", manager, { person: olena }],
  ["one connection's", manager, { connection: connections[1]! }],
  ["a sales person's own", { id: olena, role: "sales" } as Viewer, { person: ivan }],
])(
  "figures, %s, lead to as many calls",
  async (_, user, over) => {
    await fc.assert(
      fc
        .asyncProperty(fc.array(made, { minLength: 40, maxLength: 60 }), async (all) => {
          await store(all);
          const options = asked(over);
          const period = periodOf(options, zone);
          const filter = filterFor(user, options);
          await checkAll(await readStatistics(period, filter), { period, filter }, user);
        })
        .afterEach(async () => {
          await office.db.callback.deleteMany();
          await office.db.call.deleteMany();
        }),
      { numRuns: 2 },
    );
  },
  60_000,
);
