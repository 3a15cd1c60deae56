/**
 * What an image is made of and how it runs, without the program that makes images: the built product without what only
 * building needs, as an ordinary user, on a read-only system with a data folder and a folder for temporary files,
 * without a network. That `npm ci` and the build work in a fresh folder is what `.ci/run` begins with.
 */
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { projectFile } from "#lib/base/project-file";

const user = 1_000;
const dockerfile = readFileSync(projectFile("deploy", "Dockerfile"), "utf8").replaceAll(
  "\\\n",
  " ",
);
const folder = mkdtempSync(join(tmpdir(), "tinycrm-image-"));
const [app, data] = [join(folder, "app"), join(folder, "data")];

/** A sandbox needs another program and the right to start as somebody else. */
const canTry = process.getuid?.() === 0 && haveSandbox();

function haveSandbox(): boolean {
  const isThere = () => spawnSync("bwrap", ["--version"]).status === 0;
  if (isThere()) return true;
  if (!process.env.CI) return false;
  spawnSync("apt-get", ["update"], { stdio: "ignore" });
  spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "bubblewrap"]);
  if (isThere()) return true;
  throw new Error("bubblewrap can't be installed");
}

/** What the Dockerfile sets for the program, in its last stage. */
function environment(): string[] {
  const stage = dockerfile.slice(dockerfile.lastIndexOf("\nFROM "));
  const [, line = ""] = /^ENV (.+)$/m.exec(stage) ?? [];
  const set = line.split(" ").map((pair) => pair.split("="));
  return set.flatMap(([name = "", value = ""]) => [
    "--setenv",
    name,
    value === "/data" ? "/tmp/data" : value,
  ]);
}

beforeAll(() => {
  if (!canTry) return;
  chmodSync(folder, 0o755);
  mkdirSync(app);
  mkdirSync(data, { mode: 0o700 });
  chownSync(data, user, user);
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const files = execFileSync("git", list, { cwd: projectFile(), encoding: "utf8" });
  const ignored =
    /^(?:docs\/(?!providers\/)|(?:e2e|bench|deploy|lib\/testing|components\/testing)\/)|\.test\.tsx?$/;
  for (const file of files.split("\0").filter((name) => name && !ignored.test(name))) {
    cpSync(projectFile(file), join(app, file));
  }
  for (const made of [".next", "dist", "lib/db/generated"]) {
    // Next's links lead to where the packages are beside them, wherever that is.
    cpSync(projectFile(made), join(app, made), { recursive: true, verbatimSymlinks: true });
  }
  // Links: what is taken away here stays where it is installed.
  execFileSync("cp", ["-al", projectFile("node_modules"), app]);
  const [, shrink = ""] = /^RUN (npm prune.+)$/m.exec(dockerfile) ?? [];
  const before = size();
  execFileSync("bash", ["-euc", shrink], { cwd: app, stdio: "ignore" });
  process.stdout.write(
    `the image's folder: ${before} MB, without what building needs ${size()} MB\n`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const size = () => Number(execFileSync("du", ["-sm", app], { encoding: "utf8" }).split("\t")[0]);

/** Runs a script as the image's user, in the image's folder. */
function inSandbox(script: string): { status: number | null; printed: string } {
  const places = ["--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"];
  const own = ["--ro-bind", app, "/tmp/app", "--bind", data, "/tmp/data", "--chdir", "/tmp/app"];
  const bounds = ["--unshare-all", "--die-with-parent", "--cap-drop", "ALL", "--clearenv"];
  const path = ["--setenv", "PATH", "/usr/local/bin:/usr/bin:/bin"];
  const sandbox = ["bwrap", ...bounds, ...places, ...own, ...path, ...environment()];
  const as = [`--reuid=${user}`, `--regid=${user}`, "--clear-groups", "--no-new-privs"];
  const { status, stdout, stderr } = spawnSync(
    "setpriv",
    [...as, ...sandbox, "bash", "-uc", script],
    { encoding: "utf8" },
  );
  return { status, printed: stdout + stderr };
}

it.skipIf(!canTry)("starts, is healthy, shows a page, keeps its data and stops", () => {
  const [, check = ""] = /^HEALTHCHECK .*CMD (\[.+\])$/m.exec(dockerfile) ?? [];
  const healthy = (JSON.parse(check) as string[]).join(" ");
  const begin = (JSON.parse(/^CMD (\[.+\])$/m.exec(dockerfile)![1]!) as string[]).join(" ");
  const script = `
    echo user $(id -u)
    touch /etc/mine /tmp/app/mine 2>/dev/null && echo writable
    ${begin} & product=$!
    ${healthy} && echo too early
    for n in $(seq 240); do ${healthy} && break; sleep 0.5; done
    ${healthy} && echo healthy
    node -e 'fetch("http://127.0.0.1:3000/sign-in").then((page) => console.log("page", page.status))'
    kill -TERM $product; wait $product; echo ended $?`;
  const first = inSandbox(script);
  expect(first.printed).toContain(`user ${user}`);
  expect(first.printed).not.toContain("writable");
  expect(first.printed).not.toContain("too early");
  expect(first.printed).toContain("healthy\npage 200\n");
  expect(first.printed).toContain("ended 0");
  expect(first.printed).toContain("Make the first administrator's account");
  // The data are the first run's, and still the user's own.
  const person = "user add ada@company.example --name Ada --role admin";
  const second = inSandbox(`node dist/tinycrm.mjs ${person} && node dist/tinycrm.mjs user list`);
  expect(second.status, second.printed).toBe(0);
  expect(second.printed).toMatch(/\/welcome\?token=[^]*ada@company\.example/);
});
