/** The program itself, as it lies on the disk: its files, and which version it is. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import manifest from "../../package.json" with { type: "json" };

/** The folder of package.json, whether this runs from the sources or from the bundle in dist/. */
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("package.json is not above the program");
    folder = parent;
  }
  return folder;
}

/** Path of a file that belongs to the program itself (not to its data). */
export function projectFile(...parts: string[]): string {
  return join(projectRoot(), ...parts);
}

/** The program's version, as health and the interface show it. */
export const version: string = manifest.version;
