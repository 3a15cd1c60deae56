/** The linter lets no module of the product open a connection to another server by itself. */
import { ESLint } from "eslint";
import { expect, it } from "vitest";
import { projectFile } from "#lib/base/project-file";

const eslint = new ESLint({ cwd: projectFile() });
const rules = ["no-restricted-globals", "@typescript-eslint/no-restricted-imports"];

async function isRefused(filePath: string, code: string): Promise<boolean> {
  const [result] = await eslint.lintText(code, { filePath: projectFile(filePath) });
  return result!.messages.some(({ ruleId }) => rules.includes(ruleId ?? ""));
}

const ways = [
  "export const it = await fetch('http://a.example');\n",
  "export const it = new WebSocket('ws://a.example');\n",
  "import WebSocket from 'ws';\nexport const it = new WebSocket('ws://a.example');\n",
  "import { WebSocket } from 'ws';\nexport const it = new WebSocket('ws://a.example');\n",
  "import { request } from 'node:http';\nexport const it = request('http://a.example');\n",
  "import { get } from 'https';\nexport const it = get('https://a.example');\n",
  "import http from 'node:http';\nexport const it = http.request('http://a.example');\n",
  "import { connect } from 'node:net';\nexport const it = connect(80, 'a.example');\n",
  "import { connect } from 'node:tls';\nexport const it = connect(443, 'a.example');\n",
  "import { request } from 'undici';\nexport const it = request('http://a.example');\n",
];

it.each(ways)("%s", async (code) => {
  for (const file of ["providers/phonet/api.ts", "calls/recordings/rights.ts", "server/hooks.ts"]) {
    expect(await isRefused(`lib/${file}`, code), file).toBe(true);
  }
  expect(await isRefused("lib/outgoing/dial.ts", code)).toBe(false);
});

it("servers and types are nobody's way out", async () => {
  const code = `import { createServer, type IncomingMessage } from "node:http";
import type WebSocket from "ws";
export const it = (fetch: () => void) => [fetch(), createServer] as (IncomingMessage | WebSocket)[];
`;
  expect(await isRefused("lib/providers/phonet/api.ts", code)).toBe(false);
});
