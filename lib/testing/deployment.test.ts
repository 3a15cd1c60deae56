/** What deploy/ holds fits the program: variables, files, metrics. That it runs is shown by the long suite. */
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readPlaces } from "#lib/base/config";
import { projectFile } from "#lib/base/project-file";
import manifest from "../../package.json";

const read = (...parts: string[]) => readFileSync(projectFile(...parts), "utf8");
const files = readdirSync(projectFile("deploy"));

/** A variable that nobody knows would stop the start. */
it.each(files)("deploy/%s names variables that there are", (file) => {
  const names = read("deploy", file).match(/(?<![\w$])TINYCRM_[A-Z_]+(?=[=:])/g) ?? [];
  const own = new Set(names.filter((name) => name !== "TINYCRM_NAME"));
  for (const name of own) {
    // Its value is wrong on purpose: what is refused has to be the value, not the name.
    const known = () => readPlaces({ [name]: "\0" } as unknown as NodeJS.ProcessEnv);
    try {
      known();
    } catch (error) {
      expect((error as Error).message).not.toContain("there is no such variable");
    }
  }
});

describe("metrics", () => {
  const source = ["instruments.ts", "process-metrics.ts"].map((file) =>
    read("lib", "metrics", file),
  );
  source.push(read("lib", "server", "gauges.ts"), read("lib", "server", "metrics.ts"));
  const counted = new Set(source.join("\n").match(/(?<=name: ")tinycrm_\w+/g));
  const named = (text: string) =>
    new Set(text.match(/tinycrm_\w+/g)?.map((name) => name.replace(/_(?:bucket|count|sum)$/, "")));

  it("that are counted are all in the handbook", () => {
    const words = read("docs", "monitoring.md").replace("`…_oldest", "`tinycrm_inbox_oldest");
    expect(counted.size).toBeGreaterThan(12);
    expect([...counted].filter((name) => !words.includes(name))).toEqual([]);
  });

  it.each(["grafana.json", "tinycrm-alerts.yml"])("that %s asks for are counted", (file) => {
    const asked = [...named(read("deploy", file))];
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.filter((name) => !counted.has(name))).toEqual([]);
  });

  it("that are counted are on the dashboard", () => {
    const shown = named(read("deploy", "grafana.json"));
    expect([...counted].filter((name) => !shown.has(name))).toEqual([]);
  });
});

describe("the image", () => {
  const ignored = read(".dockerignore")
    .split("\n")
    .filter((line) => line && !line.startsWith("#"));

  it("has all that the start compares with the build", () => {
    const sources = /const sources = \[([^\]]+)\]/.exec(read("bin", "fingerprint.mjs"))?.[1] ?? "";
    const needed = [...sources.matchAll(/"([^"]+)"/g)].map(([, name]) => name!);
    expect(needed).toContain("lib");
    expect(needed.filter((name) => ignored.includes(name))).toEqual([]);
  });

  it("has none of the secrets and data that may lie in the folder", () => {
    for (const name of [".git", "data", ".env", ".env.*", "node_modules"]) {
      expect(ignored).toContain(name);
    }
  });
});

it("the licence is the one that package.json names", () => {
  expect(read("LICENSE").startsWith(`${manifest.license} License`)).toBe(true);
});

/** Only a machine with systemd can say. */
const systemd = spawnSync("systemd-analyze", ["--version"]).status === 0;
if (systemd) {
  const unit = projectFile(join("deploy", "tinycrm.service"));
  const analyze = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync("systemd-analyze", args, { encoding: "utf8" });
    return { status, printed: stdout + stderr };
  };

  it("systemd finds the unit well written", () => {
    const { status, printed } = analyze("verify", unit);
    expect([
      status,
      printed.split("\n").filter((line) => line.includes("tinycrm.service:")),
    ]).toEqual([0, []]);
  });

  it("systemd finds the unit closed in: an exposure of 2.0 of 10 at most", () => {
    const { status, printed } = analyze("security", "--offline=true", "--threshold=20", unit);
    expect(status, printed.split("\n").at(-2)).toBe(0);
  });
}
