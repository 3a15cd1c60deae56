// npm run torture -- [--kills 200] [--database sqlite|postgresql] [--seed S]: kills the product at
// random moments under load and shows that nothing accepted was lost, doubled or put out of order.
import { Command, Option } from "commander";
import { describeComparison, isClean } from "#lib/testing/kit/compare-calls";
import { openProductOffice } from "#lib/testing/kit/product-office";
import { runTorture } from "#lib/testing/torture/run-torture";
import { wholeNumber } from "#lib/testing/kit/whole-number";
import { describeTorture } from "#lib/testing/torture/describe-torture";

const { kills, database, seed } = new Command("torture")
  .description("Kills the built product at random moments under load")
  .option("-k, --kills <number>", "how often", wholeNumber, 200)
  .addOption(
    new Option("-d, --database <kind>", "PostgreSQL's server is named by TEST_DATABASE_URL")
      .choices(["sqlite", "postgresql"])
      .default("sqlite"),
  )
  .option("-s, --seed <number>", "replays a run", wholeNumber, 1 + Math.floor(Math.random() * 1e9))
  .parse()
  .opts<{ kills: number; database: "sqlite" | "postgresql"; seed: number }>();

const office = await openProductOffice({ database });
console.log(`seed ${seed}: ${kills} kills on ${database}`);
const progress = (line: string) => console.log(line);
const report = await runTorture(office, { kills, seed, progress }).finally(office.close);
if (!isClean(report)) console.log(describeComparison(report));
console.log(describeTorture(report));
process.exitCode = isClean(report) ? 0 : 1;
