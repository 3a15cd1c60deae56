import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { day, hour, minute } from "#lib/base/duration";
import type { CallView } from "#lib/calls/call-view";
import { aCall, aCallback, aCandidate, aLeg } from "#lib/testing/kit/views";
import { emit } from "../testing/page-server";
import { olena, render } from "../testing/render";
import { CallbackCount } from "../callbacks/callback-count";
import { CallbackQueue } from "../callbacks/callback-queue";
import { MyDay } from "./my-day";
import { unfinishedTalks } from "./unfinished-talks";

/** The clock stands at noon: a minute from now is still today. */
beforeEach(
  () => void vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-03-10T12:00:00Z") }),
);
afterEach(() => void vi.useRealTimers());

const totals = { calls: 3, answered: 2, missed: 1, reached: 0, talkSeconds: 300, atLeast: false };
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
const talked = (over: Partial<CallView> = {}) =>
  aCall({
    state: "ended",
    disposition: "answered",
    startedAt: ago(minute),
    legs: [aLeg({ userId: olena.id, state: "ended", answeredAt: ago(minute) })],
    ...over,
  });

it("shows whom to call now, whom later today, and the talks without an outcome", async () => {
  const waiting = aCallback({ ownerId: olena.id, candidates: [aCandidate({ name: "Emma" })] });
  const promised = aCallback({
    id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5d10",
    ownerId: olena.id,
    promised: true,
    missedCount: 0,
    dueAt: ago(-minute),
    candidates: [aCandidate({ name: "Lucy" })],
  });
  const farOff = { ...promised, id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5d11", dueAt: ago(-2 * day) };
  const others = aCallback({ id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5d12", ownerId: "somebody" });
  const talk = talked({ contact: aCandidate({ name: "Carter" }) });
  const callbacks = [waiting, promised, farOff, others];
  await render(<MyDay unfinished={[talk]} totals={totals} mayDownload={false} />, { callbacks });
  const part = (name: string) => page.getByRole("region", { name });
  await expect.element(part("Callbacks").getByRole("link", { name: "Emma" })).toBeVisible();
  expect(part("Callbacks").getByRole("listitem").elements()).toHaveLength(1);
  await expect.element(part("Later today").getByRole("link", { name: "Lucy" })).toBeVisible();
  expect(part("Later today").getByRole("listitem").elements()).toHaveLength(1);
  await expect.element(part("Calls without an outcome")).toHaveTextContent("Carter");
  await expect.element(page.getByText("3 calls")).toBeVisible();
});

it("counts what is the person's own or nobody's, and the menu what the queue shows", async () => {
  const others = "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5d12";
  const callbacks = [
    aCallback({ ownerId: olena.id }),
    aCallback({ id: others, ownerId: "somebody" }),
    aCallback({ id: "task", ownerId: olena.id, task: "message", promised: true, missedCount: 0 }),
  ];
  await render(
    <>
      <CallbackCount />
      <MyDay unfinished={[]} totals={totals} mayDownload={false} />
      <CallbackQueue targetMinutes={15} maySetTarget={false} beside={null} />
    </>,
    { callbacks },
  );
  const part = page.getByRole("region", { name: "Callbacks" });
  await expect.element(part).toHaveTextContent("Callbacks 2yours and unassigned, due now");
  await expect
    .element(page.getByRole("heading", { name: "Due now" }))
    .toHaveTextContent("Due now 3");
  expect(document.querySelector("[data-callback-count]")?.getAttribute("title")).toBe(
    "3 due now: yours, unassigned and your colleagues’",
  );
  await expect.element(page.getByText(/^Yours first, then unassigned, then your/)).toBeVisible();
});

it("has an end", async () => {
  await render(<MyDay unfinished={[]} totals={totals} mayDownload={false} />);
  await expect.element(page.getByText("All done for today")).toBeVisible();
});

it("asks for its figures anew when a call of the person's own has ended", async () => {
  const { refreshed } = await render(
    <MyDay unfinished={[]} totals={totals} mayDownload={false} />,
    { served: { calls: [talked({ id: "ended before" })] } },
  );
  const leg = aLeg({ userId: olena.id, state: "answered", answeredAt: ago(minute) });
  const call = aCall({ state: "active", legs: [leg], version: 1 });
  await emit("call", call);
  await emit("call", { ...call, id: "a colleague's", legs: [{ ...leg, userId: "ivan" }] });
  await emit("call", { ...call, id: "a colleague's", legs: [], state: "ended", version: 2 });
  expect(refreshed()).toBe(0);
  await emit("call", { ...call, state: "ended", disposition: "answered", version: 2 });
  await expect.poll(refreshed).toBe(1);
});

it("loses a talk that has its outcome, and takes up one of the person's own that has ended since", () => {
  const served = talked({ id: "served" });
  const outcome = { id: "1", key: "agreed", name: null };
  const ended = talked({ id: "ended" });
  const options = { userId: olena.id, since: Date.now() - hour };
  const among = (...live: CallView[]) =>
    unfinishedTalks([served], new Map(live.map((call) => [call.id, call])), options).map(
      ({ id }) => id,
    );
  expect(among()).toEqual(["served"]);
  expect(among({ ...served, version: 2, outcome })).toEqual([]);
  expect(among(ended).sort()).toEqual(["ended", "served"]);
  expect(among({ ...ended, legs: [aLeg({ userId: "ivan", answeredAt: ago(0) })] })).toEqual([
    "served",
  ]);
  expect(among({ ...ended, disposition: "no-answer" })).toEqual(["served"]);
  expect(among({ ...ended, state: "active" })).toEqual(["served"]);
  expect(among({ ...ended, startedAt: ago(2 * hour) })).toEqual(["served"]);
});
