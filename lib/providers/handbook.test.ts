/** docs/adding-a-provider.md walks through a folder that exists: the page and the code agree. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { providers } from "./registry";

const page = readFileSync("docs/adding-a-provider.md", "utf8");
const root = "lib/providers";
const isTest = (name: string) => /\.test\.ts$|^testing\.ts$/.test(name);
const filesOf = (folder: string) =>
  readdirSync(`${root}/${folder}`, { withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? entry.name : [],
  );
/** Rows of the table under this heading: the names of files in the first cell. */
const namesUnder = (heading: string) =>
  (
    page
      .split(`## ${heading}\n`)[1]!
      .split("\n## ")[0]!
      .match(/^\| `.*?\|/gm) ?? []
  ).flatMap((cell) => [...cell.matchAll(/`([\w.-]+\.ts)`/g)].map(([, name]) => name!));

describe("the page for whoever adds a provider", () => {
  it("names every file of the folder it walks through", () => {
    const parts = /^simulator-.*\.ts$/;
    const own = filesOf("generic").filter((name) => !isTest(name) && !parts.test(name));
    const named = namesUnder("The folder").filter((name) => !isTest(name) && !parts.test(name));
    expect(named.sort()).toEqual(own.sort());
  });

  it("tells their lengths, about", () => {
    const rows = [...page.matchAll(/^\| `([\w-]+\.ts)`\s+\|\s+(\d+) \|/gm)];
    expect(rows.length).toBeGreaterThan(10);
    for (const [, name = "", told] of rows) {
      const lines = readFileSync(`${root}/generic/${name}`, "utf8").split("\n").length;
      expect(Math.abs(lines - Number(told)), `${name} has ${lines} lines`).toBeLessThan(
        Math.max(15, lines / 4),
      );
    }
  });

  it("names every file of the kit", () => {
    const kit = filesOf("kit").filter((name) => !isTest(name));
    expect(namesUnder("The kit").sort()).toEqual(kit.sort());
  });

  it("names nothing that is not there", () => {
    const paths = [...page.matchAll(/`((?:lib|docs)\/[^`\s]+)`/g)].map(([, path]) => path!);
    expect(paths.length).toBeGreaterThan(5);
    for (const path of paths) expect(existsSync(path), path).toBe(true);
  });

  it("quotes the registry and the adapter as they are", () => {
    const line = /\{ adapter: generic.*/.exec(page)?.[0] ?? "";
    expect(line).not.toBe("");
    expect(readFileSync(`${root}/registry.ts`, "utf8")).toContain(line);
    const adapter = readFileSync(`${root}/generic/adapter.ts`, "utf8");
    const quoted = page.split("```ts\n")[1]!.split("```")[0]!.split("\n");
    for (const text of quoted.map((text) => text.trim())) {
      if (text && text !== "// …") expect(adapter).toContain(text);
    }
  });
});

describe.each(providers.map(({ adapter }) => adapter.id))("the folder of %s", (id) => {
  it("has the same names for the same things", () => {
    const needed = [
      "adapter.ts",
      "check.ts",
      "commands.ts",
      "conformance.test.ts",
      "events.ts",
      "settings.ts",
      "simulator.ts",
      "simulator-scenarios.ts",
      "wire.ts",
    ];
    expect(filesOf(id)).toEqual(expect.arrayContaining(needed));
  });

  it("has a file for each way in, and none without", () => {
    const { adapter } = providers.find((provider) => provider.adapter.id === id)!;
    const ways = {
      "link.ts": adapter.connect,
      "webhook.ts": adapter.receiveWebhook,
      "history.ts": adapter.backfill,
      "directory.ts": adapter.directory,
      "page.ts": adapter.pageScript,
    };
    for (const [name, method] of Object.entries(ways)) {
      expect(filesOf(id).includes(name), name).toBe(method !== undefined);
    }
  });
});
