/** Another commit of this repository, built in a folder of its own: the release before, to run beside this one. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectFile } from "#lib/base/project-file";

export interface BuiltCommit {
  folder: string;
  remove(): void;
}

const root = projectFile();

/** Whether the repository has it: sources that came without their history have no commit before them. */
export function hasCommit(commit: string): boolean {
  try {
    git(["rev-parse", "--quiet", "--verify", `${commit}^{commit}`]);
    return true;
  } catch {
    return false;
  }
}

/** @throws when there is no such commit, or it can't be built */
export function buildCommit(commit: string): BuiltCommit {
  const folder = mkdtempSync(join(tmpdir(), "tinycrm-before-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const archive = git(["archive", "--format=tar", commit]);
    execFileSync("tar", ["--extract", "--directory", folder], { input: archive });
    takePackages(folder);
    const env = { ...process.env, NODE_OPTIONS: "" };
    for (const program of ["generate.mjs", "build.mjs"]) {
      const options = { cwd: folder, env, stdio: "pipe" } as const;
      execFileSync(process.execPath, [join(folder, "bin", program)], options);
    }
    return { folder, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Those that are here, where they are the same: links to files cost neither time nor room. */
function takePackages(folder: string): void {
  const lock = "package-lock.json";
  const isSame = readFileSync(join(root, lock)).equals(readFileSync(join(folder, lock)));
  if (!isSame) return void execFileSync("npm", ["ci"], { cwd: folder, stdio: "pipe" });
  const packages = join(root, "node_modules");
  try {
    execFileSync("cp", ["--archive", "--link", packages, folder], { stdio: "pipe" });
  } catch {
    // Another file system.
    execFileSync("cp", ["--archive", packages, folder], { stdio: "pipe" });
  }
}

function git(given: string[]): Buffer {
  return execFileSync("git", given, { cwd: root, maxBuffer: 512 * 1024 * 1024, stdio: "pipe" });
}
