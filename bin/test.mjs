// `npm test`: units, components and databases, then a day's work in the built product in a real browser.
// `npm run test:long`: hostile texts, the built product under faults, and the other browser tests
// (`*.long.*`, `*.fault.*`), then what is measured while nothing else runs (`*.timed.*`). `npm run test:all`:
// both. Each ends with one line over all its runners: N passed, N failed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { chromium } from "@playwright/test";
import { build } from "./build.mjs";
import { findBrowser } from "./find-browser.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const asked = process.argv.slice(2);
const isAsked = (part) => asked.length === 0 || asked.includes(part);
const reports = mkdtempSync(join(tmpdir(), "tinycrm-test-"));
const totals = { passed: 0, failed: 0, skipped: 0 };
/** What failed, told once more at the end: a log of an hour is read from there. */
const failures = [];
/** Its first lines: what was expected, what was there instead, and where. */
const beginning = (text = "") =>
  stripVTControlCharacters(text).trim().split("\n").slice(0, 20).join("\n    ");

/** What a browser test has printed of its pages' requests and of the product (e2e/support/failure-report.ts). */
const printedAround = (text) =>
  stripVTControlCharacters(text)
    .split("\n")
    .map((line) => line.slice(0, 240))
    .slice(-60)
    .join("\n    ");

/** A suite whose server is away is skipped at home; in CI that is a failure. */
function skip(count) {
  totals[process.env.CI ? "failed" : "skipped"] += count;
}

function run(script, args, env = {}) {
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  return status === 0;
}

/** A runner that broke down without a report counts as one failure: silence is not success. */
function count(ok, path, read) {
  const before = totals.failed;
  if (existsSync(path)) read(JSON.parse(readFileSync(path, "utf8")));
  else totals.failed += 1;
  if (!ok && totals.failed === before) totals.failed += 1;
}

function vitest(name, args, env) {
  const report = join(reports, `${name}.json`);
  const ok = run(
    "node_modules/vitest/vitest.mjs",
    ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...args],
    env,
  );
  count(ok, report, ({ numPassedTests, numFailedTests, numPendingTests, testResults }) => {
    totals.passed += numPassedTests;
    totals.failed += numFailedTests;
    skip(numPendingTests);
    for (const { name: file, message, status, assertionResults } of testResults) {
      const broken = assertionResults.filter((one) => one.status === "failed");
      for (const { fullName, failureMessages } of broken) tell(file, fullName, failureMessages[0]);
      if (status === "failed" && broken.length === 0) tell(file, "the file", message);
    }
  });
}

function tell(file, name, message, around = "") {
  const told = [beginning(message), around].filter(Boolean).join("\n    ");
  failures.push(`${relative(root, file)}: ${name}\n    ${told}`);
}

function playwright(project) {
  const report = join(reports, `playwright-${project}.json`);
  const ok = run("node_modules/@playwright/test/cli.js", ["test", "--project", project], {
    CHROMIUM_PATH: findBrowser(chromium),
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  count(ok, report, ({ stats, suites }) => {
    totals.passed += stats.expected;
    totals.failed += stats.unexpected + stats.flaky;
    skip(stats.skipped);
    for (const suite of suites) tellSpecs(suite);
  });
}

function tellSpecs({ specs, suites = [] }) {
  for (const { ok, file, title, tests } of specs) {
    if (ok) continue;
    const results = tests.flatMap((one) => one.results);
    // "Timeout exceeded" comes first, and what was waited for, and where, after it.
    const errors = results.flatMap((one) => one.errors.map(({ message }) => message));
    const printed = results.flatMap(({ stdout }) => stdout.map(({ text = "" }) => text));
    tell(join(root, "e2e", file), title, errors.join("\n"), printedAround(printed.join("")));
  }
  for (const suite of suites) tellSpecs(suite);
}

if (!run("bin/generate.mjs", [])) process.exit(1);
if (isAsked("short")) vitest("vitest", []);
await build();
if (isAsked("short")) playwright("short");
if (isAsked("long")) {
  playwright("long");
  vitest("long", ["--project", "long"], { TEST_LONG: "1" });
  vitest("timed", ["--project", "timed"], { TEST_LONG: "1" });
}

rmSync(reports, { recursive: true, force: true });
for (const failure of failures) process.stdout.write(`\nfailed: ${failure}\n`);
if (totals.skipped > 0) process.stdout.write(`\n${totals.skipped} skipped: their server is away\n`);
process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed\n`);
process.exit(totals.failed === 0 && totals.passed > 0 ? 0 : 1);
