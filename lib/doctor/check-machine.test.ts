import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { checkDisk, checkNode } from "./check-machine";

it.each([
  ["v18.20.0", "fault"],
  ["v20.18.3", "fault"],
  ["v20.20.2", "warning"],
  ["v22.20.0", "ok"],
  ["v23.1.0", "warning"],
  ["v24.4.0", "ok"],
])("of Node %s it says %s", (version, state) => {
  expect(checkNode(version, new Date("2026-11-29"))).toMatchObject({ state });
});

it("warns of Node 20 only once nobody mends it any more", () => {
  expect(checkNode("v20.20.2", new Date("2026-01-01"))).toMatchObject({ state: "ok" });
});

it("wants room for calls, and for a backup", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "tinycrm-disk-"));
  writeFileSync(join(dataDir, "x.db"), "x".repeat(1_000));
  const places = { dataDir, databaseUrl: `file:${join(dataDir, "x.db")}`, secretFile: null };
  expect(await checkDisk(places, 100e6)).toMatchObject({ state: "fault" });
  expect(await checkDisk(places, 1e9)).toMatchObject({ state: "warning" });
  expect(await checkDisk(places, 20e9)).toMatchObject({ state: "ok" });
  rmSync(dataDir, { recursive: true });
});
