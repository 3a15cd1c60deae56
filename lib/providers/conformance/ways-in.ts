/** How messages come: on a link that stays, or by hooks. */
import { describe, expect, it, vi } from "vitest";
import { freePort } from "../testing";
import { type Conformance, eventually, online, useStages } from "./suite";

/** Longer than the first pause before a link is tried again, in ms. */
const firstTries = 1_500;

export function linkCases(suite: Conformance): void {
  describe("links", () => {
    const open = useStages(suite);

    it("come about, and say so", async () => {
      const { harness, side } = await open();
      expect(harness.statuses[0]?.state).toBe("connecting");
      expect(side.clientCount!()).toBeGreaterThan(0);
    });

    it("come back after a drop, tried again within a second", async () => {
      const { harness, side } = await open();
      const before = harness.statuses.length;
      const droppedAt = Date.now();
      side.dropClients();
      const waiting = await vi.waitFor(() => {
        const status = harness.statuses.slice(before).find(({ state }) => state === "waiting");
        return status ?? expect.fail("not noticed");
      }, eventually);
      const noticed = Date.now() - droppedAt;
      expect(Date.parse(waiting.retryAt ?? "") - droppedAt - noticed).toBeLessThan(1_000);
      await vi.waitFor(() => expect(side.clientCount!()).toBeGreaterThan(0), eventually);
      await online(harness);
      await side.sendEveryKind();
      await vi.waitFor(() => expect(harness.events()).toHaveLength(suite.kinds.length), eventually);
    });

    it("wait while the provider is away, and come back when it returns", async () => {
      const port = await freePort();
      const first = await open({ port });
      await first.away();
      const refused = () => first.harness.statuses.some(({ code }) => code === "ECONNREFUSED");
      await vi.waitFor(() => expect(refused()).toBe(true), eventually);
      await open({ port });
      await online(first.harness);
    });

    it("keep what can't be stored yet, in order", async () => {
      let fails = true;
      let tries = 0;
      const { harness, side } = await open({
        emit: async () => {
          tries += 1;
          if (fails) throw new Error("disk full");
        },
      });
      await side.sendEveryKind();
      await vi.waitFor(() => expect(tries).toBeGreaterThan(1), eventually);
      expect(harness.messages).toEqual([]);
      fails = false;
      const receivedKinds = () => harness.events().map(({ kind }) => kind);
      await vi.waitFor(() => expect(receivedKinds()).toEqual(suite.kinds), eventually);
    });

    it("leave nothing behind when closed", async () => {
      const { harness, side } = await open();
      harness.close();
      await vi.waitFor(() => expect(side.clientCount!()).toBe(0), eventually);
      const reported = harness.statuses.length;
      side.dropClients();
      await new Promise((resolve) => setTimeout(resolve, firstTries));
      expect(harness.statuses).toHaveLength(reported);
      expect(side.clientCount!()).toBe(0);
    });
  });
}

export function hookCases(suite: Conformance): void {
  describe("hooks", () => {
    const open = useStages(suite);

    it("are answered once the message is kept", async () => {
      const { harness, side, door } = await open();
      await side.sendEveryKind();
      for (const { status } of door!.answers) expect(status).toBe(200);
      expect(harness.events().map(({ kind }) => kind)).toEqual(suite.kinds);
    });

    it("without the right token are turned away, and nothing is kept", async () => {
      const { harness, side, door } = await open();
      await side.sendForged!();
      expect(door!.answers).toHaveLength(1);
      expect([401, 403]).toContain(door!.answers[0]!.status);
      expect(harness.messages).toEqual([]);
    });

    it("that can't be stored are asked for again, and taken then", async () => {
      let fails = true;
      const { harness, side, door } = await open({
        emit: async () => {
          if (fails) throw new Error("disk full");
        },
      });
      await side.sendEveryKind();
      expect(door!.answers.length).toBeGreaterThan(0);
      for (const { status } of door!.answers) expect(status).toBe(503);
      expect(harness.messages).toEqual([]);
      fails = false;
      await side.sendEveryKind();
      const receivedKinds = () => harness.events().map(({ kind }) => kind);
      await vi.waitFor(() => expect(receivedKinds()).toEqual(suite.kinds), eventually);
    });
  });
}
