/** A crash at any moment: kill -9 under load, again and again, on the same data. */
import { describe, expect, it } from "vitest";
import { openProductOffice } from "#lib/testing/kit/product-office";
import { runTorture } from "#lib/testing/torture/run-torture";
import { nothingLost, verdict } from "./verdict";

/** Each takes some six seconds; `npm run torture` does as many as one likes. */
const kills = 12;

// One after the other: what is still on its way when a kill comes is judged by the clock.
describe.each(["sqlite", "postgresql"] as const)("on %s", (database) => {
  const away = database === "postgresql" && !process.env.TEST_DATABASE_URL;

  it.skipIf(away)(
    `${kills} kills under load lose, double and reorder nothing`,
    async () => {
      const seed = 1 + Math.floor(Math.random() * 1e9);
      const office = await openProductOffice({ database });
      try {
        const report = await runTorture(office, { kills, seed, progress: () => undefined });
        expect(verdict(report), `npm run torture -- -k ${kills} -d ${database} -s ${seed}`).toEqual(
          nothingLost,
        );
        expect(report.accepted).toBeGreaterThan(200);
      } finally {
        await office.close();
      }
    },
    900_000,
  );
});
