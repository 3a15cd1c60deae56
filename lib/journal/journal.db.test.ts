/** The journal against a plain reading of the calls, by every filter, page by page. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "#lib/auth/policy";
import { day, hour } from "#lib/base/duration";
import { openOffice } from "#lib/testing/kit/office";
import { storeCalls, type PlainCall } from "#lib/testing/kit/store-calls";
import { plainJournal, type JournalOptions, type JournalView } from "./journal-options";
import { journalOptions } from "./journal-schema";
import { journalPageSize, listJournal } from "./list-journal";

const office = await openOffice({
  people: { olena: { extension: "101" }, boss: { role: "manager" } },
  connections: { office: { country: "RU" }, second: { country: "UA" } },
});
const olena: Viewer = { id: office.people.olena, role: "sales" };
const boss: Viewer = { id: office.people.boss, role: "manager" };
const other = "01900000-0000-7000-8000-00000000000b";
const [first, second] = Object.values(office.connections).map(({ connectionId }) => connectionId);
const noon = Date.UTC(2026, 9, 20, 12);
let calls: PlainCall[];
let agreed: string;

/** Of everything some, and many that began in one moment. */
beforeAll(async () => {
  agreed = (await office.db.outcome.create({ data: { key: "promised", position: 1 } })).id;
  const of = <T>(all: readonly T[], index: number) => all[index % all.length]!;
  calls = await storeCalls(
    Array.from({ length: 430 }, (_, index) => {
      const disposition = of(["answered", "no-answer", "busy", "failed", null] as const, index);
      return {
        id: `01900000-0000-7000-8000-${String(index).padStart(12, "0")}`,
        startedAt: new Date(noon - Math.floor(index / 7) * 5 * hour),
        connectionId: of([first!, first!, second!], index),
        direction: of(["incoming", "outgoing", "internal", "incoming"] as const, index),
        disposition,
        failure: of([null, "No such extension"], Math.floor(index / 9)),
        handledById: of([olena.id, other, null], Math.floor(index / 3)),
        requestedById: index % 11 === 0 ? olena.id : null,
        outcomeId: disposition === "answered" && index % 2 === 0 ? agreed : null,
        trunk: of([null, "74950000001", "74950000002"], Math.floor(index / 2)),
        clientRaw: "x",
        clientE164: of(["+74951112233", "+380441112233", "+442079460000", null], index),
        talkSeconds: disposition === "answered" ? index : null,
      };
    }),
  );
});

const newestFirst = (a: PlainCall, b: PlainCall) =>
  b.startedAt.getTime() - a.startedAt.getTime() || (a.id < b.id ? 1 : -1);

const list = (over: Partial<JournalOptions>, user = boss) =>
  listJournal(user, { ...plainJournal, ...over });

/** All pages, forwards; then the same backwards. */
async function wholeJournal(over: Partial<JournalOptions>, user = boss) {
  let page = await list(over, user);
  const { totals } = page;
  expect(page.previous).toBeNull();
  const forwards = [page.calls];
  while (page.next) {
    page = await list({ ...over, after: page.next }, user);
    forwards.push(page.calls);
  }
  const backwards = [page.calls];
  while (page.previous) {
    page = await list({ ...over, before: page.previous }, user);
    backwards.unshift(page.calls);
  }
  const ids = forwards.flat().map(({ id }) => id);
  expect(backwards.flat().map(({ id }) => id)).toEqual(ids);
  return { ids, totals, pages: forwards.length };
}

const isMissed = (call: PlainCall) =>
  call.direction === "incoming" && call.disposition !== null && call.disposition !== "answered";

type Filtered = [name: string, over: Partial<JournalView>, fits: (call: PlainCall) => boolean];
const filtered: Filtered[] = [
  ["nothing", {}, () => true],
  ["the missed", { show: "missed" }, isMissed],
  ["the outgoing", { show: "outgoing" }, (call) => call.direction === "outgoing"],
  ["a person", { person: other }, (call) => call.handledById === other],
  ["oneself", { person: "mine" }, (call) => call.handledById === boss.id],
  ["nobody", { person: "nobody" }, (call) => call.handledById === null],
  ["a result", { result: "busy" }, (call) => call.disposition === "busy"],
  [
    "no outcome",
    { outcome: "none" },
    (call) => call.outcomeId === null && call.disposition === "answered",
  ],
  ["a connection", { connection: second! }, (call) => call.connectionId === second],
  ["a trunk", { trunk: "74950000002" }, (call) => call.trunk === "74950000002"],
  ["a number", { number: "+380441112233" }, (call) => call.clientE164 === "+380441112233"],
  [
    "a number without its country",
    { number: "8 (495) 111-22-33" },
    (call) => call.clientE164 === "+74951112233",
  ],
  [
    "the beginning of a number",
    { number: "+44 20" },
    (call) => call.clientE164 === "+442079460000",
  ],
  ["no such number", { number: "+7999" }, () => false],
  ["signs that are no number", { number: "x" }, (call) => call.clientRaw === "x"],
  [
    "days",
    { period: "custom", from: "2026-10-18", to: "2026-10-19" },
    ({ startedAt }) => startedAt >= new Date("2026-10-18") && startedAt < new Date("2026-10-20"),
  ],
  [
    "an hour of a weekday",
    { period: "custom", from: "2026-09-20", to: "2026-10-20", weekday: "1", hour: "12" },
    ({ startedAt: at }) => at.getUTCDay() === 2 && at.getUTCHours() === 12 && +at > noon - 30 * day,
  ],
  [
    "several at once",
    { show: "incoming", person: other, connection: first!, result: "answered" },
    (call) =>
      call.direction === "incoming" &&
      call.handledById === other &&
      call.connectionId === first &&
      call.disposition === "answered",
  ],
];

const isTaken = (direction: string) => (call: PlainCall) =>
  call.direction === direction && call.disposition === "answered";

describe("narrowed down to", () => {
  beforeAll(() => office.db.setting.create({ data: { key: "timeZone", value: "UTC" } }));

  it.each(filtered)(
    "%s, it is those calls, forwards and back, with their totals",
    async (...row) => {
      const [, over, fits] = row;
      const fitting = calls.filter(fits).sort(newestFirst);
      const { ids, totals, pages } = await wholeJournal(over);
      expect(ids).toEqual(fitting.map(({ id }) => id));
      expect(pages).toBe(Math.max(1, Math.ceil(fitting.length / journalPageSize)));
      expect(totals).toEqual({
        calls: fitting.length,
        answered: fitting.filter(isTaken("incoming")).length,
        missed: fitting.filter(isMissed).length,
        reached: fitting.filter((call) => isTaken("outgoing")(call) && call.handledById !== null)
          .length,
        talkSeconds: fitting.reduce((sum, { talkSeconds }) => sum + (talkSeconds ?? 0), 0),
        atLeast: false,
      });
    },
  );

  it.each(filtered)("%s, a sales person sees those of their own alone", async (...row) => {
    const [, over, fits] = row;
    const asked =
      over.person === "mine" ? (call: PlainCall) => call.handledById === olena.id : fits;
    const own = calls.filter((call) => call.requestedById === olena.id && asked(call));
    const { ids, totals } = await wholeJournal(over, olena);
    expect(ids).toEqual(own.sort(newestFirst).map(({ id }) => id));
    expect(totals.calls).toBe(own.length);
  });

  it("an outcome", async () => {
    const { ids } = await wholeJournal({ outcome: agreed });
    const fitting = calls.filter(({ outcomeId }) => outcomeId === agreed).sort(newestFirst);
    expect(ids).toEqual(fitting.map(({ id }) => id));
  });

  it("words of notes, within reach", async () => {
    const [mine, others] = [calls[0]!.id, calls[1]!.id];
    await office.db.note.createMany({
      data: [
        { callId: mine, text: "Рассрочка на три месяца" },
        { callId: others, text: "рассрочку не хочет" },
      ],
    });
    expect((await list({ note: "рассрочк" })).calls.map(({ id }) => id).sort()).toEqual(
      [mine, others].sort(),
    );
    expect((await list({ note: "рассрочк" }, olena)).calls.map(({ id }) => id)).toEqual([mine]);
    expect((await list({ note: "рассрочк", person: other })).calls).toEqual([]);
  });
});

it("goes on where it was, whoever calls meanwhile", async () => {
  const page = await list({});
  const next = await list({ after: page.next! });
  const at = new Date(noon + hour);
  await storeCalls([{ id: "new", connectionId: first!, startedAt: at }]);
  expect((await list({ after: page.next! })).calls).toEqual(next.calls);
  await office.db.call.delete({ where: { id: "new" } });
});

it("takes an address for what it can be", () => {
  const nonsense = {
    show: "x",
    period: "ever",
    from: "today",
    person: "me",
    counted: "all",
    hour: "24",
    weekday: "1.5",
    connection: ["a", "b"],
    after: 3,
  };
  expect(journalOptions.parse(nonsense)).toEqual(plainJournal);
  expect(journalOptions.parse({})).toEqual(plainJournal);
});

it.each(["x", Buffer.from('["a","b"]').toString("base64url")])(
  "shows its first page at a place that is none: %s",
  async (after) => expect((await list({ after })).calls).toEqual((await list({})).calls),
);
