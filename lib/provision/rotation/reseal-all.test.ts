import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { projectFile } from "#lib/base/project-file";
import { sealedColumns } from "./reseal-all";

/** Files that seal something, and the table in which they put it; null for a cookie of five minutes. */
const sealing: Record<string, string | null> = {
  "lib/auth/second-factor.ts": "SecondFactor",
  "lib/auth/second-step.ts": null,
  "lib/connections/settings.ts": "Connection",
  "lib/connections/hook-access.ts": "HookAccess",
  "lib/push/vapid-keys.ts": "Setting",
  "lib/db/setting.ts": "Setting",
  "lib/provision/known-installation.ts": "Setting",
};

it("knows the table of every file that seals a value", () => {
  const names = readdirSync(projectFile("lib"), { recursive: true, encoding: "utf8" });
  const found = names
    .filter(
      (name) => /(?<!\.test)\.ts$/.test(name) && !/^(?:base|testing|db\/generated)\//.test(name),
    )
    .map((name) => `lib/${name}`)
    .filter((path) =>
      /import \{[^}]*\bseal\b[^}]*\} from/.test(readFileSync(projectFile(path), "utf8")),
    );
  expect(found.sort()).toEqual(Object.keys(sealing).sort());
  const tables = Object.values(sealing).filter((table) => table !== null);
  expect(sealedColumns.map(({ table }) => table).sort()).toEqual([...new Set(tables)].sort());
});
