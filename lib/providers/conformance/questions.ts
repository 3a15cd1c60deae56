import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { failureOf, useStages, type Conformance } from "./suite";

export function questionCases(suite: Conformance): void {
  const { adapter } = suite;

  if (adapter.check) {
    describe("the check", () => {
      const open = useStages(suite);

      it("proves good settings, ability by ability", async () => {
        const { harness, settings } = await open();
        const { detail, abilities = [] } = await adapter.check!(harness.command(settings));
        expect(detail).toBeTruthy();
        for (const ability of abilities) {
          expect(ability, ability.detail).toMatchObject({ ok: true });
          expect(ability.detail).toBeTruthy();
        }
      });

      it("says in words what the provider refuses", async () => {
        const stage = await open();
        const wrong = adapter.settings.parse({ ...stage.side.settings, ...suite.wrongCredentials });
        const failure = await failureOf(stage, adapter.check!(stage.harness.command(wrong)));
        expect(failure).toMatchObject({ message: expect.stringMatching(/./) });
      });

      it("says in words that the provider is away", async () => {
        const stage = await open();
        await stage.away();
        await failureOf(stage, adapter.check!(stage.harness.command(stage.settings)));
      });
    });
  }

  if (adapter.directory) {
    describe("the directory", () => {
      const open = useStages(suite);

      it("lists people with their extensions", async () => {
        const { harness, settings } = await open();
        const people = await adapter.directory!(harness.command(settings));
        expect(people.length).toBeGreaterThan(0);
        for (const { extension, name } of people) {
          expect(extension).toBeTruthy();
          expect(name).toBeTruthy();
        }
      });

      it("fails in words when the provider is away", async () => {
        const stage = await open();
        await stage.away();
        await failureOf(stage, adapter.directory!(stage.harness.command(stage.settings)));
      });
    });
  }

  describe("the handbook", () => {
    it("has a page for it", () => {
      expect(existsSync(`docs/providers/${adapter.id}.md`)).toBe(true);
    });
  });
}
