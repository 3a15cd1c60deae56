// npm run conformance: runs the suite every adapter must pass and writes the matrix, adapters × cases,
// to docs/conformance.md. With --check it only says whether what is written there still holds.
import { readFileSync, writeFileSync } from "node:fs";
import { Command } from "commander";
import { format, resolveConfig } from "prettier";
import { startVitest, type TestCase } from "vitest/node";
import { commandNames } from "#lib/providers/conformance/names";
import { projectFile } from "#lib/base/project-file";
import { adapters } from "#lib/providers/registry";

const path = projectFile("docs/conformance.md");
const marks: Record<string, string> = { passed: "✓", failed: "✗" };
/** The parts of the suite, in its order. */
const parts = [
  "settings",
  "events",
  "links",
  "hooks",
  ...commandNames,
  "history",
  "the check",
  "the directory",
  "the handbook",
  "the simulator",
];

interface Outcome {
  adapter: string;
  part: string;
  title: string;
  mark: string;
}

const { check } = new Command("conformance")
  .description("Runs the suite every provider's adapter must pass")
  .option("--check", "fail when docs/conformance.md says something else; write nothing")
  .parse()
  .opts<{ check?: boolean }>();

const outcomes = await runSuite();
const page = await format(matrix(outcomes), { ...(await resolveConfig(path)), filepath: path });
console.log(page);
const stale = readPage() !== page;
if (!check) writeFileSync(path, page);
else if (stale) console.error("docs/conformance.md is not up to date: npm run conformance");
process.exit(outcomes.some(({ mark }) => mark === "✗") || (check && stale) ? 1 : 0);

async function runSuite(): Promise<Outcome[]> {
  const vitest = await startVitest("test", ["conformance.test"], { watch: false, project: "unit" });
  const cases = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
  await vitest.close();
  return cases.map(toOutcome);
}

function toOutcome(test: TestCase): Outcome {
  const [suite = "", part = "", title = ""] = test.fullName.split(" > ");
  const mark = marks[test.result().state] ?? "?";
  return { adapter: suite.replace(/ conforms$/, ""), part, title, mark };
}

function matrix(outcomes: Outcome[]): string {
  const columns = adapters.filter(({ id }) => outcomes.some(({ adapter }) => adapter === id));
  const tables = parts.flatMap((part) => {
    const own = outcomes.filter((outcome) => outcome.part === part);
    const titles = [...new Set(own.map(({ title }) => title))];
    if (titles.length === 0) return [];
    const rows = titles.map((title) => {
      const cells = columns.map(
        ({ id }) =>
          own.find((outcome) => outcome.title === title && outcome.adapter === id)?.mark ?? "–",
      );
      return row([`${part} ${title}`, ...cells]);
    });
    return rows;
  });
  return `# What every provider's adapter is held to

Written by \`npm run conformance\`, which runs one suite (\`lib/providers/conformance.ts\`) against each
provider's simulator over real sockets. ✓ passes, ✗ fails, – is not asked: the adapter has no such
method, because the provider has no such thing.

${row(["", ...columns.map(({ label }) => label)])}
${row(["---", ...columns.map(() => ":-:")])}
${tables.join("\n")}
`;
}

function row(cells: string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function readPage(): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
