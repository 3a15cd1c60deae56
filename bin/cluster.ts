// npm run cluster -- [--harm kill] [--times 20] …: three copies of the built product, harmed under load, and the proof
// that nothing was lost, doubled or dialled twice.
import { writeFileSync } from "node:fs";
import { Command, Option } from "commander";
import { buildCommit } from "#lib/testing/cluster/build-commit";
import type { ClusterOptions } from "#lib/testing/cluster/cluster";
import { faultsOf, toMarkdown, type Report } from "#lib/testing/cluster/report";
import { wholeNumber } from "#lib/testing/kit/whole-number";
import { harms, runHarms } from "#lib/testing/cluster/run";

type Given = Omit<ClusterOptions, "progress" | "before"> & {
  before?: string;
  harm: string[];
  times?: number;
  short: boolean;
  markdown?: string;
};
const names = harms.map(({ name }) => name);
const given = new Command("cluster")
  .description("Harms copies of the built product under load")
  .addOption(new Option("-h, --harm <name...>", "which").choices(names).default(names, "all"))
  .option("-t, --times <number>", "how often each is done", wholeNumber)
  .option("-c, --copies <number>", "how many there are", wholeNumber, 3)
  .option("-b, --browsers <number>", "how many people", wholeNumber, 150)
  .option("-e, --events-per-second <number>", "that the PBX tells", wholeNumber, 100)
  .option("-k, --clicks-per-minute <number>", "on numbers", wholeNumber, 30)
  .option("-s, --seed <number>", "replays a run", wholeNumber, 1 + Math.floor(Math.random() * 1e9))
  .option("--before <commit>", "from which all copies are started first, as with an update")
  .option("--short", "shorter harms, as CI has them", false)
  .option("-m, --markdown <file>", "where the table goes")
  .helpOption("--help")
  .parse()
  .opts<Given>();

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
const progress = (line: string) => console.log(line);
const before = given.before ? buildCommit(given.before) : undefined;
progress(`seed ${given.seed}`);
const reports: Report[] = [];
for (const harm of harms.filter(({ name }) => given.harm.includes(name))) {
  progress(harm.title);
  const at = { ...given, before: before?.folder, isShort: given.short, progress };
  const report = await runHarms([harm], at);
  reports.push(report);
  for (const fault of faultsOf(report)) progress(`  fault: ${fault}`);
}
console.log(toMarkdown(reports));
if (given.markdown) writeFileSync(given.markdown, toMarkdown(reports));
before?.remove();
// Cut sockets would keep the process.
process.exit(reports.some((report) => faultsOf(report).length > 0) ? 1 : 0);
