/** For how long data is kept, as the provisioning file says it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readRetention } from "#lib/retention/settings";
import { openOffice } from "#lib/testing/kit/office";
import { applyProvision } from "./apply-provision";

await openOffice();
const folder = mkdtempSync(join(tmpdir(), "tinycrm-provision-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function apply(retention: object): Promise<void> {
  const path = join(folder, "provision.json");
  writeFileSync(path, JSON.stringify({ retention }), { mode: 0o600 });
  return applyProvision(path);
}

it("is set, and the rest is left to the screen", async () => {
  await apply({ messages: 14, clients: 365 });
  await apply({ clients: null });
  const kept = { messages: 14, recordings: null, clients: null, audit: 365 };
  expect(await readRetention()).toEqual(kept);
});

it.each([
  [{ clients: 7 }, "retention.clients: must be whole days, from 31 to 3650"],
  [{ audit: null }, "retention.audit: must be whole days, from 30"],
  [{ recording: 31 }, "retention.recording"],
])("stops the start when it is %j", async (retention, words) => {
  await expect(apply(retention)).rejects.toThrow(words);
});
