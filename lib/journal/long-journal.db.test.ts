/** A journal longer than what one page looks at. */
import { beforeAll, expect, it } from "vitest";
import type { Viewer } from "#lib/auth/policy";
import { minute } from "#lib/base/duration";
import { openOffice } from "#lib/testing/kit/office";
import { storeCalls } from "#lib/testing/kit/store-calls";
import { mostCounted } from "./journal-totals";
import { plainJournal, type JournalOptions } from "./journal-options";
import { listJournal } from "./list-journal";
import { callRows, countCalls } from "./export-journal";
import { windowsOf } from "./walk";

const office = await openOffice({ people: { boss: { role: "manager" } } });
const boss: Viewer = { id: office.people.boss, role: "manager" };
const newest = Date.UTC(2026, 9, 20, 12);
const count = 12_000;

beforeAll(async () => {
  await storeCalls(
    Array.from({ length: count }, (_, index) => ({
      id: `call-${String(count - index).padStart(6, "0")}`,
      connectionId: office.connections.office.connectionId,
      startedAt: new Date(newest - index * minute),
      // Of a line there are the oldest alone.
      trunk: index >= count - 3 ? "rare" : null,
    })),
  );
}, 60_000);

const list = (over: Partial<JournalOptions>) => listJournal(boss, { ...plainJournal, ...over });

it("is counted up to a limit", async () => {
  const { totals } = await list({});
  expect(totals).toMatchObject({ calls: mostCounted, atLeast: true });
});

it("says how far it has searched, and searches on from there", async () => {
  const page = await list({ trunk: "rare" });
  expect(page).toMatchObject({ calls: [], previous: null, totals: { calls: 0, atLeast: true } });
  expect(new Date(page.searchedTo!).getTime()).toBeLessThan(newest - 9_000 * minute);
  const next = await list({ trunk: "rare", after: page.next! });
  expect(next.calls.map(({ id }) => id)).toEqual(["call-000003", "call-000002", "call-000001"]);
  expect(next).toMatchObject({ next: null, searchedTo: null });
  const back = await list({ trunk: "rare", before: next.previous! });
  expect(back).toMatchObject({ calls: [], searchedTo: null });
  const forth = await list({ trunk: "rare", after: back.next! });
  expect(forth.calls).toEqual(next.calls);
});

it("is exported whole, oldest first", async () => {
  expect(await countCalls(boss, { ...plainJournal, trunk: "rare" })).toBe(3);
  expect(await countCalls(boss, plainJournal)).toBe(count);
  const times: string[] = [];
  const cells = { locale: "en", zone: "UTC" };
  for await (const [at] of callRows(boss, { ...plainJournal, trunk: "rare" }, cells)) {
    times.push(at!);
  }
  expect(times).toHaveLength(4);
  expect(times.slice(1)).toEqual(times.slice(1).sort());
});

it("is walked in windows that grow, each with all calls of its last moment", async () => {
  const windows = [];
  const walk = windowsOf({
    stretches: [{ from: null, to: null }],
    direction: "older",
    firstWindow: 100,
    most: 1_000,
  });
  for (;;) {
    const { value, done } = await walk.next();
    if (done) {
      expect(value).toBe(false);
      break;
    }
    windows.push(value.edge!.getTime());
  }
  expect(windows).toEqual([99, 499, 2_099].map((index) => newest - index * minute));
});
