/** The linter holds the direction of dependencies: each forbidden arrow, tried. */
import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import { projectFile } from "#lib/project-file";

const eslint = new ESLint({ cwd: projectFile() });

async function complaints(filePath: string, imported: string): Promise<string[]> {
  const [result] = await eslint.lintText(`import * as it from "${imported}";\nexport { it };\n`, {
    filePath: projectFile(filePath),
  });
  return (result?.messages ?? []).flatMap(({ ruleId }) =>
    ruleId === "import-x/no-restricted-paths" ? [ruleId] : [],
  );
}

describe("dependencies point one way", () => {
  it.each([
    ["app/page.tsx", "#lib/providers/registry"],
    ["app/page.tsx", "#lib/telephony/supervisor"],
    ["components/phone-link.tsx", "#lib/realtime/publish"],
    ["components/phone-link.tsx", "#lib/realtime/server"],
    ["components/phone-link.tsx", "#lib/server/create-hub"],
    ["lib/providers/registry.ts", "#lib/db/client"],
    ["lib/providers/prostie-zvonki/adapter.ts", "#lib/config"],
    ["lib/calls/queries.ts", "#lib/telephony/ingest"],
    ["lib/contacts/queries.ts", "#lib/realtime/publish"],
    ["lib/contacts/queries.ts", "#components/phone-link"],
    ["lib/providers/reconnect.ts", "#lib/testing/kit/tcp-proxy"],
    ["lib/telephony/ingest.ts", "#lib/testing/kit/tcp-proxy"],
  ])("%s may not import %s", async (file, imported) => {
    expect(await complaints(file, imported)).toHaveLength(1);
  });

  it.each([
    ["app/page.tsx", "#lib/server/hub"],
    ["components/phone-link.tsx", "#lib/realtime/events"],
    ["lib/telephony/ingest.ts", "#lib/providers/contract"],
    ["lib/providers/registry.ts", "#lib/providers/contract"],
    ["lib/providers/reconnect.test.ts", "#lib/testing/kit/tcp-proxy"],
    ["lib/testing/kit/compare-calls.ts", "#lib/testing/kit/replay-inbox"],
  ])("%s may import %s", async (file, imported) => {
    expect(await complaints(file, imported)).toEqual([]);
  });
});
