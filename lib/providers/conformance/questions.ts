import { readFileSync } from "node:fs";
import { providerWords } from "../words";
import { describe, expect, it } from "vitest";
import { type Conformance, failureOf, useStages } from "./suite";

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
          expect(ability.ok, ability.detail).not.toBe(false);
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
    it("names every setting, leads to the vendor, and says how to try it", () => {
      const page = readFileSync(`docs/providers/${adapter.id}.md`, "utf8");
      for (const key of Object.keys(adapter.settings.shape)) {
        expect(page, key).toContain(`\`${key}\``);
      }
      expect(page).toContain(`](${adapter.docsUrl})`);
      expect(page).toContain(`npm run simulate -- ${adapter.id}`);
      for (const heading of ["What works", "What the vendor does not allow", "Try it"]) {
        expect(page).toContain(`\n## ${heading}`);
      }
    });
  });
}

export function settingsCases({ adapter, wrongSettings }: Conformance): void {
  describe("settings", () => {
    it("name each wrong field", () => {
      expect(wrongSettings.length).toBeGreaterThan(0);
      for (const { settings, field } of wrongSettings) {
        const parsed = adapter.settings.safeParse(settings);
        const fields = parsed.error?.issues.map(({ path }) => path.join("."));
        expect(fields, `${field} in ${JSON.stringify(settings)}`).toContain(field);
      }
    });

    it("have a label in three languages", () => {
      for (const locale of ["en", "ru", "uk"] as const) {
        const labels = providerWords[locale][adapter.id]!.settings;
        for (const name of Object.keys(adapter.settings.shape)) {
          expect(labels[name]?.label, `${locale} ${name}`).toBeTruthy();
        }
      }
    });
  });
}
