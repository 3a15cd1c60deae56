import { describe, expect, it, vi } from "vitest";
import { eventually, useStages, type Conformance } from "./suite";

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
      const told = () => harness.events().map(({ kind }) => kind);
      await vi.waitFor(() => expect(told()).toEqual(suite.kinds), eventually);
    });
  });
}
