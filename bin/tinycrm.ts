// The command line of whoever hosts the product: with the product's own environment, beside it or without it.
import { Command, Option } from "commander";
import { isSupportedCountry } from "libphonenumber-js";
import { ActionError } from "#lib/auth/action-error";
import { roles, type Role } from "#lib/auth/roles";
import { isEmptyPlace } from "#lib/db/empty-place";
import { nothingHere, type Manifest } from "#lib/backup/manifest";
import { makeBackup, restoreBackup, verifyBackup } from "#lib/backup/backup";
import { ConfigError, configSlot, readConfig, readPlaces, type Config } from "#lib/base/config";
import { openLog } from "#lib/base/log";
import { version } from "#lib/base/project-file";
import { refusalWords } from "#lib/base/refusals";
import { FileError, importFile, recogniseFile } from "#lib/contacts/import/by-command";
import { duplicateModes, type DuplicateMode } from "#lib/contacts/import/import-options";
import { problemsOf, problemWords } from "#lib/contacts/import/problem-rows";
import { isSkip } from "#lib/contacts/import/row-reading";
import { examine } from "#lib/doctor/examine";
import type { Finding } from "#lib/doctor/finding";
import { moveToPostgresql } from "#lib/backup/move-to-postgresql";
import { closeDatabase, dialectOf, openDatabase } from "#lib/db/client";
import { exportWords } from "#lib/i18n/export-words";
import { locales, type Locale } from "#lib/i18n/locales";
import { addPerson, listPeople, resetPerson, setPersonDisabled } from "#lib/people/by-command";
import { refuseEmptiedDatabase } from "#lib/provision/known-installation";
import { rotateSecret } from "#lib/provision/rotation/rotate-secret";

import importWords from "../messages/en/import.json";

const say = (line: string) => console.log(line);

/** Runs `work` on the installation's own database. */
async function inInstallation(work: (config: Config) => Promise<void>): Promise<void> {
  // Looked at first: reading the configuration makes the data folder and its secret.
  if (await isEmptyPlace(readPlaces().databaseUrl)) throw new ConfigError(nothingHere);
  const config = readConfig();
  configSlot.set(config);
  openLog("error");
  try {
    await openDatabase({ url: config.databaseUrl });
    await refuseEmptiedDatabase(config);
    await work(config);
  } finally {
    await closeDatabase();
  }
}

function describeBackup(what: string, { madeAt, version: by, files, secret }: Manifest): void {
  const megabytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  say(
    `${what}: made ${madeAt} by version ${by}, ${files.length} files, ${megabytes.toFixed(1)} MB.`,
  );
  if (secret === "environment") say("TINYCRM_SECRET is not in it: keep it apart from the backup.");
}

const program = new Command("tinycrm")
  .description("tinyCRM's commands for whoever hosts it; they read the product's environment")
  .version(version)
  .hook("preAction", (_, command) => refuseEmpty(command));

/** What is empty is mostly a shell's variable that nobody has set; of folders it would mean this one. */
function refuseEmpty(command: Command): void {
  const given = [
    ...command.registeredArguments.map((one, at) => [one.name(), command.processedArgs[at]]),
    ...command.options.map((one) => [one.long, command.getOptionValue(one.attributeName())]),
  ] as [string, unknown][];
  const empty = given.find(([, value]) => typeof value === "string" && value.trim() === "");
  if (empty) throw new ConfigError(`${empty[0]}: must not be empty`);
}

program
  .command("backup <folder>")
  .description("copies the database and the secret into a new folder, while running")
  .action(async (folder: string) => {
    describeBackup(`Backup ${folder}`, await makeBackup(readPlaces(), folder));
  });

program
  .command("verify <folder>")
  .description("says whether a backup is whole and can be restored by this version")
  .action(async (folder: string) => {
    describeBackup(`Backup ${folder} is whole`, await verifyBackup(folder));
  });

program
  .command("restore <folder>")
  .description("verifies a backup and takes it back into an empty place")
  .action(async (folder: string) => {
    const places = readPlaces();
    describeBackup("Restored", await restoreBackup(folder, places));
    say(`The data folder is ${places.dataDir}; npm start goes on from there.`);
  });

program
  .command("move")
  .description("moves an installation from SQLite to an empty PostgreSQL database; the file stays")
  .requiredOption("--to <url>", "postgresql://user@host/database")
  .action(async ({ to }: { to: string }) => {
    const { databaseUrl: from } = readPlaces();
    if (dialectOf(from) !== "sqlite") throw new ConfigError("DATABASE_URL: is no SQLite file");
    if (dialectOf(to) !== "postgresql" || !URL.canParse(to)) {
      throw new ConfigError("--to: must be an address like postgresql://user@host/database");
    }
    const moved = await moveToPostgresql({ from, to, say });
    say(`${moved.reduce((sum, { rows }) => sum + rows, 0)} rows moved and compared.`);
    say("Start the product with DATABASE_URL set to the new address from now on.");
  });

const user = program.command("user").description("people's accounts, when nobody can sign in");

user
  .command("list")
  .description("everybody who has an account")
  .action(() =>
    inInstallation(async () => {
      for (const person of await listPeople()) {
        say([person.email, person.role, person.state, person.name].join("\t"));
      }
    }),
  );

user
  .command("add <email>")
  .description("makes an account and prints the link by which its owner chooses a password")
  .requiredOption("--name <name>", "as colleagues see it")
  .addOption(new Option("--role <role>", "what they may do").choices(roles).default("sales"))
  .action((email: string, { name, role }: { name: string; role: Role }) =>
    inInstallation(async () => {
      const link = await addPerson({ email, name, role });
      say(link ?? "They sign in by the identity provider.");
    }),
  );

user
  .command("reset <email>")
  .description("prints a link, good for a day, by which somebody chooses a new password")
  .option("--second-factor", "also forget their second factor: the telephone is lost too")
  .action((email: string, { secondFactor = false }: { secondFactor?: boolean }) =>
    inInstallation(async () => say(await resetPerson(email, { secondFactor }))),
  );

user
  .command("disable <email>")
  .description("ends somebody's sessions and lets them in no more")
  .action((email: string) =>
    inInstallation(async () => {
      await setPersonDisabled(email, true);
      say(`${email} is disabled: signed out everywhere, and let in no more.`);
    }),
  );

user
  .command("enable <email>")
  .description("lets somebody in again")
  .action((email: string) =>
    inInstallation(async () => {
      await setPersonDisabled(email, false);
      say(`${email} is let in again.`);
    }),
  );

program
  .command("import <file>")
  .description("takes contacts over from a CSV, Excel or vCard file, as the screen does")
  .option("--preview", "only say what the columns are taken for")
  .option("--country <code>", "of numbers without a code, like UA; else the first connection's")
  .addOption(
    new Option("--duplicates <mode>", "what to do with whom somebody has already")
      .choices(duplicateModes)
      .default("skip"),
  )
  .addOption(
    new Option("--language <code>", "of the numbers' labels").choices(locales).default("en"),
  )
  .action((file: string, options: ImportFlags) =>
    inInstallation(() => importContacts(file, options)),
  );

program
  .command("doctor")
  .description("looks the installation through and says what to do; changes nothing")
  .option("--json", "as an array of {check, state, says}")
  .action(async ({ json = false }: { json?: boolean }) => {
    const findings: Finding[] = [];
    await examine((finding) => {
      findings.push(finding);
      const { state, check, says } = finding;
      if (!json) say(`${state.padEnd(8)} ${check}: ${says}`);
    });
    if (json) say(JSON.stringify(findings, null, 2));
    if (findings.some(({ state }) => state === "fault")) process.exitCode = 1;
  });

program
  .command("rotate-secret")
  .description("changes the secret under which stored passwords and sessions are")
  .option("--end-sessions", "sign everybody out: somebody else may have the old secret")
  .action(({ endSessions = false }: { endSessions?: boolean }) =>
    inInstallation((config) => rotateSecret(config, { endSessions, say })),
  );

interface ImportFlags {
  preview?: boolean;
  country?: string;
  duplicates: DuplicateMode;
  language: Locale;
}

async function importContacts(file: string, flags: ImportFlags): Promise<void> {
  const { preview, country, duplicates, language } = flags;
  if (country !== undefined && !isSupportedCountry(country)) {
    throw new ConfigError("--country: must be a country's two capital letters, like UA");
  }
  const recognised = await recogniseFile(file);
  const { program } = recognised.sample.guess;
  if (program) say(`Recognised: ${importWords.programs[program]}`);
  for (const { heading, kind } of recognised.columns) say(`${heading}\t${kind}`);
  say(`${recognised.total} rows`);
  if (preview) return;
  const stopping = new AbortController();
  process.once("SIGINT", () => stopping.abort());
  const done = await importFile(recognised, {
    duplicates,
    country,
    language,
    stopped: stopping.signal,
    onProgress({ position, total }) {
      if (process.stderr.isTTY) process.stderr.write(`\r${position} of ${total}`);
    },
  });
  for (const count of ["created", "updated", "skipped", "failed", "leftOut"] as const) {
    say(`${importWords.counts[count]}: ${done[count]}`);
  }
  for await (const { line, problems } of problemsOf(done.id)) {
    for (const problem of problems) {
      if (isSkip(problem.reason)) continue;
      console.error(`${line}\t${problemWords(problem, exportWords(language))}`);
    }
  }
  if (done.state !== "done") throw new FileError(importWords.states[done.state]);
}

/** Of what people's commands refuse; elsewhere the screen says it in the reader's language. */
const refused: Record<string, string> = {
  "not-found": "Nobody here has this e-mail; `user list` says who there is",
  "last-admin":
    "Nobody would administer the installation any more: make another administrator first",
  "no-passwords": "Everybody signs in by the identity provider (TINYCRM_OIDC_ONLY)",
  disabled: "This person is disabled: enable them first",
};
const faults: Record<string, string> = {
  taken: "somebody has it already",
  required: "must not be empty",
  tooLong: "is too long",
  email: "must be an e-mail address",
  control: "must be one line, without control characters",
};

try {
  await program.parseAsync();
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}

/** @throws what is no refusal but a fault of the program */
function sentenceOf(error: unknown): string {
  const words = refusalWords(error);
  if (words !== null) return words;
  if (!(error instanceof ActionError)) throw error;
  const [field] = Object.entries(error.details.fields ?? {});
  if (field) return `${field[0]}: ${faults[field[1]] ?? field[1]}`;
  return refused[error.code] ?? error.code;
}
