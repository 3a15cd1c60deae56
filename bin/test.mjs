// `npm test`: every suite, with what it needs. Unit and database suites first, then the built
// product under faults and in a real browser. Ends with one line: N passed, N failed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { build } from "./build.mjs";
import { findBrowser } from "./find-browser.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reports = mkdtempSync(join(tmpdir(), "tinycrm-test-"));
const totals = { passed: 0, failed: 0, skipped: 0 };

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

if (!run("bin/generate.mjs", [])) process.exit(1);

function vitest(name, args, env) {
  const report = join(reports, `${name}.json`);
  const ok = run(
    "node_modules/vitest/vitest.mjs",
    ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...args],
    env,
  );
  count(ok, report, ({ numPassedTests, numFailedTests, numPendingTests }) => {
    totals.passed += numPassedTests;
    totals.failed += numFailedTests;
    skip(numPendingTests);
  });
}

vitest("vitest", []);
await build();
vitest("faults", ["--project", "faults"], { TEST_FAULTS: "1" });

const browser = findBrowser(chromium);
const e2eReport = join(reports, "playwright.json");
const e2e = run("node_modules/@playwright/test/cli.js", ["test"], {
  CHROMIUM_PATH: browser,
  PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport,
});
count(e2e, e2eReport, ({ stats }) => {
  // The list above names those that passed at the second try (in CI alone) as flaky.
  totals.passed += stats.expected + stats.flaky;
  totals.failed += stats.unexpected;
  skip(stats.skipped);
});

rmSync(reports, { recursive: true, force: true });
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : "";
process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed${skipped}\n`);
process.exit(totals.failed === 0 && totals.passed > 0 ? 0 : 1);
