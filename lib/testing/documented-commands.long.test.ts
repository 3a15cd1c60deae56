/**
 * Every shell command of README and docs, in their order, in a fresh copy of what `npm ci` installed. What can't be tried there says so,
 * and why, in a mark beside it; what has no mark has to work.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, it } from "vitest";
import { minute } from "#lib/base/duration";
import { newSecret } from "#lib/base/secret-file";
import { freePort } from "#lib/providers/testing";
import { commandBlocks, documentedPages, type CommandBlock } from "./kit/documented-commands";
import { freshInstallation, type FreshInstallation, type Running } from "./kit/fresh-installation";
import { createPostgresql } from "./kit/test-database";

const away = mkdtempSync(join(tmpdir(), "tinycrm-documented-"));
let installation: FreshInstallation;
let postgresql: Awaited<ReturnType<typeof createPostgresql>> | null = null;
/** What the examples' names stand for here: this machine has other things at the same places. */
let standIns: [written: string, here: string][];
const notRun: string[] = [];

beforeAll(async () => {
  const [port, metrics, pbx] = [await freePort(), await freePort(), await freePort()];
  for (const folder of ["backups", "srv"]) mkdirSync(join(away, folder));
  if (process.env.TEST_DATABASE_URL) postgresql = await createPostgresql();
  installation = freshInstallation({
    PORT: String(port),
    TINYCRM_METRICS_TOKEN: newSecret(),
    TINYCRM_DRAIN_SECONDS: "0",
  });
  standIns = [
    // The copy is installed: that all of it is there takes a second to see.
    ["npm ci", "npm ls --depth=0"],
    ["localhost:3000", `localhost:${port}`],
    ["127.0.0.1:3000", `127.0.0.1:${port}`],
    ["9464", String(metrics)],
    ["localhost:10150", `localhost:${pbx}`],
    ["--port 10150", `--port ${pbx}`],
    ["/backups/", `${join(away, "backups")}/`],
    ["/srv/", `${join(away, "srv")}/`],
    ["postgresql://crm@db.company.example/crm", postgresql?.url ?? ""],
    ["postgresql://postgres@localhost/postgres", process.env.TEST_DATABASE_URL ?? ""],
  ];
});
afterAll(async () => {
  installation.remove();
  rmSync(away, { recursive: true, force: true });
  await postgresql?.drop();
  process.stdout.write(`not run:\n${notRun.map((one) => `  ${one}\n`).join("")}`);
});

const here = (command: string) =>
  standIns.reduce((text, [written, instead]) => text.replaceAll(written, instead), command);

async function tryBlock({ first, beside, commands, place }: CommandBlock): Promise<void> {
  for (const { notRun: reason, written } of commands) {
    if (reason !== null) notRun.push(`${place}: ${written.trim()} (${reason})`);
  }
  const tried = commands.filter((command) => command.notRun === null);
  const running: Running[] = [];
  try {
    if (tried.length > 0) {
      for (const command of first) await installation.run(here(command));
      if (beside) running.push(await installation.start(here(beside.run), beside.until));
    }
    for (const { run, until } of tried) {
      if (until === null) await installation.run(here(run));
      else running.push(await installation.start(here(run), until));
    }
  } catch (error) {
    throw new Error(`${place}: ${(error as Error).message}`, { cause: error });
  } finally {
    for (const one of running.reverse()) await one.stop();
  }
}

it.each(documentedPages.filter((page) => commandBlocks(page).length > 0))(
  "%s",
  async (page) => {
    for (const block of commandBlocks(page)) await tryBlock(block);
  },
  10 * minute,
);
