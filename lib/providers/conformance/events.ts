import { describe, expect, it, vi } from "vitest";
import type { RawMessage } from "../contract";
import { eventually, expectNoSecret, useStages, type Conformance, type Stage } from "./suite";

export function eventCases(suite: Conformance): void {
  const { adapter, kinds } = suite;

  describe("events", () => {
    const open = useStages(suite);
    const kindsOf = ({ harness }: Stage) => harness.events().map(({ kind }) => kind);
    const receives = (stage: Stage, expected: string[]) =>
      vi.waitFor(() => expect(kindsOf(stage)).toEqual(expected), eventually);

    /** Refused in the inbox, or by `parse`: in either case with a reason, and with its text. */
    function reasonFor({ harness }: Stage, message: RawMessage) {
      if (message.refused) return message.refused;
      try {
        adapter.parse(message.raw, harness.origin(message));
        return null;
      } catch (error) {
        return error as Error;
      }
    }

    /** Each was kept with its reason, or turned away at the door as hopeless. */
    async function setAside(stage: Stage, count: number) {
      await vi.waitFor(() => {
        const { answers } = stage.door ?? {};
        const kept = stage.harness.inbox().length;
        expect(answers?.length ?? kept).toBe(count);
        // What is turned away may be kept as well, for the administrator to see.
        const turnedAway = answers?.filter(({ status }) => status >= 400) ?? [];
        expect(kept + turnedAway.length).toBeGreaterThanOrEqual(count);
      }, eventually);
      for (const { status } of stage.door?.answers ?? []) expect(status).toBeLessThan(500);
      for (const message of stage.harness.inbox()) {
        expect(reasonFor(stage, message)).toMatchObject({
          name: "ProviderError",
          message: expect.stringMatching(/./),
        });
      }
    }

    it("of every kind are told in neutral words", async () => {
      const stage = await open();
      await stage.side.sendEveryKind();
      await receives(stage, kinds);
      for (const message of stage.harness.inbox()) {
        const origin = stage.harness.origin(message);
        const [first, second] = [1, 2].map(() => adapter.parse(message.raw, origin));
        expect(second).toEqual(first);
      }
      for (const event of stage.harness.events()) {
        if (event.at) expect(new Date(event.at).toISOString()).toBe(event.at);
        if ("externalId" in event) expect(event.externalId).not.toBe("");
      }
    });

    it("of an unknown kind are kept, and the unknown is named", async () => {
      const stage = await open();
      await stage.side.sendRaw(suite.unknownKind);
      await vi.waitFor(() => expect(stage.harness.inbox()).toHaveLength(1), eventually);
      expect(reasonFor(stage, stage.harness.inbox()[0]!)).toMatchObject({
        name: "ProviderError",
        field: expect.any(String),
      });
    });

    it("that are garbage are set aside with their reason, and the next are heard", async () => {
      const stage = await open();
      const states = stage.harness.statuses.length;
      for (const frame of suite.garbage) await stage.side.sendRaw(frame);
      await setAside(stage, suite.garbage.length);
      await stage.side.sendEveryKind();
      await receives(stage, kinds);
      expect(stage.harness.statuses).toHaveLength(states);
    });

    it("too large are set aside, and the next are heard", async () => {
      const stage = await open();
      await stage.side.sendRaw(suite.oversized);
      await setAside(stage, 1);
      if (adapter.connect) {
        for (const { raw } of stage.harness.inbox()) expect(raw.length).toBeLessThan(100_000);
      }
      await stage.side.sendEveryKind();
      await receives(stage, kinds);
    });

    it("never show the secret", async () => {
      const stage = await open();
      expect(suite.secret.length).toBeGreaterThanOrEqual(8);
      expect(JSON.stringify(stage.settings)).toContain(suite.secret);
      for (const frame of suite.garbage) await stage.side.sendRaw(frame);
      await setAside(stage, suite.garbage.length);
      for (const message of stage.harness.inbox()) {
        stage.refusals.push(reasonFor(stage, message));
      }
      if (adapter.connect) {
        stage.side.dropClients();
        const waiting = () => stage.harness.statuses.some(({ state }) => state === "waiting");
        await vi.waitFor(() => expect(waiting()).toBe(true), eventually);
      }
      await stage.side.sendForged?.();
      expectNoSecret(stage, suite.secret);
    });
  });
}
