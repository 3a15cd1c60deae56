/** Versions below these have known holes or lose data; the advisory is named with each. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { projectFile } from "#lib/base/project-file";

const floors: [name: string, floor: string, why: string][] = [
  ["next", "16.4.1", "GHSA-673q-mjm6-r5xr, CVE-2026-96889: remote code execution"],
  ["next-auth", "4.24.15", "CVE-2026-73418: getToken() throws on a malformed bearer"],
  ["engine.io", "6.6.10", "CVE-2026-102599: process crash by a changed protocol version"],
  ["socket.io-parser", "4.2.7", "CVE-2026-69185: attachments eat memory"],
  ["ws", "8.21.1", "CVE-2026-48779, -62389: fragments eat memory"],
  ["better-sqlite3", "12.8.0", "SQLite before 3.51.3 can corrupt a WAL on reset"],
];
/** better-sqlite3 13 crashes on the Node versions we support. */
const ceilings: Record<string, number> = { "better-sqlite3": 13 };

interface Lock {
  packages: Record<string, { version?: string }>;
}
const lock = JSON.parse(readFileSync(projectFile("package-lock.json"), "utf8")) as Lock;

function installed(name: string): string[] {
  const suffix = `node_modules/${name}`;
  return Object.entries(lock.packages)
    .filter(([path]) => path === suffix || path.endsWith(`/${suffix}`))
    .flatMap(([, { version }]) => (version ? [version] : []));
}

function isBelow(version: string, floor: string): boolean {
  const [have, need] = [version, floor].map((text) => text.split(".").map(Number));
  for (let index = 0; index < 3; index++) {
    const difference = (have?.[index] ?? 0) - (need?.[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

describe("every copy in the lockfile is at or above its floor", () => {
  it.each(floors)("%s ≥ %s (%s)", (name, floor) => {
    const versions = installed(name);
    expect(versions.length).toBeGreaterThan(0);
    expect(versions.filter((version) => isBelow(version, floor))).toEqual([]);
    const ceiling = ceilings[name] ?? Infinity;
    expect(versions.filter((version) => Number(version.split(".")[0]) >= ceiling)).toEqual([]);
  });

  it("tells lower from higher", () => {
    expect(isBelow("16.4.0", "16.4.1")).toBe(true);
    expect(isBelow("16.10.0", "16.4.1")).toBe(false);
    expect(isBelow("4.24.15", "4.24.15")).toBe(false);
  });
});

it("the lockfile names no download addresses", () => {
  expect(JSON.stringify(lock)).not.toContain('"resolved"');
});
