import { describe, expect, it } from "vitest";
import type { Conformance } from "./suite";

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
        const labels = adapter.messages[locale].settings;
        for (const name of Object.keys(adapter.settings.shape)) {
          expect(labels[name]?.label, `${locale} ${name}`).toBeTruthy();
        }
      }
    });
  });
}
