import { describe, expect, it, vi } from "vitest";
import type { CallEvent, RawMessage } from "../contract";
import { eventually, failureOf, useStages, type Conformance, type Stage } from "./suite";

const hour = 3_600_000;
/** How far apart two tellings of one call's start may be, in ms: what `matchByTime` promises. */
const sameStart = 60_000;

export function historyCases(suite: Conformance): void {
  const { adapter } = suite;
  const now = () => suite.now?.() ?? new Date();

  describe("history", () => {
    const open = useStages(suite);

    async function readHistory({ harness, settings }: Stage): Promise<RawMessage[]> {
      const messages: RawMessage[] = [];
      const range = { from: new Date(+now() - hour), to: new Date(+now() + hour) };
      for await (const batch of adapter.backfill!(range, harness.command(settings))) {
        messages.push(...batch);
      }
      return messages;
    }
    const read = ({ harness }: Stage, messages: RawMessage[]) =>
      messages.flatMap((message) => adapter.parse(message.raw, harness.origin(message)));
    const liveCall = async (stage: Stage) => {
      await stage.side.tellWholeCall!();
      const last = suite.kinds.includes("call:ended") ? "call:ended" : suite.kinds.at(-1);
      const receivedKinds = () => stage.harness.events().map(({ kind }) => kind);
      await vi.waitFor(() => expect(receivedKinds()).toContain(last), eventually);
      return stage.harness.inbox().map((message) => ({
        events: adapter.parse(message.raw, stage.harness.origin(message)),
        receivedAt: stage.harness.origin(message).receivedAt,
      }));
    };

    it("told twice has equal keys, and never rings", async () => {
      const stage = await open();
      await liveCall(stage);
      const [first, second] = [await readHistory(stage), await readHistory(stage)];
      expect(first.length).toBeGreaterThan(0);
      expect(second.map(({ key }) => key)).toEqual(first.map(({ key }) => key));
      expect(new Set(first.map(({ key }) => key)).size).toBe(first.length);
      for (const event of read(stage, first)) expect(event).toMatchObject({ replayed: true });
    });

    it("and live events of one call make one call", async () => {
      const stage = await open();
      const live = await liveCall(stage);
      const ended = read(stage, await readHistory(stage)).filter(
        ({ kind }) => kind === "call:ended",
      );
      const same = ended.filter((past) =>
        live.some(({ events, receivedAt }) =>
          events.some((event) => isSameCall(past, event, receivedAt)),
        ),
      );
      expect(same.length).toBeGreaterThan(0);
      expect(same.length, "of all calls in the history, each is the one told live").toBe(
        ended.length,
      );
    });

    it("that the provider refuses to tell fails in words", async () => {
      const stage = await open();
      stage.side.refuseCommands("History is closed today");
      await failureOf(stage, readHistory(stage));
    });

    it("of a provider that is away fails in words", async () => {
      const stage = await open();
      await stage.away();
      await failureOf(stage, readHistory(stage));
    });
  });
}

function isSameCall(past: CallEvent, live: CallEvent, receivedAt: Date): boolean {
  if (past.kind !== "call:ended" || !("externalId" in live)) return false;
  if (live.kind === "call:recorded") return past.externalId === live.externalId;
  if (!past.matchByTime) return past.externalId === live.externalId;
  const direction = "direction" in live ? live.direction : "outgoing";
  const liveStart = Date.parse(("startedAt" in live && live.startedAt) || live.at || "");
  const start = Number.isNaN(liveStart) ? +receivedAt : liveStart;
  return (
    direction === past.direction &&
    digits(live.clientNumber) === digits(past.clientNumber) &&
    Math.abs(Date.parse(past.startedAt ?? "") - start) < sameStart
  );
}

/** National and international spellings differ in front. */
function digits(number = ""): string {
  return number.replace(/\D/g, "").slice(-9);
}
