/** Two machines that build the same sources build the same: a page from one copy works with another. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { minute } from "#lib/base/duration";
import { projectFile } from "#lib/base/project-file";
import { freshInstallation } from "./kit/fresh-installation";

const other = freshInstallation({});
afterAll(() => other.remove());

/** What a page names of the build it comes from. */
function identityOf(folder: string) {
  const manifest = join(folder, ".next", "server", "server-reference-manifest.json");
  const { node } = JSON.parse(readFileSync(manifest, "utf8")) as { node: Record<string, unknown> };
  return {
    id: readFileSync(join(folder, ".next", "BUILD_ID"), "utf8"),
    actions: Object.keys(node).sort(),
    files: readdirSync(join(folder, ".next", "static"), { recursive: true }).sort(),
  };
}

it(
  "shares its id, the ids of all actions and all files with a build made elsewhere",
  async () => {
    await other.run("rm -rf .next dist && npm run build");
    const here = identityOf(projectFile());
    expect(here.actions.length).toBeGreaterThan(100);
    expect(identityOf(other.folder)).toEqual(here);
  },
  5 * minute,
);

it(
  "keeps the ids of actions when its sources change: pages of the release before go on saving",
  async () => {
    const changed = join(other.folder, "lib", "base", "duration.ts");
    writeFileSync(changed, `${readFileSync(changed, "utf8")}\nexport const decade = 3650 * day;\n`);
    await other.run("npm run build");
    const [here, there] = [identityOf(projectFile()), identityOf(other.folder)];
    expect(there.id).not.toBe(here.id);
    expect(there.actions).toEqual(here.actions);
  },
  5 * minute,
);

it("has no action within another function: the key of a build is no secret", () => {
  const sources = ["app", "components", "lib"].flatMap((folder) =>
    readdirSync(projectFile(folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|^testing\//.test(name))
      .map((name) => projectFile(folder, name)),
  );
  const marked = sources.filter((path) => readFileSync(path, "utf8").includes('"use server";'));
  expect(marked.length).toBeGreaterThan(10);
  const within = marked.filter((path) => !readFileSync(path, "utf8").startsWith('"use server";'));
  expect(within).toEqual([]);
});
