/** docs/providers/generic.md: its commands, as somebody copies them, against the built product. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { projectFile } from "#lib/base/project-file";
import type { Db } from "#lib/db/client";
import { newHookToken } from "#lib/providers/generic/token";
import { admin } from "./kit/office-provision";
import { startProductProcess, type ProductProcess } from "./kit/product-process";
import { openReader, readStored } from "./kit/read-stored";

const page = readFileSync(projectFile("docs/providers/generic.md"), "utf8");
/** Those that are to be run: the first tells where, and the last starts a simulator. */
const blocks = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)]
  .map(([, text]) => text!)
  .filter((text) => !/^export |^npm run/.test(text));

const token = newHookToken();
const dataDir = mkdtempSync(join(tmpdir(), "tinycrm-handbook-"));
const folder = mkdtempSync(join(tmpdir(), "tinycrm-pbx-"));
let product: ProductProcess;
let reader: Db;

beforeAll(async () => {
  // What the page has its reader install.
  symlinkSync(projectFile("node_modules"), join(folder, "node_modules"));
  const provider = "generic";
  product = await startProductProcess({
    dataDir,
    provision: {
      users: [
        {
          ...admin,
          name: "Ada",
          role: "admin",
          extensions: { "any-pbx": "101", unsigned: "101" },
        },
      ],
      connections: [
        { slug: "any-pbx", provider, name: "Any PBX", settings: { token } },
        { slug: "unsigned", provider, name: "Unsigned", settings: { token, signed: false } },
      ],
    },
  });
  reader = await openReader(`file:${join(dataDir, "tinycrm.db")}`);
});
afterAll(async () => {
  await reader.$disconnect();
  await product.stop();
  for (const path of [dataDir, folder]) rmSync(path, { recursive: true, force: true });
});

/** Runs a block as a shell does, at the connection that its place on the page is about. */
async function run(block: string): Promise<string> {
  const slug = block.includes("?token=") ? "unsigned" : "any-pbx";
  const env = { ...process.env, HOOK: `${product.url}/api/hooks/${slug}`, TOKEN: token };
  const shell = spawn("sh", ["-e", "-c", block], { cwd: folder, env });
  const said: string[] = [];
  shell.stdout.on("data", (data: Buffer) => said.push(data.toString()));
  shell.stderr.on("data", (data: Buffer) => said.push(data.toString()));
  const code = await new Promise((resolve) => shell.on("close", resolve));
  expect(code, `${block}\n${said.join("")}`).toBe(0);
  return said.join("");
}

async function callsByNumber() {
  const { calls } = await readStored(reader);
  return new Map(calls.map((call) => [call.clientE164, call]));
}

it("has them run from the first to the last", async () => {
  expect(blocks.length).toBe(8);
  const said: string[] = [];
  for (const block of blocks) said.push(await run(block));
  const [, rings, ends, group, mistake, program, unsigned, dialplan] = said;
  expect(rings).toBe('{"accepted":1}');
  expect(ends).toBe('{"accepted":1}{"accepted":1}');
  expect(group).toBe('{"accepted":7}');
  expect(mistake).toContain('"field":"direction"');
  expect(mistake).toContain("must be incoming, outgoing or internal");
  expect(mistake).toContain("refused");
  expect(program).toContain('200 {"accepted":1}');
  expect(unsigned).toBe('{"accepted":1}');
  expect(dialplan).toBe('{"accepted":1}{"accepted":1}');
});

it("has them do what the page says they do", async () => {
  await vi.waitFor(async () => expect((await callsByNumber()).size).toBe(5), 10_000);
  const calls = await callsByNumber();
  expect(calls.get("+380440000201")).toMatchObject({
    state: "ended",
    disposition: "answered",
    talkSeconds: 42,
  });
  const group = calls.get("+380440000202")!;
  expect(group).toMatchObject({
    state: "ended",
    disposition: "answered",
    recordingUrl: "2026/11/29/try-2.wav",
  });
  const legs = group.legs.map(({ extension, state }) => `${extension} ${state}`);
  expect(legs.sort()).toEqual(["101 ended", "102 ended", "103 missed"]);
  expect(calls.get("+380440000203")).toMatchObject({ state: "dialling", direction: "outgoing" });
  expect(calls.get("+380440000205")).toMatchObject({ state: "ringing" });
  expect(calls.get("+380440000206")).toMatchObject({ state: "ended", disposition: "no-answer" });
});

it("lets a dialplan send nothing but plain words", async () => {
  const said = await run('./tinycrm-call ringing "7\\",\\"x" +1 +2 101 || echo "not sent"');
  expect(said).toContain("not sent");
});
