/** The linter holds the order of rooms.json: for each pair of neighbours, one import up and one down. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import { projectFile } from "#lib/base/project-file";

type Floor = "lib" | "components";
const rooms = JSON.parse(readFileSync(projectFile("rooms.json"), "utf8")) as Record<
  Floor,
  string[]
>;
const architecture = readFileSync(projectFile("docs", "architecture.md"), "utf8");
const eslint = new ESLint({ cwd: projectFile() });

/** Some production module of a folder, as other rooms import it. */
function moduleOf(floor: Floor, room: string): string {
  const folder = projectFile(floor, room);
  const ending = floor === "lib" ? ".ts" : ".tsx";
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const file = files.find((name) => name.endsWith(ending) && !/\.test\.|testing/.test(name));
  if (!file) throw new Error(`${floor}/${room} has no module`);
  return `#${floor}/${room}/${file.slice(0, -ending.length)}`;
}

async function isRefused(filePath: string, imported: string): Promise<boolean> {
  const code = `import type * as it from "${imported}";\nexport type { it };\n`;
  const [result] = await eslint.lintText(code, { filePath: projectFile(filePath) });
  const ids = result!.messages.map(({ ruleId }) => ruleId);
  return ids.includes("import-x/no-restricted-paths");
}

const neighbours = (["lib", "components"] as const).flatMap((floor) =>
  rooms[floor].slice(1).map((later, index) => ({ floor, earlier: rooms[floor][index]!, later })),
);

describe("rooms", () => {
  it.each(["lib", "components"] as const)("of %s are all in the list", (floor) => {
    const folders = readdirSync(projectFile(floor), { withFileTypes: true });
    const names = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect([...rooms[floor]].sort()).toEqual(names.sort());
  });

  it.each(["lib", "components"] as const)("of %s are described in their order", (floor) => {
    const rows = new RegExp(`^\\| \`${floor}/([\\w-]+)\``, "gm");
    const described = [...architecture.matchAll(rows)].map(([, room]) => room);
    expect(described).toEqual(rooms[floor]);
  });

  it.each(neighbours)(
    "$floor/$earlier may not import $later",
    async ({ floor, earlier, later }) => {
      const file = join(floor, earlier, "some-module.ts");
      expect(await isRefused(file, moduleOf(floor, later))).toBe(true);
    },
  );

  it.each(neighbours)("$floor/$later may import $earlier", async ({ floor, earlier, later }) => {
    const file = join(floor, later, "some-module.ts");
    expect(await isRefused(file, moduleOf(floor, earlier))).toBe(false);
  });
});

describe("floors", () => {
  it.each([
    ["app/page.tsx", "#lib/providers/registry"],
    ["app/page.tsx", "#lib/telephony/supervisor"],
    ["app/page.tsx", "#lib/testing/kit/tcp-proxy"],
    ["components/numbers/some-module.ts", "#lib/realtime/server"],
    ["components/numbers/some-module.ts", "#lib/server/fill-ports"],
    ["components/numbers/some-module.ts", "#lib/provision/schema"],
    ["lib/contacts/some-module.ts", "#components/numbers/phone-link"],
    ["lib/providers/prostie-zvonki/some-module.ts", "#lib/base/config"],
    ["lib/providers/some-module.ts", "#lib/testing/kit/tcp-proxy"],
  ])("%s may not import %s", async (file, imported) => {
    expect(await isRefused(file, imported)).toBe(true);
  });

  it.each([
    ["app/page.tsx", "#lib/connections/ports"],
    ["app/page.tsx", "#components/ui/button"],
    ["components/numbers/some-module.ts", "#lib/realtime/events"],
    ["lib/providers/some-module.test.ts", "#lib/testing/kit/tcp-proxy"],
    ["lib/campaigns/some-module.db.test.ts", "#lib/server/front-door"],
  ])("%s may import %s", async (file, imported) => {
    expect(await isRefused(file, imported)).toBe(false);
  });
});
