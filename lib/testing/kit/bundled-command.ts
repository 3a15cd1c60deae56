/** The command `tinycrm` as a process of its own, bundled as in a build: it starts in a third of the sources' time. */
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { bundlePrograms } from "../../../bin/build.mjs";
import { projectFile } from "#lib/base/project-file";

export interface BundledCommand {
  /** A folder for the file's own files, and the installation's data folder. */
  folder: string;
  run(
    args: string[],
    env?: Record<string, string>,
  ): { status: number | null; stdout: string; stderr: string };
}

/**
 * Bundles it while a test file is collected, and removes it after the file's last test.
 * @param environment of the installation, at each run
 */
export function openCommand(environment: () => Record<string, string>): BundledCommand {
  const folder = mkdtempSync(join(tmpdir(), "tinycrm-command-"));
  const programs = projectFile("dist", `commands-${randomUUID()}`);
  beforeAll(() => bundlePrograms(programs));
  afterAll(() => {
    for (const made of [folder, programs]) rmSync(made, { recursive: true, force: true });
  });
  return {
    folder,
    run(args, env = {}) {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(programs, "tinycrm.mjs"), ...args],
        {
          cwd: projectFile(),
          encoding: "utf8",
          env: {
            ...process.env,
            TINYCRM_DATA_DIR: folder,
            TINYCRM_PUBLIC_URL: "https://crm.office.test",
            ...environment(),
            ...env,
          },
        },
      );
      return { status, stdout: stdout.trim(), stderr: stderr.trim() };
    },
  };
}
